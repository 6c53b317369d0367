import { FoundPackage } from '../../ecosystem';
import { sdkOfHadoop } from '../../data/hadoopAws';
import { matcherOf } from '../../packages';
import { maven } from '../../registries/maven';

/** A package of Maven that a text names. */
export type NamedJar = Pick<
  FoundPackage,
  'name' | 'registry' | 'version' | 'range' | 'unresolved' | 'via'
> & {
  /** Concluded from what needs it; a jar of the same SDK that is named itself decides. */
  isConcluded?: boolean;
};

const HADOOP_AWS = 'org.apache.hadoop:hadoop-aws';

/** Longer words are no paths and no coordinates. */
const MAX_WORD = 500;
/** Folders before the group in a repository's URL are at the most these. */
const MAX_FOLDERS = 12;

/** Groups of jars that are known by their file names alone. */
const GROUPS: [RegExp, string][] = [
  [/^aws-java-sdk(-[a-z0-9-]+)?$/, 'com.amazonaws'],
  [/^hadoop-aws$/, 'org.apache.hadoop'],
  [/^iceberg-aws(-bundle)?$/, 'org.apache.iceberg'],
  [/^aws-msk-iam-auth$/, 'software.amazon.msk'],
];

/** Modules of version 2 have plain names, so that their files are known by name and major version together. */
const MODULES_OF_V2 =
  /^(bundle|auth|s3|s3-transfer-manager|sts|dynamodb|glue|kinesis|kms|sns|sqs|secretsmanager|aws-core|sdk-core)$/;

/**
 * The AWS SDKs among the jars that a text names: by URL or path of a file (never by the host), or by coordinates
 * (`org.apache.hadoop:hadoop-aws:3.3.4`, what `--packages` and `spark.jars.packages` take).
 */
export function jarsIn(text: string): NamedJar[] {
  if (!text.includes('.jar') && !/:[\w.-]+:/.test(text)) return [];
  return text
    .split(/[\s,;"'`()[\]<>|=\\]+/)
    .filter(word => word.length > 3 && word.length <= MAX_WORD)
    .flatMap(word => byFile(word) ?? byCoordinates(word) ?? []);
}

/** Leaves out what was concluded where the file names the SDK itself. */
export function withoutConcluded<T extends { jar: NamedJar }>(
  entries: readonly T[],
): T[] {
  const matcher = matcherOf(maven);
  const sdksOf = ({ name }: NamedJar) =>
    matcher.match(name).map(({ rule }) => rule.sdk);
  const itself = new Set(
    entries
      .filter(({ jar }) => jar.registry === maven && !jar.isConcluded)
      .filter(({ jar }) =>
        matcher.match(jar.name).some(({ role }) => role !== 'brings'),
      )
      .flatMap(({ jar }) => sdksOf(jar)),
  );
  return entries.filter(
    ({ jar }) => !jar.isConcluded || !sdksOf(jar).some(sdk => itself.has(sdk)),
  );
}

/** Undefined for a word that is no jar. */
function byFile(word: string): NamedJar[] | undefined {
  const path = word
    .replace(/[?#].*$/, '')
    .replace(/^[A-Za-z][\w+.-]*:\/\/[^/]*/, '');
  if (!path.endsWith('.jar')) return undefined;
  const segments = path.slice(0, -'.jar'.length).split('/');
  const stem = segments[segments.length - 1];
  if (/-(sources|javadoc|tests)$/.test(stem)) return [];
  const [artifact, version] = segments.slice(-3);
  const found =
    segments.length > 3 && stem.startsWith(`${artifact}-${version}`)
      ? inGroups(segments.slice(0, -3), artifact, version)
      : undefined;
  return found ?? byFileName(stem);
}

/** A repository keeps a jar in the folders of its group, which begin somewhere in its path. */
function inGroups(
  folders: readonly string[],
  artifact: string,
  version: string,
): NamedJar[] | undefined {
  const names = folders.slice(-MAX_FOLDERS);
  for (let at = 0; at < names.length; at++) {
    const found = named(names.slice(at).join('.'), artifact, version, false);
    if (found) return found;
  }
  return undefined;
}

function byFileName(stem: string): NamedJar[] {
  for (let at = stem.indexOf('-'); at !== -1; at = stem.indexOf('-', at + 1)) {
    if (!/^[\d$]/.test(stem.slice(at + 1, at + 2))) continue;
    const artifact = stem.slice(0, at);
    const version = stem.slice(at + 1).replace(/-(all|shaded)$/, '');
    const group =
      GROUPS.find(([pattern]) => pattern.test(artifact))?.[1] ??
      (MODULES_OF_V2.test(artifact) && version.startsWith('2.')
        ? 'software.amazon.awssdk'
        : undefined);
    if (group !== undefined)
      return named(group, artifact, version, false) ?? [];
  }
  return [];
}

/** `group:artifact:version`, perhaps with a packaging or a classifier. */
function byCoordinates(word: string): NamedJar[] | undefined {
  const parts = word.split(':');
  if (parts.length < 3 || parts.length > 5) return undefined;
  const [group, artifact, ...rest] = parts;
  if (![group, artifact].every(part => /^[A-Za-z][\w.-]*$/.test(part))) {
    return undefined;
  }
  const version = rest.find(part => /^[\d$]/.test(part));
  return version === undefined
    ? undefined
    : named(group, artifact, version, true);
}

function named(
  group: string,
  artifact: string,
  version: string,
  bringsOthers: boolean,
): NamedJar[] | undefined {
  const name = `${group}:${artifact}`;
  if (matcherOf(maven).match(name).length === 0) return undefined;
  if (name === HADOOP_AWS) return [concluded(version, bringsOthers)];
  return [{ name, registry: maven, ...versionOf(version), via: [] }];
}

function concluded(version: string, bringsOthers: boolean): NamedJar {
  const sdk = sdkOfHadoop(version);
  const common = { registry: maven, isConcluded: true };
  if (!sdk) {
    return { ...common, name: HADOOP_AWS, ...versionOf(version), via: [] };
  }
  return bringsOthers
    ? { ...common, name: sdk.name, range: sdk.range, via: [HADOOP_AWS] }
    : {
        ...common,
        name: sdk.name,
        unresolved: `hadoop-aws ${version} needs it, and its jar is not named here`,
        via: [HADOOP_AWS],
      };
}

function versionOf(text: string): Pick<NamedJar, 'version' | 'unresolved'> {
  if (/^\d[\w.+-]*$/.test(text)) return { version: text };
  return {
    unresolved: text.includes('$')
      ? `${text} is not set in the file`
      : `'${text}' is no version`,
  };
}
