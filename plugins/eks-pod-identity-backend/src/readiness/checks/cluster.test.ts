import {
  all,
  associated,
  deniedPart,
  noKubernetes,
} from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied, sighted } from '../__testUtils__/sights';
import {
  ACCOUNT,
  association,
  controller,
  node,
  pod,
  role,
  roleArn,
  rolePolicy,
  World,
} from '../__testUtils__/world';

const version = (kubernetes: string, platform: string) => (world: World) => {
  world.cluster.kubernetesVersion = kubernetes;
  world.cluster.platformVersion = platform;
};

describeCheck('cluster-version', 'cluster', [
  [
    'pass',
    'Kubernetes 1.29 runs on its first platform',
    version('1.29', 'eks.1'),
  ],
  ['pass', 'Kubernetes 1.28 runs on eks.4', version('1.28', 'eks.4')],
  [
    'fail',
    'Kubernetes 1.28 runs on eks.3',
    version('1.28', 'eks.3'),
    /from platform eks\.4 on/,
  ],
  ['pass', 'Kubernetes 1.24 runs on eks.13', version('1.24', 'eks.13')],
  ['fail', 'Kubernetes 1.24 runs on eks.12', version('1.24', 'eks.12')],
  ['pass', 'Kubernetes 1.27 runs on eks.8', version('1.27', 'eks.8')],
  ['fail', 'Kubernetes 1.26 runs on eks.8', version('1.26', 'eks.8')],
  ['fail', 'Kubernetes 1.25 runs on eks.9', version('1.25', 'eks.9')],
  [
    'fail',
    'Kubernetes 1.23 is older than Pod Identity',
    version('1.23', 'eks.99'),
  ],
  [
    'unknown',
    'the Kubernetes version is not understood',
    version('2', 'eks.1'),
  ],
  ['unknown', 'the platform version is not understood', version('1.28', 'n/a')],
  [
    'unknown',
    'the facts are those of an earlier sync',
    ({ cluster }) => {
      cluster.stale = { since: '2026-11-19T00:00:00.000Z', reason: 'timeout' };
    },
    /could not be read since/,
  ],
  [
    'fail',
    'the cluster is on Outposts',
    ({ cluster }) => {
      cluster.outpost = true;
    },
  ],
]);

const withoutAddon = (world: World) => {
  world.addons.length = 0;
};
const withoutDaemonSet = (world: World) => {
  world.controllers.splice(world.controllers.indexOf(world.daemonSet), 1);
};
const withoutAgentPod = (world: World) => {
  world.pods.splice(world.pods.indexOf(world.agentPod), 1);
};
const withoutAgent = all(withoutAddon, withoutDaemonSet, withoutAgentPod);
const addonsDenied = ({ cluster }: World) => {
  cluster.addons = denied('eks:ListAddons');
};

describeCheck('agent-present', 'workload', [
  ['pass', 'the add-on is installed', () => {}],
  [
    'pass',
    'the agent is installed by hand',
    withoutAddon,
    /without the EKS add-on/,
  ],
  [
    'fail',
    'neither add-on nor DaemonSet is there',
    withoutAgent,
    /There is no Pod Identity Agent/,
  ],
  [
    'pass',
    'neither is there, but Auto Mode is on',
    all(withoutAgent, ({ cluster }) => {
      cluster.autoMode = true;
    }),
    /built into/,
  ],
  [
    'unknown',
    'no add-on is there and Kubernetes may not be read',
    all(associated, withoutAgent, noKubernetes),
  ],
  [
    'unknown',
    'no DaemonSet is there and add-ons may not be listed',
    all(withoutAgent, addonsDenied),
  ],
  [
    'pass',
    'the DaemonSet is there and add-ons may not be listed',
    addonsDenied,
  ],
]);

