import type { Simulator } from '@leaving-irsa/aws-simulator';
import type {
  AccountFacts,
  ClusterFacts,
  KubernetesFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  clientsFor,
  configFor,
  now,
  startStopped,
} from './__testUtils__/simulated';
import type { AwsClients } from './aws/clients';
import { collectAccount } from './collect';
import { SyncParts } from './syncParts';

jest.setTimeout(60_000);

let simulator: Simulator;
const opened: AwsClients[] = [];

beforeAll(async () => {
  simulator = await startStopped();
}, 60_000);

beforeEach(() => simulator.control.reset());

afterAll(async () => {
  opened.forEach(clients => clients.destroy());
  await simulator?.close();
});

async function collect(
  changes: object = {},
  options: { accessKeyId?: string; signal?: AbortSignal } = {},
): Promise<{ facts: AccountFacts; parts: SyncParts }> {
  const clients = clientsFor(simulator, options.accessKeyId);
  opened.push(clients);
  const parts = new SyncParts(() => now);
  const facts = await collectAccount({
    config: configFor(simulator, changes),
    clients,
    clock: () => now,
    reporter: parts,
    lookupsPerSecond: 1000,
    signal: options.signal,
  });
  return { facts, parts };
}

function valueOf<T>(sight: Sight<T>): T {
  if (!sight.seen) {
    throw new Error(sight.reason);
  }
  return sight.value;
}

function clusterOf(facts: AccountFacts, name: string): ClusterFacts {
  const cluster = facts.clusters.find(each => each.name === name);
  if (!cluster) {
    throw new Error(`no cluster ${name}`);
  }
  return cluster;
}

function kubernetesOf(facts: AccountFacts, name = 'shop'): KubernetesFacts {
  return valueOf(clusterOf(facts, name).kubernetes);
}

const withoutTrail = { cloudTrail: { enabled: false } };

