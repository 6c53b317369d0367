import {
  FargateProfileFacts,
  NodegroupFacts,
  PodSpecFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { all, Change } from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied, sighted } from '../__testUtils__/sights';
import {
  controller,
  node,
  policyText,
  role,
  roleArn,
  World,
} from '../__testUtils__/world';

const profile =
  (more: Partial<FargateProfileFacts> = {}): Change =>
  ({ cluster }) => {
    cluster.fargateProfiles = sighted([
      {
        arn: 'x',
        name: 'late',
        podExecutionRoleArn: roleArn('fp'),
        status: 'ACTIVE',
        selectors: [{ namespace: 'orders', labels: {} }],
        ...more,
      },
    ]);
  };

const groups =
  (...list: Partial<NodegroupFacts>[]): Change =>
  ({ cluster }) => {
    if (cluster.nodegroups.seen) {
      const [general] = cluster.nodegroups.value;
      cluster.nodegroups.value.push(
        ...list.map(more => ({ ...general, ...more })),
      );
    }
  };

const template =
  (more: Partial<PodSpecFacts>): Change =>
  ({ deployment }) => {
    Object.assign(deployment, more);
  };

/** A second node, without the agent. */
const bareNode =
  (more: Parameters<typeof node>[0] = {}): Change =>
  ({ nodes }) => {
    nodes.push(node({ name: 'node-2', nodegroup: 'batch', ...more }));
  };

const job =
  (more: Partial<PodSpecFacts>): Change =>
  ({ controllers }) => {
    controllers.push(controller({ kind: 'CronJob', name: 'nightly', ...more }));
  };

const tainted = {
  taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }],
};
const tolerating = {
  tolerations: [{ key: 'dedicated', operator: 'Exists' }],
};
const pinned = { nodeSelector: { pool: 'batch' } };
const poolNode = { labels: { 'kubernetes.io/os': 'linux', pool: 'batch' } };

/** The DaemonSet of the agent, cut down to the nodes of one pool. */
const agentOnly =
  (more: Partial<PodSpecFacts>): Change =>
  ({ daemonSet }) => {
    Object.assign(daemonSet, more);
  };

describeCheck('compute-supported', 'workload', [
  [
    'fail',
    'a Fargate profile takes its next pod, while this one runs on EC2',
    profile(),
    /next pod of Deployment orders\/api runs on Fargate/,
  ],
  [
    'pass',
    'the Fargate profile selects another namespace',
    profile({ selectors: [{ namespace: 'batch*', labels: {} }] }),
  ],
  [
    'pass',
    'the Fargate profile selects labels that its template lacks',
    profile({
      selectors: [{ namespace: 'orders', labels: { tier: 'web' } }],
    }),
  ],
  [
    'fail',
    'the Fargate profile selects labels that only its newer template has',
    all(
      profile({
        selectors: [{ namespace: 'orders', labels: { tier: 'web' } }],
      }),
      ({ deployment }) => {
        deployment.templateLabels = { app: 'api', tier: 'web' };
      },
    ),
  ],
  [
    'unknown',
    'the Fargate profile that selects it is being deleted',
    profile({ status: 'DELETING' }),
  ],
  [
    'pass',
    'the Fargate profile that selects it could not be created',
    profile({ status: 'CREATE_FAILED' }),
  ],
  [
    'pass',
    'it is a DaemonSet, which Fargate does not run',
    all(profile(), ({ deployment, pod }) => {
      deployment.kind = 'DaemonSet';
      pod.owner = { kind: 'DaemonSet', name: 'api', apiVersion: 'apps/v1' };
    }),
  ],
  [
    'unknown',
    'its pod runs on EC2 and Fargate profiles may not be listed',
    ({ cluster }) => {
      cluster.fargateProfiles = denied('eks:ListFargateProfiles');
    },
  ],
  [
    'fail',
    'the template of its running Deployment asks for Windows now',
    template({ nodeSelector: { 'kubernetes.io/os': 'windows' } }),
  ],
  [
    'warn',
    'its next pod may land on a hybrid node',
    bareNode({ computeType: 'hybrid' }),
  ],
  [
    'pass',
    'node affinity keeps its next pod from hybrid nodes',
    all(
      bareNode({
        computeType: 'hybrid',
        labels: { 'eks.amazonaws.com/compute-type': 'hybrid' },
      }),
      template({
        nodeAffinityTerms: [
          {
            labels: [
              {
                key: 'eks.amazonaws.com/compute-type',
                operator: 'NotIn',
                values: ['hybrid'],
              },
            ],
            names: [],
          },
        ],
      }),
    ),
  ],
  [
    'pass',
    'its next pod may land on a hybrid node with the agent for hybrid nodes',
    all(bareNode({ computeType: 'hybrid' }), ({ agent }) => {
      agent.configurationValues = '{"daemonsets":{"hybrid":{"create":true}}}';
    }),
  ],
  [
    'warn',
    'its next pod may land on a node of a kind that is not known',
    bareNode({ computeType: 'unknown' }),
  ],
  [
    'pass',
    'the only node is cordoned for an upgrade',
    ({ node: own }: World) => {
      own.taints.push({
        key: 'node.kubernetes.io/unschedulable',
        effect: 'NoSchedule',
      });
    },
  ],
  [
    'unknown',
    'a label that its template asks for is on no node any more',
    template({ nodeSelector: { pool: 'gone' } }),
  ],
  [
    'pass',
    'a group without nodes is where its template goes',
    all(template(pinned), groups({ name: 'batch', labels: { pool: 'batch' } })),
  ],
  [
    'pass',
    'nothing runs and Auto Mode starts nodes when they are needed',
    world => {
      world.pods.length = 0;
      world.nodes.length = 0;
      world.cluster.autoMode = true;
      world.cluster.nodegroups = sighted([]);
    },
  ],
]);