describeCheck('agent-healthy', 'workload', [
  ['pass', 'the add-on is active and all its pods are ready', () => {}],
  [
    'fail',
    'the add-on is degraded',
    ({ agent }) => {
      agent.status = 'DEGRADED';
      agent.health = [
        {
          code: 'InsufficientNumberOfReplicas',
          message: 'The add-on is unhealthy',
          resourceIds: [],
        },
      ];
    },
  ],
  [
    'warn',
    'the add-on is being updated',
    ({ agent }) => {
      agent.status = 'UPDATING';
    },
  ],
  [
    'warn',
    'the add-on is older than the default version',
    ({ agent }) => {
      agent.version = 'v1.2.0-eksbuild.1';
    },
  ],
  [
    'fail',
    'no pod of the DaemonSet is ready',
    ({ daemonSet }) => {
      daemonSet.numberReady = 0;
    },
  ],
  [
    'warn',
    'some pods of the DaemonSet are not ready',
    ({ daemonSet }) => {
      daemonSet.desiredNumberScheduled = 3;
      daemonSet.numberReady = 2;
    },
  ],
  [
    'pass',
    'the DaemonSet wants fewer pods than there are nodes, as with Fargate',
    ({ nodes }) => {
      nodes.push(node({ name: 'fargate-1', computeType: 'fargate' }));
    },
  ],
  [
    'fail',
    'the agent binds IPv4 only in an IPv6 cluster',
    ({ cluster, agent }) => {
      cluster.ipFamily = 'ipv6';
      agent.configurationValues =
        '{"agent":{"additionalArgs":{"-b":"169.254.170.23"}}}';
    },
  ],
  [
    'pass',
    'the agent binds IPv4 only in an IPv4 cluster',
    ({ agent }) => {
      agent.configurationValues =
        '{"agent":{"additionalArgs":{"-b":"169.254.170.23"}}}';
    },
  ],
  ['unknown', 'add-ons may not be listed', addonsDenied],
  ['unknown', 'DaemonSets may not be listed', deniedPart('controllers')],
  ['not-applicable', 'there is no agent', withoutAgent],
]);

describeCheck('agent-reaches-nodes', 'workload', [
  ['pass', 'a ready agent is on the node', () => {}],
  ['fail', 'no agent is on the node', withoutAgentPod, /no agent on node-1/],
  [
    'fail',
    'the agent does not tolerate the taint of the node',
    all(withoutAgentPod, ({ daemonSet, node: own }) => {
      daemonSet.tolerations = [];
      own.taints = [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }];
    }),
    /does not tolerate taint dedicated=gpu:NoSchedule/,
  ],
  [
    'fail',
    'the agent on the node is not ready',
    ({ agentPod }) => {
      agentPod.ready = false;
    },
  ],
  [
    'warn',
    'another node that its next pod may run on has no agent',
    ({ nodes }) => {
      nodes.push(node({ name: 'node-2' }));
    },
  ],
  [
    'pass',
    'no agent is on a node of Auto Mode',
    all(withoutAgentPod, ({ node: own }) => {
      own.computeType = 'auto';
    }),
  ],
  [
    'warn',
    'nothing runs yet, and one of two possible nodes has no agent',
    world => {
      world.pods.splice(world.pods.indexOf(world.pod), 1);
      world.nodes.push(node({ name: 'node-2' }));
    },
  ],
  ['unknown', 'pods may not be listed', deniedPart('pods')],
  ['unknown', 'nodes may not be listed', deniedPart('nodes')],
]);

describeCheck('agent-reaches-nodes', 'cluster', [
  ['pass', 'every node has a ready agent', () => {}],
  [
    'fail',
    'a node has none',
    ({ nodes }) => {
      nodes.push(node({ name: 'node-2' }));
    },
  ],
  [
    'pass',
    'only Fargate, hybrid and Windows nodes have none',
    ({ nodes }) => {
      nodes.push(
        node({ name: 'fargate-1', computeType: 'fargate' }),
        node({ name: 'hybrid-1', computeType: 'hybrid' }),
        node({ name: 'win-1', os: 'windows' }),
      );
    },
  ],
  ['unknown', 'nodes may not be listed', deniedPart('nodes')],
]);

const nodePolicies =
  (...statements: object[]) =>
  ({ nodeRole }: World) => {
    nodeRole.policies = sighted([rolePolicy('own', statements)], 'iam');
  };