describe('a full read', () => {
  let facts: AccountFacts;
  let parts: SyncParts;

  beforeAll(async () => {
    ({ facts, parts } = await collect());
  }, 60_000);

  it('tells the account, its partition and regions, and that every part was read', () => {
    expect(facts).toMatchObject({
      accountId: '111122223333',
      partition: 'aws',
      regions: ['ap-northeast-2', 'us-east-1'],
      now: now.toISOString(),
      unseenRegions: [],
    });
    expect(parts.list().map(({ scope, state }) => `${scope} ${state}`)).toEqual(
      [
        'eks:ap-northeast-2 ok',
        'eks:us-east-1 ok',
        'iam ok',
        'eks:ap-northeast-2/shop ok',
        'eks:us-east-1/far ok',
        'kubernetes:ap-northeast-2/shop ok',
        'kubernetes:us-east-1/far ok',
        'cloudtrail:ap-northeast-2 ok',
        'cloudtrail:us-east-1 ok',
      ],
    );
    expect(parts.progress()).toEqual({ done: 9, total: 9 });
  });

  it('describes clusters', () => {
    expect(clusterOf(facts, 'shop')).toMatchObject({
      arn: 'arn:aws:eks:ap-northeast-2:111122223333:cluster/shop',
      createdAt: '2025-08-05T12:00:00.000Z',
      kubernetesVersion: '1.33',
      platformVersion: 'eks.12',
      ipFamily: 'ipv4',
      autoMode: false,
      privateOnly: false,
      outpost: false,
      tags: { environment: 'prod' },
    });
    expect(clusterOf(facts, 'shop').stale).toBeUndefined();
    expect(clusterOf(facts, 'far').region).toBe('us-east-1');
  });

  it('describes add-ons with what their version knows of Pod Identity', () => {
    const addons = valueOf(clusterOf(facts, 'shop').addons);
    const ebs = addons.find(({ name }) => name === 'aws-ebs-csi-driver');
    expect(ebs).toMatchObject({
      version: 'v1.48.0-eksbuild.2',
      status: 'ACTIVE',
      serviceAccountRoleArn: 'arn:aws:iam::111122223333:role/ebs',
      configurationValues: '{"controller":{"replicaCount":2}}',
      tags: { 'managed-by': 'terraform' },
      namespace: 'kube-system',
      podIdentityConfiguration: {
        value: [{ serviceAccount: 'ebs-csi-controller-sa' }],
      },
    });
    expect(ebs && valueOf(ebs.versions)).toContainEqual(
      expect.objectContaining({
        version: 'v1.51.1-eksbuild.1',
        defaultVersion: true,
        requiresIamPermissions: true,
      }),
    );
    const agent = addons.find(({ name }) => name === 'eks-pod-identity-agent');
    expect(agent && valueOf(agent.podIdentityConfiguration)).toEqual([]);
  });

  it('describes associations, those that an add-on owns too', () => {
    expect(valueOf(clusterOf(facts, 'shop').associations)).toEqual([
      expect.objectContaining({
        namespace: 'kube-system',
        serviceAccount: 'aws-node',
        ownerArn: expect.stringContaining(':addon/shop/vpc-cni/'),
      }),
      expect.objectContaining({
        namespace: 'shop',
        serviceAccount: 'payments',
        roleArn: 'arn:aws:iam::111122223333:role/payments',
        createdAt: '2026-05-12T12:00:00.000Z',
        tags: { team: 'shop' },
      }),
    ]);
  });

  it('describes compute: node groups with taints as Kubernetes writes them, Fargate profiles', () => {
    const { nodegroups, fargateProfiles } = clusterOf(facts, 'shop');
    expect(valueOf(nodegroups)).toContainEqual(
      expect.objectContaining({
        name: 'general',
        nodeRoleArn: 'arn:aws:iam::111122223333:role/shop-node',
        labels: { pool: 'general' },
        taints: [{ key: 'dedicated', value: 'shop', effect: 'NoSchedule' }],
      }),
    );
    expect(valueOf(fargateProfiles)).toEqual([
      expect.objectContaining({
        name: 'batch',
        selectors: [{ namespace: 'batch', labels: { run: 'fargate' } }],
      }),
    ]);
  });

  it('tells insights and access entries', () => {
    const { insights, accessEntries } = clusterOf(facts, 'shop');
    expect(valueOf(insights)).toEqual([
      expect.objectContaining({
        status: 'ERROR',
        category: 'UPGRADE_READINESS',
        reason: 'An old API is used',
      }),
    ]);
    expect(valueOf(accessEntries)).toContainEqual({
      principalArn: 'arn:aws:iam::111122223333:role/backstage-reader',
      type: 'STANDARD',
    });
  });

  it('reads every trust document decoded, and policies only of roles that are in use', () => {
    const roles = valueOf(facts.iam.roles);
    const role = (name: string) => roles.find(each => each.name === name)!;
    expect(JSON.parse(role('orders').trustPolicy)).toMatchObject({
      Version: '2012-10-17',
    });
    expect(role('orders')).toMatchObject({
      path: '/teams/shop/',
      maxSessionDuration: 7200,
      permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/team-boundary',
      tags: { team: 'shop' },
      lastUsedAt: '2026-05-30T12:00:00.000Z',
    });
    expect(
      valueOf(role('orders').policies).map(({ name, kind, document }) => [
        name,
        kind,
        JSON.parse(document).Statement[0].Action,
      ]),
    ).toEqual([
      ['orders-access', 'attached', 's3:GetObject'],
      ['queue', 'inline', 'sqs:*'],
      ['team-boundary', 'boundary', '*'],
    ]);
    expect(valueOf(role('shop-node').policies)).not.toHaveLength(0);
    expect(role('nobody').policies).toMatchObject({
      seen: false,
      why: 'absent',
    });
    expect(valueOf(facts.iam.oidcProviders)).toHaveLength(2);
  });

  it('tells all kinds of controllers, custom ones and bare pods by their pods', () => {
    const controllers = valueOf(kubernetesOf(facts).controllers);
    const own = controllers
      .filter(({ namespace }) => namespace !== 'kube-system')
      .map(each => `${each.apiVersion} ${each.kind} ${each.name}`)
      .sort();
    expect(own).toEqual([
      'apps/v1 DaemonSet logs',
      'apps/v1 Deployment orders',
      'apps/v1 Deployment payments',
      'apps/v1 StatefulSet cache',
      'argoproj.io/v1alpha1 Rollout search',
      'batch/v1 CronJob invoice',
      'batch/v1 CronJob report',
      'batch/v1 Job migrate',
      'v1 Pod debug',
    ]);
    const named = (name: string) =>
      controllers.find(each => each.name === name);
    expect(named('orders')).toMatchObject({
      serviceAccount: 'orders',
      replicas: 2,
      readyReplicas: 2,
      strategy: 'RollingUpdate',
    });
    expect(named('logs')).toMatchObject({ strategy: 'OnDelete' });
    expect(named('logs')?.replicas).toBeUndefined();
    expect(named('report')).toMatchObject({
      schedule: '5 4 * * *',
      suspended: true,
    });
    expect(named('search')).toMatchObject({ replicas: 2, readyReplicas: 2 });
  });

  it('leads pods to their topmost owner', () => {
    const pods = valueOf(kubernetesOf(facts).pods);
    const ownerOf = (prefix: string) =>
      pods.find(({ name }) => name.startsWith(prefix))?.owner;
    expect(ownerOf('orders-')).toEqual({
      kind: 'Deployment',
      name: 'orders',
      apiVersion: 'apps/v1',
    });
    expect(ownerOf('invoice-')).toMatchObject({ kind: 'CronJob' });
    expect(ownerOf('search-')).toMatchObject({ kind: 'Rollout' });
    expect(ownerOf('debug')).toBeUndefined();
  });

  it('keeps what tells of credentials, and no secret anywhere', () => {
    const pod = valueOf(kubernetesOf(facts).pods).find(({ name }) =>
      name.startsWith('orders-'),
    );
    expect(pod?.containers[0].env).toEqual(
      expect.arrayContaining([
        { name: 'LOG_LEVEL', from: 'value', value: 'info' },
        { name: 'DB_PASSWORD', from: 'value' },
        { name: 'PROXY', from: 'value' },
        { name: 'API_TOKEN', from: 'secretKeyRef' },
        {
          name: 'AWS_ROLE_ARN',
          from: 'value',
          value: 'arn:aws:iam::111122223333:role/teams/shop/orders',
        },
        {
          name: 'AWS_WEB_IDENTITY_TOKEN_FILE',
          from: 'value',
          value: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
        },
      ]),
    );
    expect(pod?.containers[0].envFrom).toEqual([
      'secret/more',
      'configMap/settings',
    ]);
    expect(pod?.volumes).toContainEqual({
      name: 'aws-iam-token',
      kind: 'projected',
      tokenAudience: 'sts.amazonaws.com',
    });
    expect(JSON.stringify(facts)).not.toContain('hunter2');
  });

  it('tells what nodes are', () => {
    const nodes = valueOf(kubernetesOf(facts).nodes);
    expect(
      nodes.map(({ computeType, nodegroup }) => nodegroup ?? computeType),
    ).toEqual(expect.arrayContaining(['auto', 'hybrid', 'general', 'plain']));
    expect(nodes.filter(({ ready }) => ready)).toHaveLength(5);
  });

  it('reads network policies with exceptions and ports', () => {
    expect(valueOf(kubernetesOf(facts).networkPolicies)).toEqual([
      {
        namespace: 'shop',
        name: 'deny-egress',
        podSelector: {
          matchLabels: { 'app.kubernetes.io/name': 'orders' },
          matchExpressions: [],
        },
        policyTypes: ['Egress'],
        egress: [
          {
            peers: [
              {
                cidr: '10.0.0.0/8',
                except: ['10.1.0.0/16'],
                selector: false,
              },
            ],
            ports: [{ port: 443, protocol: 'TCP' }],
          },
        ],
      },
    ]);
  });

  it('finds in CloudTrail who got credentials how, and what was called with them', () => {
    const usage = valueOf(facts.usage);
    const of = (kind: string, serviceAccount: string) =>
      usage.filter(
        use => use.kind === kind && use.serviceAccount === serviceAccount,
      );
    expect(of('irsa', 'orders')).toEqual([
      expect.objectContaining({
        clusterArn: 'arn:aws:eks:ap-northeast-2:111122223333:cluster/shop',
        namespace: 'shop',
        roleArn: 'arn:aws:iam::111122223333:role/teams/shop/orders',
        userAgent: expect.stringContaining('Botocore/1.34.100'),
      }),
    ]);
    const [assumed] = of('pod-identity', 'payments');
    expect(assumed).toMatchObject({
      roleArn: 'arn:aws:iam::111122223333:role/payments',
      namespace: 'shop',
    });
    expect(assumed.userAgent).toBeUndefined();
    expect(of('call', 'payments')).toEqual([
      expect.objectContaining({
        userAgent: expect.stringMatching(/^aws-sdk-js\/3\.600\.0 /),
      }),
    ]);
    expect(of('call', 'orders')).not.toHaveLength(0);
  });
});

