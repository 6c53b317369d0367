import file from './addons.json';

interface CatalogVersion {
  version: string;
  /** Oldest and newest Kubernetes version. */
  kubernetes: string[];
  /** false where this version refuses Pod Identity although the add-on as such offers it. */
  podIdentity?: boolean;
}

interface CatalogWorkload {
  kind: string;
  name: string;
  serviceAccount: string;
  image: string;
  hostNetwork?: boolean;
  replicas?: number;
}

/** An add-on that EKS offers. */
export interface CatalogAddon {
  name: string;
  type: string;
  owner: string;
  publisher: string;
  namespace: string;
  requiresIamPermissions: boolean;
  /** Service accounts that take a role by Pod Identity, with the policies that AWS recommends. */
  podIdentity: { serviceAccount: string; policies: string[] }[];
  configurationProperties: string[];
  /** Newest first. */
  versions: CatalogVersion[];
  serviceAccounts: string[];
  workloads: CatalogWorkload[];
}

/** Every add-on that the simulated EKS offers (data/addons.json tells the sources). */
export const catalogAddons: readonly CatalogAddon[] = file.addons;

/** The add-on of a name, if EKS offers it. */
export function catalogAddon(name: string): CatalogAddon | undefined {
  return catalogAddons.find(addon => addon.name === name);
}

function minor(kubernetesVersion: string): number {
  return Number(kubernetesVersion.split('.')[1]);
}

/** Does a version of an add-on go with a Kubernetes version? */
export function isCompatible(
  version: CatalogVersion,
  kubernetesVersion: string,
): boolean {
  const [oldest, newest] = version.kubernetes.map(minor);
  return (
    minor(kubernetesVersion) >= oldest && minor(kubernetesVersion) <= newest
  );
}

/** All Kubernetes versions that a version of an add-on goes with, newest first. */
export function compatibleKubernetesVersions(
  version: CatalogVersion,
): string[] {
  const [oldest, newest] = version.kubernetes.map(minor);
  return Array.from(
    { length: newest - oldest + 1 },
    (_, index) => `1.${newest - index}`,
  );
}

/** The version that EKS installs where none is asked for: the newest compatible one. */
export function defaultVersion(
  addon: CatalogAddon,
  kubernetesVersion: string,
): string | undefined {
  return addon.versions.find(version =>
    isCompatible(version, kubernetesVersion),
  )?.version;
}

/**
 * The service accounts that take roles by Pod Identity in a version; empty where that version
 * refuses it (DescribeAddonConfiguration.podIdentityConfiguration). A version that the catalog does
 * not list behaves as its add-on does in general.
 */
export function podIdentityConfiguration(
  addon: CatalogAddon,
  version: string,
): CatalogAddon['podIdentity'] {
  const listed = addon.versions.find(item => item.version === version);
  return listed?.podIdentity === false ? [] : addon.podIdentity;
}

/** The JSON Schema of an add-on's configuration values. */
export function configurationSchema(addon: CatalogAddon): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      addon.configurationProperties.map(name => [
        name,
        { type: name === 'tolerations' ? 'array' : 'object' },
      ]),
    ),
  };
}