describeCheck('node-role-permission', 'workload', [
  ['pass', 'AmazonEKSWorkerNodePolicy is attached', () => {}],
  [
    'pass',
    'another policy grants the action by a wildcard',
    nodePolicies({ Effect: 'Allow', Action: 'eks-auth:*', Resource: '*' }),
  ],
  [
    'fail',
    'no policy grants it',
    nodePolicies({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }),
  ],
  [
    'fail',
    'a policy denies it',
    nodePolicies(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'eks-auth:*', Resource: '*' },
    ),
  ],
  [
    'fail',
    'it is granted for another cluster only',
    nodePolicies({
      Effect: 'Allow',
      Action: 'eks-auth:AssumeRoleForPodIdentity',
      Resource: `arn:aws:eks:us-east-1:${ACCOUNT}:cluster/other`,
    }),
  ],
  [
    'unknown',
    'its permissions boundary was not read',
    ({ nodeRole }) => {
      nodeRole.permissionsBoundaryArn = `arn:aws:iam::${ACCOUNT}:policy/b`;
    },
  ],
  [
    'unknown',
    'its policies may not be read',
    ({ nodeRole }) => {
      nodeRole.policies = denied('iam:ListAttachedRolePolicies');
    },
  ],
  [
    'unknown',
    'roles may not be listed',
    ({ facts }) => {
      facts.iam.roles = denied('iam:ListRoles');
    },
  ],
  [
    'unknown',
    'node groups may not be listed',
    ({ cluster }) => {
      cluster.nodegroups = denied('eks:ListNodegroups');
    },
  ],
  [
    'pass',
    'a node of Karpenter has a role that an access entry names',
    ({ cluster, node: own, roles, nodeRole }) => {
      delete own.nodegroup;
      roles.push({ ...nodeRole, arn: roleArn('karpenter'), name: 'karpenter' });
      cluster.accessEntries = sighted([
        { principalArn: roleArn('karpenter'), type: 'EC2_LINUX' },
      ]);
    },
  ],
  [
    'unknown',
    'no access entry names the role of a node of Karpenter',
    ({ node: own }) => {
      delete own.nodegroup;
    },
  ],
  [
    'fail',
    'the node role of Auto Mode lacks it',
    ({ cluster, node: own, roles }) => {
      own.computeType = 'auto';
      delete own.nodegroup;
      cluster.autoModeNodeRoleArn = roleArn('auto');
      roles.push(role('auto'));
    },
  ],
]);

const associations =
  (count: number) =>
  ({ cluster }: World) => {
    cluster.associations = sighted(
      Array.from({ length: count }, (_, index) =>
        association({ id: `a-${index}`, serviceAccount: `other-${index}` }),
      ),
    );
  };

describeCheck('association-quota', 'cluster', [
  ['pass', 'there are few', associations(10)],
  ['warn', 'nine tenths are used', associations(4500)],
  ['fail', 'none is left', associations(5000)],
  [
    'unknown',
    'associations may not be listed',
    ({ cluster }) => {
      cluster.associations = denied('eks:ListPodIdentityAssociations');
    },
  ],
]);

describeCheck('association-quota', 'workload', [
  ['fail', 'none is left and it has none yet', associations(5000)],
  [
    'pass',
    'none is left and it has its own',
    all(associations(4999), world => {
      (world.cluster.associations as any).value.push(association());
    }),
  ],
  ['pass', 'it has its own', associated],
]);