describe('a denied action', () => {
  interface Denial {
    action: string;
    sight(facts: AccountFacts): Sight<unknown>;
    part: string;
  }
  const shop = (facts: AccountFacts) => clusterOf(facts, 'shop');
  const ebsOf = (facts: AccountFacts) => valueOf(shop(facts).addons)[0];
  const ordersOf = (facts: AccountFacts) =>
    valueOf(facts.iam.roles).find(({ name }) => name === 'orders')!;
  const cluster = 'eks:ap-northeast-2/shop';
  const denials: Denial[] = [
    { action: 'eks:ListAddons', sight: f => shop(f).addons, part: cluster },
    { action: 'eks:DescribeAddon', sight: f => shop(f).addons, part: cluster },
    {
      action: 'eks:ListPodIdentityAssociations',
      sight: f => shop(f).associations,
      part: cluster,
    },
    {
      action: 'eks:DescribePodIdentityAssociation',
      sight: f => shop(f).associations,
      part: cluster,
    },
    {
      action: 'eks:ListNodegroups',
      sight: f => shop(f).nodegroups,
      part: cluster,
    },
    {
      action: 'eks:DescribeNodegroup',
      sight: f => shop(f).nodegroups,
      part: cluster,
    },
    {
      action: 'eks:ListFargateProfiles',
      sight: f => shop(f).fargateProfiles,
      part: cluster,
    },
    {
      action: 'eks:DescribeFargateProfile',
      sight: f => shop(f).fargateProfiles,
      part: cluster,
    },
    { action: 'eks:ListInsights', sight: f => shop(f).insights, part: cluster },
    {
      action: 'eks:ListAccessEntries',
      sight: f => shop(f).accessEntries,
      part: cluster,
    },
    { action: 'iam:ListRoles', sight: f => f.iam.roles, part: 'iam' },
    { action: 'iam:GetRole', sight: f => ordersOf(f).policies, part: 'iam' },
    ...[
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:GetRolePolicy',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
    ].map(action => ({
      action,
      sight: (f: AccountFacts) => ordersOf(f).policies,
      part: 'iam',
    })),
    {
      action: 'iam:ListOpenIDConnectProviders',
      sight: f => f.iam.oidcProviders,
      part: 'iam',
    },
    {
      action: 'eks:DescribeAddonConfiguration',
      sight: f => ebsOf(f).podIdentityConfiguration,
      part: cluster,
    },
    {
      action: 'eks:DescribeAddonVersions',
      sight: f => ebsOf(f).versions,
      part: cluster,
    },
  ];

  it.each(denials)(
    '$action is told as missing, its part fails, and the rest goes on',
    async ({ action, sight, part }) => {
      simulator.control.changeFaults({ denyActions: [action] });
      const { facts, parts } = await collect(withoutTrail);
      expect(sight(facts)).toMatchObject({
        seen: false,
        why: 'denied',
        permission: action,
        reason: expect.stringContaining('was denied'),
      });
      const failed = parts.list().filter(({ state }) => state === 'failed');
      expect(failed.map(({ scope }) => scope)).toContain(part);
      expect(facts.clusters).toHaveLength(2);
      expect(valueOf(kubernetesOf(facts).pods)).not.toHaveLength(0);
    },
  );

  it('eks:DescribeCluster leaves its clusters out and says so by region', async () => {
    simulator.control.changeFaults({ denyActions: ['eks:DescribeCluster'] });
    const { facts } = await collect(withoutTrail);
    expect(facts.clusters).toEqual([]);
    expect(facts.unseenRegions).toEqual(
      ['ap-northeast-2', 'us-east-1'].map(region =>
        expect.objectContaining({ region, permission: 'eks:DescribeCluster' }),
      ),
    );
    expect(valueOf(facts.iam.oidcProviders)).toHaveLength(2);
  });

  it('cloudtrail:LookupEvents leaves usage unseen', async () => {
    simulator.control.changeFaults({
      denyActions: ['cloudtrail:LookupEvents'],
    });
    const { facts } = await collect();
    expect(facts.usage).toMatchObject({
      seen: false,
      why: 'denied',
      permission: 'cloudtrail:LookupEvents',
    });
  });
});

