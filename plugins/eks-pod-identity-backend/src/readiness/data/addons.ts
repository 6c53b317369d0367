import { AddonFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** What is known of an EKS add-on beside what the API tells. */
export interface KnownAddon {
  name: string;
  namespace: string;
  /** Service accounts of its pods, but those of `withoutRole`. */
  serviceAccounts: string[];
  /** Service accounts of those of its pods that ask AWS for nothing, while others need a role. */
  withoutRole?: string[];
  /**
   * `own`: it takes a role of its own. `node`: it works with the node's role and takes none. `none`: it calls nothing of
   * AWS. `pods`: the pods that use it bring their roles.
   */
  identity: 'own' | 'node' | 'none' | 'pods';
}

/**
 * Add-ons of the EKS user guide (pages 'AWS add-ons' and 'Community add-ons', 2026-11). The truth at run time is
 * DescribeAddonConfiguration and DescribeAddonVersions; the table only fills in what they leave out: the namespace, the
 * service accounts of add-ons that take no role, and which ones never need one.
 */
export const knownAddons: readonly KnownAddon[] = [
  own('vpc-cni', 'kube-system', 'aws-node'),
  {
    ...own('aws-ebs-csi-driver', 'kube-system', 'ebs-csi-controller-sa'),
    withoutRole: ['ebs-csi-node-sa'],
  },
  own('aws-efs-csi-driver', 'kube-system', 'efs-csi-controller-sa'),
  own('aws-fsx-csi-driver', 'kube-system', 'fsx-csi-controller-sa'),
  own('aws-mountpoint-s3-csi-driver', 'kube-system', 's3-csi-driver-sa'),
  own(
    'amazon-cloudwatch-observability',
    'amazon-cloudwatch',
    'cloudwatch-agent',
  ),
  own(
    'adot',
    'opentelemetry-operator-system',
    'adot-col-prom-metrics',
    'adot-col-otlp-ingest',
    'adot-col-container-logs',
  ),
  own(
    'aws-network-flow-monitoring-agent',
    'amazon-network-flow-monitor',
    'aws-network-flow-monitor-agent-service-account',
  ),
  own(
    'aws-privateca-connector-for-kubernetes',
    'aws-privateca-issuer',
    'aws-privateca-issuer',
  ),
  own('external-dns', 'external-dns', 'external-dns'),
  own('cert-manager', 'cert-manager', 'cert-manager'),
  {
    name: 'aws-secrets-store-csi-driver-provider',
    namespace: 'kube-system',
    serviceAccounts: [],
    identity: 'pods',
  },
  {
    name: 'eks-pod-identity-agent',
    namespace: 'kube-system',
    serviceAccounts: ['eks-pod-identity-agent'],
    identity: 'node',
  },
  none('coredns', 'kube-system'),
  none('kube-proxy', 'kube-system'),
  none('eks-node-monitoring-agent', 'kube-system'),
  none('snapshot-controller', 'kube-system'),
  none('metrics-server', 'kube-system'),
  none('kube-state-metrics', 'kube-state-metrics'),
  none('prometheus-node-exporter', 'prometheus-node-exporter'),
  none('aws-guardduty-agent', 'amazon-guardduty'),
];

function own(
  name: string,
  namespace: string,
  ...serviceAccounts: string[]
): KnownAddon {
  return { name, namespace, serviceAccounts, identity: 'own' };
}

function none(name: string, namespace: string): KnownAddon {
  return { name, namespace, serviceAccounts: [name], identity: 'none' };
}

/** Where the table's facts come from, for evidence. */
export const ADDONS_SOURCE =
  'EKS user guide, pages AWS add-ons and Community add-ons (2026-11)';

/** Row of an add-on, if it is known. */
export function knownAddon(name: string): KnownAddon | undefined {
  return knownAddons.find(addon => addon.name === name);
}

/** Namespace of an add-on's objects, as the API tells it, else the usual one; undefined for one that is not known. */
export function namespaceOfAddon(addon: AddonFacts): string | undefined {
  return addon.namespace ?? knownAddon(addon.name)?.namespace;
}

/** The service accounts that an add-on may have, by its configuration and by the table. */
export function serviceAccountsOfAddon(
  addon: AddonFacts,
): { namespace: string; serviceAccount: string }[] {
  const namespace = namespaceOfAddon(addon);
  if (!namespace) {
    return [];
  }
  const told = addon.podIdentityConfiguration.seen
    ? addon.podIdentityConfiguration.value.map(
        ({ serviceAccount }) => serviceAccount,
      )
    : [];
  return [
    ...new Set([...told, ...(knownAddon(addon.name)?.serviceAccounts ?? [])]),
  ].map(serviceAccount => ({ namespace, serviceAccount }));
}
