import { isAddonInput, isAddonName } from './addonNames';
import { Value, booleanOf, isSomething } from './expressions/values';
import { Address } from './modules';

/**
 * Modules that set no add-ons of EKS, although their names or inputs sound so: roles and associations, parts of a cluster, and
 * what installs charts (registry pages of the modules, 2026-11).
 */
const OTHERS = [
  /^terraform-aws-modules\/(?!eks\/)/,
  /^aws-ia\/eks-(?:blueprints-addon|data-addons|blueprints-teams)\/aws$/,
  /^aws-ia\/eks-blueprints\/aws$/,
  /^cloudposse\/(?!eks-cluster\/)/,
];

/** What a name may say beside `eks` where the module makes only a part of what belongs to a cluster. */
const PARTS =
  /irsa|iam|role|pod-?identit|node|karpenter|fargate|auth|access|kubeconfig|security|sg$|vpc|network|subnet|kms|log|monitor|dns|alb|ingress|helm|argo|flux|external|autoscal|policy|oidc|tag|irsa|app|service|namespace|state|backend/;

/**
 * Why a module that can't be followed is taken to set add-ons; undefined where nothing speaks for it.
 * @param inputs what it is given
 */
export function setsAddons(
  { name, submodule }: Address,
  inputs: readonly [string, Value][],
): string | undefined {
  if (OTHERS.some(pattern => pattern.test(name))) return undefined;
  // Parts of terraform-aws-modules/eks, such as node groups.
  if (/^terraform-aws-modules\/eks\//.test(name) && submodule) return undefined;
  for (const [input, value] of inputs) {
    if (isOff(value)) continue;
    if (isAddonInput(input)) return input;
    if (namesAddons(value)) return input;
  }
  return isOfCluster(submodule ? submodule : name) ? 'its name' : undefined;
}

function isOff(value: Value): boolean {
  if (isSomething(value) === false || booleanOf(value) === false) return true;
  if (value.byDefault) return false;
  return (
    (value.kind === 'list' && value.items.length === 0 && !value.open) ||
    (value.kind === 'object' && value.entries.size === 0 && !value.open)
  );
}

/** A map or list whose keys or members are add-ons. */
function namesAddons(value: Value): boolean {
  if (value.kind === 'object') {
    return [...value.entries].some(
      ([key, each]) => isAddonName(key) || (key === 'name' && isNamed(each)),
    );
  }
  return (
    value.kind === 'list' &&
    value.items.some(item => isNamed(item) || namesAddons(item))
  );
}

function isNamed(value: Value): boolean {
  return value.kind === 'scalar' && isAddonName(String(value.value));
}

/** `acme/eks/aws`, `modules/eks-cluster`, `terraform-aws-eks.git`: a module for whole clusters, or one for add-ons. */
function isOfCluster(path: string): boolean {
  const parts = path
    .toLowerCase()
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .filter(Boolean);
  // NAMESPACE/NAME/PROVIDER, with or without a host.
  const own =
    parts.at(-1) === 'aws' && parts.length >= 3
      ? parts.at(-2)!
      : parts.at(-1) ?? '';
  const words = own
    .replace(/^(?:terraform|tf)-(?:aws-)?/, '')
    .replaceAll('_', '-');
  if (/(?:^|-)add-?ons?(?:-|$)/.test(words)) {
    return (
      /eks|kubernetes|k8s|cluster/.test(parts.join('/')) ||
      /^add-?ons?$/.test(words)
    );
  }
  return /(?:^|-)eks(?:-|$)/.test(words) && !PARTS.test(words);
}