describe('Kubernetes', () => {
  const ofSimulator = async (kubernetes: object) => {
    const account = simulator.control.exportAccount();
    await simulator.control.reset({
      ...account,
      clusters: account.clusters?.map(cluster =>
        cluster.name === 'shop'
          ? { ...cluster, kubernetes: { ...cluster.kubernetes, ...kubernetes } }
          : cluster,
      ),
    });
  };

  afterEach(async () => {
    await simulator.close();
    simulator = await startStopped();
  });

  it.each([
    ['pods', 'pods', 'kubernetes: list pods'],
    ['serviceaccounts', 'serviceAccounts', 'kubernetes: list serviceaccounts'],
    ['nodes', 'nodes', 'kubernetes: list nodes'],
    ['cronjobs', 'controllers', 'kubernetes: list cronjobs.batch'],
    [
      'networkpolicies',
      'networkPolicies',
      'kubernetes: list networkpolicies.networking.k8s.io',
    ],
  ] as const)(
    'a 403 on %s names the rule that is missing, and the other lists are read',
    async (forbidden, member, permission) => {
      await ofSimulator({ forbidden: [forbidden] });
      const { facts } = await collect(withoutTrail);
      const kubernetes = kubernetesOf(facts);
      expect(kubernetes[member]).toMatchObject({
        seen: false,
        why: 'denied',
        permission: expect.stringContaining(permission),
      });
      const seenOnes = Object.values(kubernetes).filter(({ seen }) => seen);
      // Without the pods it can't be said which custom controllers there are.
      expect(seenOnes).toHaveLength(member === 'pods' ? 5 : 6);
      expect(clusterOf(facts, 'shop').stale).toBeUndefined();
    },
  );

  it('a 401 names the access entry that is missing, for the whole cluster', async () => {
    await ofSimulator({ enforceAccess: true });
    const { facts } = await collect(withoutTrail, {
      accessKeyId: 'AKIAOTHER2',
    });
    expect(clusterOf(facts, 'shop').kubernetes).toMatchObject({
      seen: false,
      why: 'denied',
      permission:
        'EKS access entry for arn:aws:iam::111122223333:user/simulator',
    });
    expect(valueOf(clusterOf(facts, 'shop').addons)).toHaveLength(3);
    expect(kubernetesOf(facts, 'far').pods.seen).toBe(true);
  });

  it('an access entry with a view policy lets its lists be read', async () => {
    await ofSimulator({ enforceAccess: true });
    const { facts } = await collect(withoutTrail);
    expect(valueOf(kubernetesOf(facts).nodes)).toHaveLength(5);
  });

  it('switched off is told as such, with the key that switches it on', async () => {
    const { facts, parts } = await collect({
      ...withoutTrail,
      kubernetes: { enabled: false },
    });
    expect(clusterOf(facts, 'shop').kubernetes).toMatchObject({
      seen: false,
      why: 'disabled',
      permission: 'eksPodIdentity.kubernetes.enabled',
    });
    expect(parts.list()).toContainEqual(
      expect.objectContaining({
        scope: 'kubernetes:ap-northeast-2/shop',
        state: 'skipped',
      }),
    );
  });

  it('more objects than a page holds are read page by page', async () => {
    await ofSimulator({
      workloads: [
        {
          name: 'many',
          namespace: 'crowd',
          serviceAccount: 'many',
          replicas: 1203,
        },
      ],
    });
    const { facts } = await collect(withoutTrail);
    const pods = valueOf(kubernetesOf(facts).pods).filter(
      ({ namespace }) => namespace === 'crowd',
    );
    expect(new Set(pods.map(({ uid }) => uid)).size).toBe(1203);
  }, 60_000);
});

