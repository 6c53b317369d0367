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
