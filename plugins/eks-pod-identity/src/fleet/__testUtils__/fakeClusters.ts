import { countVerdicts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  ClusterDetail,
  ClusterRef,
  Evidence,
  Finding,
  Outcome,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { check as checkTitles } from '../../translation/en/checks';

export const ACCOUNT_ID = '111122223333';

/** An instant some hours before the fake account's present. */
export type Ago = (hours: number) => string;

/** A cluster's coordinates. */
export function clusterRef(name: string, region: string): ClusterRef {
  return {
    arn: `arn:aws:eks:${region}:${ACCOUNT_ID}:cluster/${name}`,
    name,
    region,
    accountId: ACCOUNT_ID,
  };
}

/** A role of the account. */
export function role(name: string): string {
  return `arn:aws:iam::${ACCOUNT_ID}:role/${name}`;
}

/** One finding of a check that ships with the plugin. */
export function finding(
  check: keyof typeof checkTitles,
  outcome: Outcome,
  message: string,
  more: Partial<Finding> & { seen?: [Evidence['source'], string, string] } = {},
): Finding {
  const { seen, ...rest } = more;
  return {
    check,
    title: checkTitles[check],
    outcome,
    message,
    blocking: false,
    required: true,
    evidence: seen ? [{ source: seen[0], what: seen[1], where: seen[2] }] : [],
    ...rest,
  };
}

/** Three clusters that differ in agent, freshness and mode. */
export function fakeClusters(ago: Ago): ClusterDetail[] {
  const healthy = finding(
    'agent-present',
    'pass',
    'The agent add-on is there.',
    {
      seen: [
        'eks',
        'eks-pod-identity-agent v1.3.10-eksbuild.2',
        'DescribeAddon',
      ],
    },
  );
  const base = {
    kubernetesVersion: '1.33',
    platformVersion: 'eks.14',
    status: 'ACTIVE',
    autoMode: false,
    ipFamily: 'ipv4',
    armed: 0,
    timeBombs: 0,
    addons: 0,
    failing: [] as string[],
    stale: null,
    missing: [],
    readAt: ago(0.2),
  };
  return [
    {
      ...base,
      ...clusterRef('main', 'ap-northeast-2'),
      agent: {
        state: 'addon',
        version: 'v1.3.10-eksbuild.2',
        status: 'ACTIVE',
      },
      workloads: {
        ...countVerdicts([]),
        migrated: 9,
        ready: 7,
        'action-required': 6,
        unknown: 2,
        blocked: 1,
        'not-applicable': 2,
      },
      armed: 2,
      timeBombs: 1,
      associations: 14,
      findings: [
        healthy,
        finding(
          'agent-reaches-nodes',
          'pass',
          'The agent runs on 12 of 12 nodes.',
        ),
        finding(
          'association-quota',
          'pass',
          '14 of 5,000 associations are in use.',
        ),
      ],
    },
    {
      ...base,
      ...clusterRef('batch', 'ap-northeast-2'),
      kubernetesVersion: '1.30',
      platformVersion: 'eks.41',
      agent: { state: 'absent' },
      workloads: {
        ...countVerdicts([]),
        'action-required': 8,
        unknown: 1,
        blocked: 2,
      },
      associations: 0,
      failing: ['agent-present'],
      findings: [
        finding(
          'agent-present',
          'fail',
          'The EKS Pod Identity Agent is not installed.',
          {
            seen: [
              'eks',
              'No add-on eks-pod-identity-agent',
              `ListAddons arn:aws:eks:ap-northeast-2:${ACCOUNT_ID}:cluster/batch`,
            ],
            remedy: {
              summary: 'Install the add-on eks-pod-identity-agent',
              steps: [
                'aws eks create-addon --cluster-name batch --addon-name eks-pod-identity-agent',
              ],
              link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
            },
          },
        ),
        finding(
          'cluster-version',
          'pass',
          'Platform eks.41 of 1.30 knows Pod Identity.',
        ),
      ],
    },
    {
      ...base,
      ...clusterRef('edge', 'us-east-1'),
      autoMode: true,
      agent: { state: 'auto-mode' },
      workloads: { ...countVerdicts([]), migrated: 4, ready: 3, unknown: 5 },
      associations: null,
      stale: {
        since: ago(30),
        reason: 'The Kubernetes API did not answer within 30 s',
      },
      missing: [
        {
          what: 'Associations of edge',
          reason: 'AccessDeniedException',
          permission: 'eks:ListPodIdentityAssociations',
        },
      ],
      findings: [
        finding(
          'association-quota',
          'unknown',
          'The associations could not be listed.',
          {
            required: false,
            missing: [
              {
                what: 'Associations of edge',
                reason: 'AccessDeniedException',
                permission: 'eks:ListPodIdentityAssociations',
              },
            ],
          },
        ),
      ],
    },
  ];
}