describe('an account with more than a page of everything', () => {
  const numbers = (count: number) =>
    Array.from({ length: count }, (_each, index) => index);
  let facts: AccountFacts;

  beforeAll(async () => {
    await simulator.control.reset({
      accountId: '111122223333',
      regions: ['ap-northeast-2', 'us-east-1'],
      faults: { throttling: false },
      settings: { cloudTrailDelaySeconds: 0 },
      iam: {
        roles: numbers(1050).map(index => ({
          name: `role-${index}`,
          trust: { podIdentity: true },
        })),
      },
      clusters: [
        {
          name: 'shop',
          createdAt: '300 days ago',
          podIdentityAssociations: numbers(230).map(index => ({
            namespace: 'crowd',
            serviceAccount: `sa-${index}`,
            role: 'role-0',
            createdAt: '20 days ago',
          })),
          accessEntries: numbers(120).map(index => ({
            principal: `role-${index}`,
          })),
        },
      ],
      cloudTrail: {
        events: numbers(180).map(index => ({
          eventTime: `${index + 1} hours ago`,
          eventName: 'AssumeRoleWithWebIdentity',
          eventSource: 'sts.amazonaws.com',
          region: 'us-east-1',
          userAgent: 'Boto3/1.34.100',
          userIdentity: {
            type: 'WebIdentityUser',
            userName: `system:serviceaccount:crowd:sa-${index}`,
          },
          requestParameters: {
            roleArn: 'arn:aws:iam::111122223333:role/role-0',
          },
        })),
      },
    });
    ({ facts } = await collect());
  });

  afterAll(async () => {
    await simulator.close();
    simulator = await startStopped();
  });

  const distinct = (names: string[]) => new Set(names).size;

  it('associations are read to the last page', () => {
    const all = valueOf(clusterOf(facts, 'shop').associations);
    expect(all).toHaveLength(230);
    expect(distinct(all.map(({ id }) => id))).toBe(230);
  });

  it('access entries are read to the last page', () => {
    const all = valueOf(clusterOf(facts, 'shop').accessEntries);
    expect(distinct(all.map(({ principalArn }) => principalArn))).toBe(120);
  });

  it('roles are read to the last page', () => {
    const all = valueOf(facts.iam.roles).filter(({ name }) =>
      name.startsWith('role-'),
    );
    expect(distinct(all.map(({ arn }) => arn))).toBe(1050);
  });

  it('events are read to the last page, also of the global STS in us-east-1', () => {
    const all = valueOf(facts.usage).filter(({ kind }) => kind === 'irsa');
    expect(
      distinct(all.map(({ serviceAccount }) => String(serviceAccount))),
    ).toBe(180);
  });
});

