import type { KubeObject } from '../objects';
import type { NewObject } from '../store/store';

type Row = [
  group: string,
  version: string,
  kind: string,
  plural: string,
  scope: 'Namespaced' | 'Cluster',
  shortNames?: string[],
];

/** Kinds that EKS defines in every cluster: those of the VPC CNI and of the VPC resource controller. */
const rows: Row[] = [
  ['crd.k8s.amazonaws.com', 'v1alpha1', 'ENIConfig', 'eniconfigs', 'Cluster'],
  [
    'networking.k8s.aws',
    'v1alpha1',
    'PolicyEndpoint',
    'policyendpoints',
    'Namespaced',
  ],
  [
    'vpcresources.k8s.aws',
    'v1alpha1',
    'CNINode',
    'cninodes',
    'Cluster',
    ['cnd'],
  ],
  [
    'vpcresources.k8s.aws',
    'v1beta1',
    'SecurityGroupPolicy',
    'securitygrouppolicies',
    'Namespaced',
    ['sgp'],
  ],
];

/** The definitions, for a new cluster. */
export function stockDefinitions(): NewObject[] {
  return rows.map(([group, version, kind, plural, scope, shortNames]) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: {
        kind,
        plural,
        singular: kind.toLowerCase(),
        ...(shortNames && { shortNames }),
      },
      versions: [{ name: version, served: true, storage: true }],
    },
  }));
}

const names = new Set(rows.map(([group, , , plural]) => `${plural}.${group}`));

/** Does the simulator make that object by itself? */
export function isStockDefinition({ kind, metadata }: KubeObject): boolean {
  return kind === 'CustomResourceDefinition' && names.has(metadata.name);
}
