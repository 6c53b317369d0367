import type {
  AddonDetail,
  ClusterRef,
  Finding,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Ago, finding, role } from './fakeClusters';

/** name, cluster index, version, identity, verdict */
type Row = [
  string,
  number,
  string,
  AddonDetail['identity'],
  AddonDetail['verdict'],
];

const rows: Row[] = [
  ['aws-ebs-csi-driver', 0, 'v1.48.0-eksbuild.1', 'irsa', 'action-required'],
  ['aws-ebs-csi-driver', 1, 'v1.25.0-eksbuild.1', 'irsa', 'action-required'],
  ['aws-efs-csi-driver', 0, 'v2.1.11-eksbuild.1', 'both', 'action-required'],
  ['vpc-cni', 0, 'v1.20.3-eksbuild.1', 'pod-identity', 'migrated'],
  ['vpc-cni', 1, 'v1.16.0-eksbuild.1', 'node-role', 'ready'],
  ['external-dns', 0, 'v0.19.0-eksbuild.2', 'irsa', 'ready'],
  ['cert-manager', 1, 'v1.18.2-eksbuild.2', 'irsa', 'blocked'],
  ['coredns', 0, 'v1.12.1-eksbuild.2', 'none-needed', 'not-applicable'],
  ['coredns', 1, 'v1.11.4-eksbuild.2', 'none-needed', 'not-applicable'],
  ['kube-proxy', 0, 'v1.33.3-eksbuild.4', 'none-needed', 'not-applicable'],
  ['adot', 2, 'v0.117.0-eksbuild.1', 'unknown', 'unknown'],
  [
    'amazon-cloudwatch-observability',
    2,
    'v4.3.1-eksbuild.1',
    'pod-identity',
    'migrated',
  ],
  [
    'eks-pod-identity-agent',
    0,
    'v1.3.10-eksbuild.2',
    'node-role',
    'not-applicable',
  ],
];

const sentences: Record<AddonDetail['verdict'], string> = {
  blocked:
    'The installed version offers no Pod Identity, and there is none that does.',
  'action-required':
    'Removing service_account_role_arn in the same apply ends in a 403.',
  unknown: 'Its associations could not be listed.',
  ready: 'Nothing is in the way.',
  migrated: 'It runs with Pod Identity.',
  'not-applicable': 'It needs no AWS permissions of its own.',
};

function findingsOf([, , version, , verdict]: Row): Finding[] {
  switch (verdict) {
    case 'action-required':
      return [
        finding(
          'addon-terraform-empty-role',
          'fail',
          'Terraform would send an empty serviceAccountRoleArn; EKS answers 403 Cross-account pass role is not allowed.',
          {
            seen: [
              'repository',
              'service_account_role_arn = module.ebs_irsa.iam_role_arn',
              'platform/eks.tf:41',
            ],
            remedy: {
              summary: 'Update the add-on in place, then the code',
              steps: [
                'aws eks update-addon … --pod-identity-associations … (without --service-account-role-arn)',
                'Replace service_account_role_arn by pod_identity_association in platform/eks.tf',
              ],
            },
          },
        ),
        finding(
          'addon-supports-pod-identity',
          'pass',
          `${version} offers Pod Identity.`,
        ),
      ];
    case 'unknown':
      return [
        finding(
          'association',
          'unknown',
          'The associations could not be listed.',
          {
            missing: [
              {
                what: 'Associations',
                reason: 'AccessDeniedException',
                permission: 'eks:ListPodIdentityAssociations',
              },
            ],
          },
        ),
      ];
    default:
      return [
        finding(
          'addon-supports-pod-identity',
          verdict === 'blocked' ? 'fail' : 'pass',
          sentences[verdict],
          {
            blocking: verdict === 'blocked',
          },
        ),
      ];
  }
}

/** Add-ons in every identity and with every verdict. */
export function fakeAddons(clusters: ClusterRef[], ago: Ago): AddonDetail[] {
  return rows.map(row => {
    const [name, index, version, identity, verdict] = row;
    const { arn, name: clusterName, region, accountId } = clusters[index];
    const usesIrsa = identity === 'irsa' || identity === 'both';
    const associated = identity === 'pod-identity' || identity === 'both';
    return {
      id: `${clusterName}.${name}`,
      cluster: { arn, name: clusterName, region, accountId },
      name,
      version,
      status: 'ACTIVE',
      identity,
      verdict,
      sentence: sentences[verdict],
      roleArn: usesIrsa ? role(`${clusterName}-${name}-irsa`) : undefined,
      associations: associated
        ? [
            {
              id: `a-${clusterName}${index}${name.length}x7k2`,
              serviceAccount: `${name}-sa`,
              roleArn: role(`${clusterName}-${name}`),
              owned: identity === 'pod-identity',
            },
          ]
        : [],
      supportsPodIdentity: verdict === 'unknown' ? null : verdict !== 'blocked',
      failing:
        verdict === 'action-required' ? ['addon-terraform-empty-role'] : [],
      managedBy: usesIrsa
        ? { tool: 'terraform', name: 'platform', evidence: [] }
        : undefined,
      stale: null,
      assessedAt: ago(0.2),
      findings: findingsOf(row),
    };
  });
}