describe('a fault of the network', () => {
  it('a lost region leaves the others complete', async () => {
    simulator.control.changeFaults({ lostRegions: ['us-east-1'] });
    const { facts, parts } = await collect();
    expect(facts.clusters.map(({ name }) => name)).toEqual(['shop']);
    expect(facts.unseenRegions).toEqual([
      expect.objectContaining({
        region: 'us-east-1',
        reason: expect.stringContaining('eks:ListClusters in us-east-1'),
      }),
    ]);
    expect(facts.usage.seen).toBe(true);
    const failed = parts.list().filter(({ state }) => state === 'failed');
    expect(failed.map(({ scope }) => scope)).toEqual([
      'eks:us-east-1',
      'cloudtrail:us-east-1',
    ]);
  });

  it('a hanging cluster is unreachable and stale, and the others are complete', async () => {
    simulator.control.changeFaults({ hangingClusters: ['shop'] });
    const { facts } = await collect({
      ...withoutTrail,
      kubernetes: { timeout: { seconds: 3 } },
    });
    expect(clusterOf(facts, 'shop')).toMatchObject({
      kubernetes: { seen: false, why: 'unreachable' },
      stale: {
        reason: expect.stringContaining('did not answer within 3 s'),
      },
    });
    expect(valueOf(clusterOf(facts, 'shop').addons)).toHaveLength(3);
    expect(kubernetesOf(facts, 'far').pods.seen).toBe(true);
  });

  it('a call that is throttled for a moment is made again', async () => {
    simulator.control.changeFaults({
      errors: {
        'eks:ListNodegroups': {
          type: 'ThrottlingException',
          status: 429,
          times: 1,
        },
      },
    });
    const { facts } = await collect(withoutTrail);
    expect(valueOf(clusterOf(facts, 'shop').nodegroups)).toHaveLength(2);
  });

  it('a reading that is ended early keeps what it has: the rest is unseen', async () => {
    simulator.control.changeFaults({ hangingClusters: ['shop'] });
    const controller = new AbortController();
    const reading = collect(
      { ...withoutTrail, kubernetes: { timeout: { minutes: 10 } } },
      { signal: controller.signal },
    );
    const untilRead = async () => {
      // Until the hanging cluster is all that is waited for.
      while (
        !simulator
          .state()
          .trail.some(({ eventName }) => eventName === 'ListAccessEntries')
      ) {
        await new Promise(resolve => setImmediate(resolve));
      }
    };
    await untilRead();
    controller.abort(new Error('The sync took too long.'));
    const { facts } = await reading;
    expect(clusterOf(facts, 'shop').kubernetes.seen).toBe(false);
    expect(facts.clusters.length).toBeGreaterThan(0);
  });
});

