import { ScalarTag, parseAllDocuments } from 'yaml';
import { isTerraformFile } from '../terraform/files';
import { isAddonName } from '../terraform/addonNames';
import type { CodeAddon } from './addonCode';

/** Files that only list packages or settings of tools. */
const OTHERS =
  /(^|\/)(package|composer|tsconfig[^/]*|[^/]*[-.]lock)\.(json|ya?ml)$/i;

/** Whether a file may be a template or manifest that sets add-ons, or the root of a program that does, by its name. */
export function isAddonTemplate(path: string): boolean {
  return (
    /\.(ya?ml|json|template)$/i.test(path) &&
    !OTHERS.test(path) &&
    !isTerraformFile(path)
  );
}

/** Strings without which a file sets no add-on. */
const SIGNS = [
  'AWS::EKS::Addon',
  'eks:Addon',
  'eks:index:Addon',
  'eks/addon:Addon',
  'eksctl.io/',
  'eks.services.k8s.aws/',
  'eks.aws.upbound.io/',
  'eks.aws.m.upbound.io/',
  'eks.aws.crossplane.io/',
  'AWSManagedControlPlane',
];

type Body = Record<string, unknown>;

/** The add-ons that a template or manifest sets. */
export function addonsOfTemplate(path: string, text: string): CodeAddon[] {
  if (!SIGNS.some(sign => text.includes(sign))) return [];
  let documents: unknown[] | undefined;
  try {
    documents = documentsOf(path, text);
  } catch {
    documents = undefined;
  }
  return documents
    ? documents.flatMap(document => addonsOf(document, text))
    : addonsByWords(text);
}

/** CloudFormation's functions in short form (user guide, Intrinsic functions): their values are no names that are written out. */
const SHORT_FORMS: ScalarTag[] = ['Ref', 'Sub', 'GetAtt', 'ImportValue'].map(
  name => ({
    tag: `!${name}`,
    resolve: (value: string) =>
      name === 'Ref' ? { Ref: value } : { [`Fn::${name}`]: value },
  }),
);

/** What stands for an expression of a template language: no name that is written out. */
const EXPRESSION = '${expression}';

function documentsOf(path: string, text: string): unknown[] | undefined {
  if (/\.json$/i.test(path)) return [JSON.parse(text)];
  const plain = text
    .split('\n')
    .map(line =>
      /^\s*(?:\{\{|\{%).*(?:\}\}|%\})\s*$/.test(line)
        ? ''
        : line.replace(/\{\{[^{}]{0,1000}\}\}/g, EXPRESSION),
    )
    .join('\n');
  const documents = parseAllDocuments(plain, {
    customTags: SHORT_FORMS,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  if (!Array.isArray(documents)) return [];
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  return documents.map(document => document.toJS({ maxAliasCount: 100 }));
}

function addonsOf(document: unknown, text: string): CodeAddon[] {
  const found: CodeAddon[] = [];
  const open: unknown[] = [document];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) {
      for (const each of value) open.push(each);
    } else if (isBody(value)) {
      found.push(...addonsIn(value, document));
      for (const each of Object.values(value)) open.push(each);
    }
  }
  return found.map(addon => ({
    ...addon,
    ...lineOf(text, addon.addonName),
  }));
}

/** What one object sets, by its type: one row per tool. */
function addonsIn(object: Body, document: unknown): CodeAddon[] {
  const { Type, type, apiVersion, kind } = object;
  if (Type === 'AWS::EKS::Addon') {
    const { AddonName, ClusterName } = bodyOf(object.Properties);
    return [
      addonOf(
        'a CloudFormation template',
        AddonName,
        clusterOf(ClusterName, document),
      ),
    ];
  }
  if (
    typeof type === 'string' &&
    /^(?:aws|aws-native|eks):(?:eks(?:\/addon)?:|index:)?Addon$/.test(type)
  ) {
    const { addonName, clusterName } = bodyOf(object.properties);
    return [addonOf('a Pulumi program', addonName, clusterName)];
  }
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  const spec = bodyOf(object.spec);
  if (kind === 'Addon' && apiVersion.startsWith('eks.services.k8s.aws/')) {
    return [
      addonOf(
        'a resource of AWS Controllers for Kubernetes',
        spec.name,
        spec.clusterName,
      ),
    ];
  }
  if (
    kind === 'Addon' &&
    /^eks\.aws\.(?:m\.)?(?:upbound|crossplane)\.io\//.test(apiVersion)
  ) {
    const { addonName, clusterName } = bodyOf(spec.forProvider);
    return [addonOf('a Crossplane resource', addonName, clusterName)];
  }
  if (kind === 'ClusterConfig' && apiVersion.startsWith('eksctl.io/')) {
    return namesOf(object.addons).map(name =>
      addonOf('an eksctl configuration', name, bodyOf(object.metadata).name),
    );
  }
  if (/^AWSManagedControlPlane(?:Template)?$/.test(kind)) {
    const plane = kind.endsWith('Template')
      ? bodyOf(bodyOf(spec.template).spec)
      : spec;
    return namesOf(plane.addons).map(name =>
      addonOf('a Cluster API control plane', name, plane.eksClusterName),
    );
  }
  return [];
}

/** The names of a list of add-ons; what is no list may be any. */
function namesOf(addons: unknown): unknown[] {
  if (addons === undefined || addons === null) return [];
  return Array.isArray(addons)
    ? addons.map(each => bodyOf(each).name)
    : [undefined];
}

/** CloudFormation: the name that the cluster of the same template is given. */
function clusterOf(name: unknown, document: unknown): unknown {
  const reference = bodyOf(name).Ref;
  if (typeof reference !== 'string') return name;
  const resource = bodyOf(bodyOf(bodyOf(document).Resources)[reference]);
  return resource.Type === 'AWS::EKS::Cluster'
    ? bodyOf(resource.Properties).Name
    : undefined;
}

function addonOf(tool: string, name: unknown, cluster: unknown): CodeAddon {
  const addonName = writtenOut(name);
  const clusterName = writtenOut(cluster);
  return {
    tool,
    ...(addonName === undefined ? {} : { addonName }),
    ...(clusterName === undefined ? {} : { clusterName }),
  };
}

function writtenOut(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,100}$/.test(value)
    ? value
    : undefined;
}

/** A file that can't be parsed, a template of another language for example: by the names that stand in it. */
function addonsByWords(text: string): CodeAddon[] {
  const isOne =
    /AWS::EKS::Addon|eks(?::index|\/addon)?:Addon/.test(text) ||
    (/\bkind["']?\s*:\s*["']?Addon\b/.test(text) &&
      /\beks\.(?:aws|services)\./.test(text)) ||
    (/eksctl\.io\/|AWSManagedControlPlane/.test(text) &&
      /\baddons["']?\s*:/.test(text));
  if (!isOne) return [];
  const tool = 'a template';
  const names = [...text.matchAll(/\bname["']?\s*:\s*["']?([\w-]{1,100})/gi)]
    .concat([...text.matchAll(/addonname["']?\s*:\s*["']?([\w-]{1,100})/gi)])
    .map(([, name]) => name)
    .filter(isAddonName);
  return names.length > 0
    ? [...new Set(names)].map(addonName => ({
        tool,
        addonName,
        ...lineOf(text, addonName),
      }))
    : [{ tool }];
}

function lineOf(text: string, word: string | undefined): { line?: number } {
  const index = word === undefined ? -1 : text.indexOf(word);
  return index < 0 ? {} : { line: text.slice(0, index).split('\n').length };
}

function bodyOf(value: unknown): Body {
  return isBody(value) ? value : {};
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
