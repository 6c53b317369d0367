/** Names of EKS add-ons by which code that can't be followed is known to be about them (EKS user guide, 2026-11). */
const ADDON_NAMES: readonly string[] = [
  'vpc-cni',
  'coredns',
  'kube-proxy',
  'eks-pod-identity-agent',
  'eks-node-monitoring-agent',
  'aws-ebs-csi-driver',
  'aws-efs-csi-driver',
  'aws-fsx-csi-driver',
  'aws-mountpoint-s3-csi-driver',
  'aws-secrets-store-csi-driver-provider',
  'aws-network-flow-monitoring-agent',
  'aws-privateca-connector-for-kubernetes',
  'aws-guardduty-agent',
  'amazon-cloudwatch-observability',
  'adot',
  'snapshot-controller',
];

const NAMES = new Set(ADDON_NAMES);

/** Parts of inputs' names that name an add-on: `enable_ebs_csi_driver`, `vpc_cni_role_arn`. */
const PARTS = [
  'vpc_cni',
  'coredns',
  'kube_proxy',
  'ebs_csi',
  'efs_csi',
  'fsx_csi',
  's3_csi',
  'pod_identity_agent',
  'cloudwatch_observability',
];

/** Whether that is the name of an EKS add-on. */
export function isAddonName(text: string): boolean {
  return NAMES.has(text);
}

/** Whether an input of a module is about add-ons, by its name. */
export function isAddonInput(name: string): boolean {
  const input = name.toLowerCase().replaceAll('-', '_');
  // Policies of roles are named after the add-on that they are for.
  if (/^attach_|_polic(?:y|ies)$|_tags$|_timeouts?$|_depends_on$/.test(input)) {
    return false;
  }
  return (
    input === 'addon' ||
    /(?:^|_)add_?ons?(?:_|$)/.test(input) ||
    PARTS.some(part => input.includes(part))
  );
}
