import { join } from 'node:path';
import { AppsV1Api, CoreV1Api, type V1Pod } from '@kubernetes/client-node';
import {
  clusterOf,
  kubeConfigOf,
  startWhole,
} from '../__testUtils__/wholeSimulator';
import type { Simulator } from '../server/run';

const account = join(__dirname, '__fixtures__', 'account.yaml');

let simulator: Simulator;
let core: CoreV1Api;
let apps: AppsV1Api;

beforeAll(async () => {
  simulator = await startWhole(account);
  const config = await kubeConfigOf(simulator, 'shop');
  core = config.makeApiClient(CoreV1Api);
  apps = config.makeApiClient(AppsV1Api);
});

afterAll(() => simulator.close());

async function podsOf(namespace: string, prefix: string): Promise<V1Pod[]> {
  const { items } = await core.listNamespacedPod({ namespace });
  return items.filter(pod => pod.metadata?.name?.startsWith(prefix));
}

function envNames(pod: V1Pod): string[] {
  return (pod.spec?.containers[0].env ?? []).map(({ name }) => name);
}

describe('a cluster of the account file, read by @kubernetes/client-node', () => {
  it('has nodes of every kind, with the labels that tell them apart', async () => {
    const { items } = await core.listNode();
    const kinds = items.map(({ metadata }) => [
      metadata?.labels?.['eks.amazonaws.com/compute-type'],
      metadata?.labels?.['eks.amazonaws.com/nodegroup'],
      metadata?.labels?.['kubernetes.io/os'],
    ]);
    expect(kinds).toEqual(
      expect.arrayContaining([
        [undefined, 'general', 'linux'],
        [undefined, 'win', 'windows'],
        ['hybrid', undefined, 'linux'],
        ['auto', undefined, 'linux'],
        ['fargate', undefined, 'linux'],
      ]),
    );
  });

  it('names the pods of a Deployment after its ReplicaSet and runs them', async () => {
    const pods = await podsOf('payments', 'payments-');
    expect(pods).toHaveLength(3);
    const { items } = await apps.listNamespacedReplicaSet({
      namespace: 'payments',
    });
    const [set] = items;
    expect(set.metadata?.ownerReferences?.[0]).toMatchObject({
      kind: 'Deployment',
      name: 'payments',
      controller: true,
    });
    for (const pod of pods) {
      expect(pod.metadata?.name).toMatch(
        new RegExp(`^${set.metadata?.name}-[a-z0-9]{5}$`),
      );
      expect(pod.status?.phase).toBe('Running');
      expect(pod.metadata?.ownerReferences?.[0].uid).toBe(set.metadata?.uid);
    }
    expect(new Set(pods.map(pod => pod.spec?.nodeName)).size).toBeGreaterThan(
      1,
    );
  });

  it('gives the status of a Deployment as it is when it has been running', async () => {
    const deployment = await apps.readNamespacedDeployment({
      namespace: 'payments',
      name: 'payments',
    });
    expect(deployment.status).toMatchObject({
      observedGeneration: deployment.metadata?.generation,
      replicas: 3,
      updatedReplicas: 3,
      availableReplicas: 3,
    });
    expect(deployment.metadata?.annotations).toMatchObject({
      'meta.helm.sh/release-name': 'payments',
      'deployment.kubernetes.io/revision': '1',
    });
  });

  it.each([
    ['older than the association: IRSA', 'orders', 'orders-', 'AWS_ROLE_ARN'],
    [
      'younger: Pod Identity and nothing of IRSA',
      'orders',
      'orders-worker-',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    ],
    [
      'annotated only: IRSA',
      'payments',
      'payments-',
      'AWS_WEB_IDENTITY_TOKEN_FILE',
    ],
  ])('injects into pods %s', async (_, namespace, prefix, variable) => {
    const { items } = await core.listNamespacedPod({ namespace });
    const pod = items.find(
      each =>
        each.metadata?.name?.startsWith(prefix) &&
        /^orders-[a-z0-9]{10}-|^payments|^orders-worker/.test(
          each.metadata.name,
        ),
    ) as V1Pod;
    expect(envNames(pod)).toContain(variable);
    const families = ['AWS_ROLE_ARN', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];
    expect(envNames(pod).filter(name => families.includes(name))).toHaveLength(
      1,
    );
  });

  it('leaves out what a missed injection left out', async () => {
    const [pod] = await podsOf('orders', 'orders-late-');
    expect(envNames(pod)).toEqual([]);
  });

  it('leaves pods what they were given, when the association is gone', async () => {
    const [pod] = await podsOf('orders', 'orders-left-');
    expect(envNames(pod)).toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI');
  });

  it('runs the agent where its affinity says: not on Fargate, hybrid, Auto Mode or Windows', async () => {
    const agents = await podsOf('kube-system', 'eks-pod-identity-agent-');
    expect(agents).toHaveLength(3);
    const set = await apps.readNamespacedDaemonSet({
      namespace: 'kube-system',
      name: 'eks-pod-identity-agent',
    });
    expect(set.status?.desiredNumberScheduled).toBe(3);
  });

  it('puts pods of a Fargate profile on a node of their own', async () => {
    const [pod] = await podsOf('batch-jobs', 'invoices-');
    expect(pod.spec?.nodeName).toMatch(/^fargate-ip-/);
    expect(pod.metadata?.labels).toMatchObject({
      'eks.amazonaws.com/fargate-profile': 'batch',
    });
  });

  it('puts Windows pods on Windows nodes', async () => {
    const [pod] = await podsOf('legacy', 'iis-');
    const node = await core.readNode({ name: pod.spec?.nodeName ?? '' });
    expect(node.metadata?.labels?.['kubernetes.io/os']).toBe('windows');
  });

  it('has the latest Job of a CronJob, with its pod', async () => {
    const [pod] = await podsOf('data', 'report-');
    expect(pod.metadata?.name).toMatch(/^report-\d+-[a-z0-9]{5}$/);
    expect(pod.status?.phase).toBe('Succeeded');
  });

  it.each([
    ['Rollout', 'canary-', 2],
    ['SparkApplication', 'crawler-', 1],
    ['StatefulSet', 'ledger-', 3],
    ['bare pod', 'debug', 1],
    ['Job', 'migrate-', 1],
  ])('has the pods of a %s', async (_, prefix, count) => {
    expect(await podsOf('data', prefix)).toHaveLength(count);
  });

  it('looks the same after another start', async () => {
    const again = await startWhole(account);
    try {
      const names = (each: Simulator) =>
        clusterOf(each, 'shop')
          .kubernetes?.pods()
          .map(({ name }) => name);
      expect(names(again)).toEqual(names(simulator));
    } finally {
      await again.close();
    }
  });

  it('tells CloudTrail which SDK runs in which pod', () => {
    const pods = clusterOf(simulator, 'shop').kubernetes?.pods() ?? [];
    expect(
      pods.find(({ namespace }) => namespace === 'payments'),
    ).toMatchObject({
      serviceAccount: 'payments',
      binding: { kind: 'irsa' },
      containers: [{ name: 'payments', sdk: 'python-boto3 1.34.100' }],
    });
  });
});
