import { PackageURL } from 'packageurl-js';
import { Registry } from '../../registry';
import { registries } from '../../registries';

/** A package URL as a package of a registry. */
export interface PurlPackage {
  registry: Registry;
  name: string;
  version?: string;
}

/** Undefined for what is no package URL, or one of a registry that has no AWS SDKs. */
export function parsePurl(purl: string): PurlPackage | undefined {
  let parsed: PackageURL;
  try {
    parsed = PackageURL.fromString(purl);
  } catch {
    return undefined;
  }
  const { type, namespace, name, version } = parsed;
  const registry = registries.find(({ purlTypes }) => purlTypes.includes(type));
  if (!registry || !name) return undefined;
  const separator = type === 'maven' ? ':' : '/';
  return {
    registry,
    name: namespace ? `${namespace}${separator}${name}` : name,
    ...(version ? { version } : {}),
  };
}

/** Types that name an operating system's packages, images or source, not libraries of a language. */
const NOT_LIBRARIES = new Set([
  'alpm',
  'apk',
  'bitbucket',
  'deb',
  'docker',
  'generic',
  'github',
  'githubactions',
  'huggingface',
  'mlflow',
  'nix',
  'oci',
  'qpkg',
  'rpm',
  'swid',
]);

/** The type of a package URL that names a library of a registry which nobody here judges: `pub`, `cran`. */
export function unjudgedType(purl: string): string | undefined {
  const type = /^pkg:\/*([a-z][a-z0-9.+-]*)\//i.exec(purl)?.[1].toLowerCase();
  return type &&
    !NOT_LIBRARIES.has(type) &&
    !registries.some(({ purlTypes }) => purlTypes.includes(type))
    ? type
    : undefined;
}
