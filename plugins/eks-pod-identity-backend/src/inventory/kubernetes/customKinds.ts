/** A kind that not every cluster serves, and where it is found. */
export interface CustomKind {
  kind: string;
  group: string;
  plural: string;
  /** Versions whose form we know, best first. */
  versions: string[];
}

/**
 * Kinds of network policies beside NetworkPolicy. EKS brings SecurityGroupPolicy with every cluster, and the two of
 * networking.k8s.aws with newer ones; the others come with Cilium, Calico, Antrea and the Network Policy API (sources:
 * docs/facts/custom-resources.md).
 */
export const policyKinds = [
  {
    kind: 'SecurityGroupPolicy',
    group: 'vpcresources.k8s.aws',
    plural: 'securitygrouppolicies',
    versions: ['v1beta1'],
  },
  {
    kind: 'ApplicationNetworkPolicy',
    group: 'networking.k8s.aws',
    plural: 'applicationnetworkpolicies',
    versions: ['v1alpha1'],
  },
  {
    kind: 'ClusterNetworkPolicy',
    group: 'networking.k8s.aws',
    plural: 'clusternetworkpolicies',
    versions: ['v1alpha1'],
  },
  {
    kind: 'CiliumNetworkPolicy',
    group: 'cilium.io',
    plural: 'ciliumnetworkpolicies',
    versions: ['v2'],
  },
  {
    kind: 'CiliumClusterwideNetworkPolicy',
    group: 'cilium.io',
    plural: 'ciliumclusterwidenetworkpolicies',
    versions: ['v2'],
  },
  {
    kind: 'NetworkPolicy',
    group: 'crd.projectcalico.org',
    plural: 'networkpolicies',
    versions: ['v1'],
  },
  {
    kind: 'GlobalNetworkPolicy',
    group: 'crd.projectcalico.org',
    plural: 'globalnetworkpolicies',
    versions: ['v1'],
  },
  {
    kind: 'NetworkPolicy',
    group: 'projectcalico.org',
    plural: 'networkpolicies',
    versions: ['v3'],
  },
  {
    kind: 'GlobalNetworkPolicy',
    group: 'projectcalico.org',
    plural: 'globalnetworkpolicies',
    versions: ['v3'],
  },
  {
    kind: 'AdminNetworkPolicy',
    group: 'policy.networking.k8s.io',
    plural: 'adminnetworkpolicies',
    versions: ['v1alpha1'],
  },
  {
    kind: 'BaselineAdminNetworkPolicy',
    group: 'policy.networking.k8s.io',
    plural: 'baselineadminnetworkpolicies',
    versions: ['v1alpha1'],
  },
  {
    kind: 'ClusterNetworkPolicy',
    group: 'policy.networking.k8s.io',
    plural: 'clusternetworkpolicies',
    versions: ['v1alpha2'],
  },
  {
    kind: 'NetworkPolicy',
    group: 'crd.antrea.io',
    plural: 'networkpolicies',
    versions: ['v1beta1', 'v1alpha1'],
  },
  {
    kind: 'ClusterNetworkPolicy',
    group: 'crd.antrea.io',
    plural: 'clusternetworkpolicies',
    versions: ['v1beta1', 'v1alpha1'],
  },
] satisfies CustomKind[];

const secrets = 'external-secrets.io';
const generators = 'generators.external-secrets.io';
const keda = 'keda.sh';

/** Kinds that use the identity of service accounts (sources: docs/facts/custom-resources.md). */
export const identityKinds = [
  {
    kind: 'SecretStore',
    group: secrets,
    plural: 'secretstores',
    versions: ['v1', 'v1beta1'],
  },
  {
    kind: 'ClusterSecretStore',
    group: secrets,
    plural: 'clustersecretstores',
    versions: ['v1', 'v1beta1'],
  },
  {
    kind: 'ECRAuthorizationToken',
    group: generators,
    plural: 'ecrauthorizationtokens',
    versions: ['v1alpha1'],
  },
  {
    kind: 'STSSessionToken',
    group: generators,
    plural: 'stssessiontokens',
    versions: ['v1alpha1'],
  },
  {
    kind: 'Issuer',
    group: 'cert-manager.io',
    plural: 'issuers',
    versions: ['v1'],
  },
  {
    kind: 'ClusterIssuer',
    group: 'cert-manager.io',
    plural: 'clusterissuers',
    versions: ['v1'],
  },
  {
    kind: 'SecretProviderClass',
    group: 'secrets-store.csi.x-k8s.io',
    plural: 'secretproviderclasses',
    versions: ['v1', 'v1alpha1'],
  },
  {
    kind: 'TriggerAuthentication',
    group: keda,
    plural: 'triggerauthentications',
    versions: ['v1alpha1'],
  },
  {
    kind: 'ClusterTriggerAuthentication',
    group: keda,
    plural: 'clustertriggerauthentications',
    versions: ['v1alpha1'],
  },
  {
    kind: 'ScaledObject',
    group: keda,
    plural: 'scaledobjects',
    versions: ['v1alpha1'],
  },
  {
    kind: 'ScaledJob',
    group: keda,
    plural: 'scaledjobs',
    versions: ['v1alpha1'],
  },
  {
    kind: 'VaultAuth',
    group: 'secrets.hashicorp.com',
    plural: 'vaultauths',
    versions: ['v1beta1'],
  },
  {
    kind: 'Bucket',
    group: 'source.toolkit.fluxcd.io',
    plural: 'buckets',
    versions: ['v1', 'v1beta2'],
  },
  {
    kind: 'OCIRepository',
    group: 'source.toolkit.fluxcd.io',
    plural: 'ocirepositories',
    versions: ['v1', 'v1beta2'],
  },
  {
    kind: 'ImageRepository',
    group: 'image.toolkit.fluxcd.io',
    plural: 'imagerepositories',
    versions: ['v1', 'v1beta2'],
  },
  {
    kind: 'Kustomization',
    group: 'kustomize.toolkit.fluxcd.io',
    plural: 'kustomizations',
    versions: ['v1'],
  },
] satisfies CustomKind[];

/** `securitygrouppolicies.vpcresources.k8s.aws`. */
export function resourceOf({ plural, group }: CustomKind): string {
  return `${plural}.${group}`;
}