describe('the account', () => {
  it('refuses credentials of another account, in a sentence that says what to do', async () => {
    await expect(collect({}, { accessKeyId: 'AKIAOTHER' })).rejects.toThrow(
      'The AWS credentials are of account 444455556666 (arn:aws:sts::444455556666:assumed-role/somebody/session), but eksPodIdentity.account.accountId is 111122223333: nothing was read. Give credentials of 111122223333 in the section aws, or correct the account id.',
    );
    const asked = simulator.state().trail.map(({ eventName }) => eventName);
    expect(asked).not.toContain('ListClusters');
  });

  it('asks the next region who it is when the first is lost', async () => {
    simulator.control.changeFaults({ lostRegions: ['ap-northeast-2'] });
    const { facts } = await collect(withoutTrail);
    expect(facts.accountId).toBe('111122223333');
  });

  it.each([
    ['a name', { include: ['shop'] }, ['shop']],
    ['a glob', { include: ['s*'] }, ['shop']],
    ['tags', { include: [{ tags: { environment: 'te*' } }] }, ['far']],
    ['what is left out', { exclude: ['shop'] }, ['far']],
    [
      'tags left out',
      { exclude: [{ tags: { environment: 'prod' } }] },
      ['far'],
    ],
    ['both: leaving out wins', { include: ['*'], exclude: ['f?r'] }, ['shop']],
    ['nothing that is there', { include: ['other'] }, []],
  ])('picks clusters by %s', async (_how, clusters, expected) => {
    const { facts } = await collect({ ...withoutTrail, clusters });
    expect(facts.clusters.map(({ name }) => name)).toEqual(expected);
  });
});