describeCheck('agent-reaches-nodes', 'workload', [
  ['warn', 'its next pod may run on a node without the agent', bareNode()],
  [
    'pass',
    'a taint keeps its next pod from the node without the agent',
    bareNode(tainted),
  ],
  [
    'warn',
    'its template tolerates the taint of the node without the agent',
    all(bareNode(tainted), template(tolerating)),
  ],
  [
    'fail',
    'a CronJob beside it runs on nodes without the agent only',
    all(bareNode(poolNode), job(pinned)),
    /CronJob orders\/nightly/,
  ],
  [
    'pass',
    'one of the terms of its node affinity holds on nodes with the agent only',
    all(
      bareNode(poolNode),
      template({
        nodeAffinityTerms: [
          {
            labels: [{ key: 'pool', operator: 'DoesNotExist', values: [] }],
            names: [],
          },
          {
            labels: [{ key: 'pool', operator: 'In', values: ['gone'] }],
            names: [],
          },
        ],
      }),
    ),
  ],
  [
    'pass',
    'node affinity names its node',
    all(
      bareNode(),
      template({
        nodeAffinityTerms: [
          {
            labels: [],
            names: [
              { key: 'metadata.name', operator: 'In', values: ['node-1'] },
            ],
          },
        ],
      }),
    ),
  ],
  [
    'pass',
    'the node without the agent is not ready either',
    bareNode({ ready: false }),
  ],
  [
    'pass',
    'a group without nodes will have the agent',
    groups({ name: 'batch' }),
  ],
  [
    'warn',
    'a group without nodes has a label that the DaemonSet of the agent avoids',
    all(
      groups({ name: 'batch', labels: { pool: 'batch' } }),
      agentOnly({
        nodeAffinityTerms: [
          {
            labels: [{ key: 'pool', operator: 'NotIn', values: ['batch'] }],
            names: [],
          },
        ],
      }),
    ),
  ],
  [
    'pass',
    'a group without nodes has a taint that neither it nor the agent tolerates',
    all(groups({ name: 'batch', ...tainted }), agentOnly({ tolerations: [] })),
  ],
  [
    'fail',
    'a CronJob beside it goes to a group without nodes whose taint the agent does not tolerate',
    all(
      groups({ name: 'batch', labels: { pool: 'batch' }, ...tainted }),
      agentOnly({ tolerations: [] }),
      job({ ...pinned, ...tolerating }),
    ),
    /does not tolerate taint dedicated/,
  ],
  [
    'pass',
    'its template asks for a zone, which a new group may have',
    all(
      groups({ name: 'batch' }),
      template({
        nodeSelector: { 'topology.kubernetes.io/zone': 'us-east-1a' },
      }),
      ({ node: own }) => {
        own.labels['topology.kubernetes.io/zone'] = 'us-east-1a';
      },
    ),
  ],
]);

const poorRole: Change = ({ roles }) => {
  roles.push(
    role('batch', {
      policies: sighted(
        [
          {
            name: 'own',
            kind: 'inline' as const,
            document: policyText({
              Effect: 'Allow',
              Action: 's3:*',
              Resource: '*',
            }),
          },
        ],
        'iam',
      ),
    }),
  );
};
const poorGroup = (more: Partial<NodegroupFacts> = {}) =>
  all(
    poorRole,
    groups({ name: 'batch', nodeRoleArn: roleArn('batch'), ...more }),
  );

describeCheck('node-role-permission', 'workload', [
  [
    'warn',
    'its next pod may run in a group whose role lacks the action',
    all(poorGroup(), bareNode()),
  ],
  ['warn', 'a group that has no nodes now lacks the action', poorGroup()],
  [
    'pass',
    'a taint keeps its next pod from the group whose role lacks the action',
    all(poorGroup(tainted), bareNode(tainted)),
  ],
  [
    'fail',
    'a CronJob beside it is pinned to the group whose role lacks the action',
    all(
      poorGroup({ labels: { pool: 'batch' } }),
      bareNode(poolNode),
      job(pinned),
    ),
  ],
  [
    'fail',
    'its own node lacks the action and another has it',
    all(poorGroup(), bareNode(), ({ pod }) => {
      pod.nodeName = 'node-2';
    }),
  ],
  [
    'pass',
    'the group whose role lacks the action is for Windows',
    poorGroup({ amiType: 'WINDOWS_CORE_2022_x86_64' }),
  ],
  [
    'pass',
    'its template asks for another architecture than the group has',
    all(
      poorGroup({ amiType: 'AL2023_ARM_64_STANDARD' }),
      template({ nodeSelector: { 'kubernetes.io/arch': 'amd64' } }),
      ({ node: own }) => {
        own.labels['kubernetes.io/arch'] = 'amd64';
      },
    ),
  ],
]);