describeCheck('compute-supported', 'workload', [
  ['pass', 'its pod runs on a Linux node of EC2', () => {}],
  [
    'pass',
    'its pod runs on Auto Mode',
    ({ node: own }) => {
      own.computeType = 'auto';
    },
  ],
  [
    'fail',
    'its pod runs on Fargate by its label',
    ({ pod: own }) => {
      own.labels['eks.amazonaws.com/fargate-profile'] = 'fp';
    },
    /runs on Fargate/,
  ],
  [
    'fail',
    'its pod runs on a Fargate node',
    ({ node: own }) => {
      own.computeType = 'fargate';
    },
  ],
  [
    'fail',
    'its pod runs on a Windows node',
    ({ node: own }) => {
      own.os = 'windows';
    },
    /runs on Windows/,
  ],
  [
    'fail',
    'its pod asks for Windows',
    ({ pod: own }) => {
      own.nodeSelector = { 'kubernetes.io/os': 'windows' };
    },
  ],
  [
    'fail',
    'its pod runs on Outposts',
    ({ node: own }) => {
      own.computeType = 'outpost';
    },
  ],
  [
    'fail',
    'one of two pods runs on Fargate',
    ({ pods }) => {
      pods.push(
        pod({
          name: 'api-2',
          labels: { 'eks.amazonaws.com/fargate-profile': 'fp' },
        }),
      );
    },
  ],
  [
    'fail',
    'it runs on a hybrid node without the agent for hybrid nodes',
    ({ node: own }) => {
      own.computeType = 'hybrid';
    },
  ],
  [
    'warn',
    'it runs on a hybrid node with the agent for hybrid nodes',
    ({ node: own, agent }) => {
      own.computeType = 'hybrid';
      agent.configurationValues = '{"daemonsets":{"hybrid":{"create":true}}}';
    },
  ],
  [
    'fail',
    'it runs on a hybrid node and the agent is too old for that',
    ({ node: own, agent }) => {
      own.computeType = 'hybrid';
      agent.version = 'v1.3.2-eksbuild.1';
      agent.configurationValues = '{"daemonsets":{"hybrid":{"create":true}}}';
    },
  ],
  [
    'unknown',
    'the kind of its node can not be told',
    ({ node: own }) => {
      own.computeType = 'unknown';
    },
  ],
  [
    'unknown',
    'its node is not among those that were listed',
    ({ nodes }) => {
      nodes.length = 0;
    },
  ],
  ['unknown', 'nodes may not be listed', deniedPart('nodes')],
  ['unknown', 'pods may not be listed', deniedPart('pods')],
  ['unknown', 'controllers may not be listed', deniedPart('controllers')],
  [
    'fail',
    'nothing runs, and a Fargate profile selects its template',
    world => {
      world.pods.splice(0, 1);
      world.cluster.fargateProfiles = sighted([
        {
          arn: 'x',
          name: 'fp',
          podExecutionRoleArn: roleArn('fp'),
          status: 'ACTIVE',
          selectors: [{ namespace: 'ord*', labels: { app: 'api' } }],
        },
      ]);
    },
    /Fargate profile fp|runs on Fargate/,
  ],
  [
    'pass',
    'nothing runs, and the Fargate profile selects other labels',
    world => {
      world.pods.splice(0, 1);
      world.cluster.fargateProfiles = sighted([
        {
          arn: 'x',
          name: 'fp',
          podExecutionRoleArn: roleArn('fp'),
          status: 'ACTIVE',
          selectors: [{ namespace: 'orders', labels: { app: 'web' } }],
        },
      ]);
    },
  ],
  [
    'unknown',
    'nothing runs and Fargate profiles may not be listed',
    world => {
      world.pods.splice(0, 1);
      world.cluster.fargateProfiles = denied('eks:ListFargateProfiles');
    },
  ],
  [
    'fail',
    'nothing runs, and its template asks for Windows by affinity',
    world => {
      world.pods.splice(0, 1);
      world.deployment.requiredNodeLabels = [
        { key: 'kubernetes.io/os', operator: 'In', values: ['windows'] },
      ];
    },
  ],
  [
    'unknown',
    'nothing runs, and no node admits its template',
    world => {
      world.pods.splice(0, 1);
      world.deployment.nodeSelector = { pool: 'gone' };
    },
  ],
  [
    'fail',
    'a CronJob of the same service account has its template on Windows',
    world => {
      world.controllers.push(
        controller({
          kind: 'CronJob',
          name: 'nightly',
          nodeSelector: { 'kubernetes.io/os': 'windows' },
        }),
      );
    },
  ],
]);
