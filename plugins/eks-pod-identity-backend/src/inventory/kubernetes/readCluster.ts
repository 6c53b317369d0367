import { errorText } from '../../faults/errorText';
import { accountFault } from '../aws/accountFaults';
import {
  AppsV1Api,
  BatchV1Api,
  CoreV1Api,
  NetworkingV1Api,
} from '@kubernetes/client-node';
import {
  seen,
  unseen,
  type ControllerFacts,
  type KubernetesFacts,
  type PodFacts,
  type Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked, mark, type ReadContext } from '../aws/context';
import type { ClusterBase } from '../aws/eks/clusters';
import type { Look, Unseen } from '../aws/failures';
import { kubernetesClient } from './client';
import {
  controllersOfPods,
  readController,
  standsAlone,
  type ReadController,
} from './controllers';
import { readCustomResources } from './customResources';
import { unseenByKubernetes } from './failures';
import { listAll } from './list';
import { metadataSchema, type Metadata } from './metadata';
import { networkPolicyFacts } from './networkPolicies';
import { nodeFacts } from './nodes';
import { podFacts } from './pods';
import { signToken } from './token';

/** How the clusters' APIs are read. */
export interface KubernetesOptions {
  /** Milliseconds for one answer. */
  timeout: number;
  /** ARN of the credentials, for telling what access is missing. */
  callerArn: string;
}

const serviceAccountSchema = z.object({ metadata: metadataSchema });

/** One kind of controller, in the order of the API's groups. */
interface ControllerList {
  resource: string;
  kind: string;
  apiVersion: string;
  list: (page: object) => Promise<{
    items: unknown[];
    metadata?: { _continue?: string };
  }>;
}

function controllerLists(apps: AppsV1Api, batch: BatchV1Api): ControllerList[] {
  const appsV1 = 'apps/v1';
  const batchV1 = 'batch/v1';
  return [
    {
      resource: 'deployments.apps',
      kind: 'Deployment',
      apiVersion: appsV1,
      list: page => apps.listDeploymentForAllNamespaces(page),
    },
    {
      resource: 'statefulsets.apps',
      kind: 'StatefulSet',
      apiVersion: appsV1,
      list: page => apps.listStatefulSetForAllNamespaces(page),
    },
    {
      resource: 'daemonsets.apps',
      kind: 'DaemonSet',
      apiVersion: appsV1,
      list: page => apps.listDaemonSetForAllNamespaces(page),
    },
    {
      resource: 'replicasets.apps',
      kind: 'ReplicaSet',
      apiVersion: appsV1,
      list: page => apps.listReplicaSetForAllNamespaces(page),
    },
    {
      resource: 'jobs.batch',
      kind: 'Job',
      apiVersion: batchV1,
      list: page => batch.listJobForAllNamespaces(page),
    },
    {
      resource: 'cronjobs.batch',
      kind: 'CronJob',
      apiVersion: batchV1,
      list: page => batch.listCronJobForAllNamespaces(page),
    },
  ];
}

/** ReplicaSets and Jobs are only steps on the way to what a person knows. */
const steps = new Set(['ReplicaSet', 'Job']);

function controllersOf(
  read: Sight<ReadController[]>[],
  pods: Sight<PodFacts[]>,
): Sight<ControllerFacts[]> {
  const lost = [...read, pods].find(each => !each.seen);
  if (lost && !lost.seen) {
    // Without one of the lists it can't be said what runs with a service account.
    return unseen(lost.why, lost.reason, lost.permission);
  }
  const lists = read.flatMap(each => (each.seen ? [each.value] : []));
  const own = lists
    .flat()
    .filter(each => !steps.has(each.facts.kind) || standsAlone(each))
    .map(({ facts }) => facts);
  const [first] = read;
  return seen(
    [...own, ...controllersOfPods(pods.seen ? pods.value : [])],
    first.seen ? first.read : { source: 'kubernetes', where: '', readAt: '' },
  );
}

/**
 * Reads one cluster's Kubernetes API. A list that is refused is unseen and the others go on; where all of them fail in
 * the same way, the whole cluster is unseen.
 */
export async function readKubernetes(
  context: ReadContext,
  cluster: ClusterBase,
  options: KubernetesOptions,
): Promise<Sight<KubernetesFacts>> {
  const { endpoint } = cluster;
  if (!endpoint) {
    return unseen(
      'absent',
      `${cluster.name} has no API endpoint yet: its status is ${cluster.status}.`,
    );
  }
  let token: string;
  try {
    token = await signToken({
      clusterName: cluster.name,
      region: cluster.region,
      partition: cluster.partition,
      credentials: context.clients.credentials,
      endpoint: context.clients.endpoint,
    });
  } catch (error) {
    return unseen(
      'denied',
      accountFault(error)?.reason ??
        `No token for ${cluster.name}: ${errorText(error)}`,
    );
  }
  const client = kubernetesClient({
    endpoint,
    certificateAuthority: cluster.certificateAuthority,
    token,
    timeout: options.timeout,
    signal: context.signal,
  });
  const core = new CoreV1Api(client);
  const marked = (what: string) =>
    mark(context, 'kubernetes', `${what} of ${cluster.arn}`);
  const unseenBy = (error: unknown, resource: string) =>
    unseenByKubernetes(error, {
      resource,
      endpoint,
      callerArn: options.callerArn,
      timeout: options.timeout,
      privateOnly: cluster.privateOnly,
    });

  const list = async <T, R>(
    resource: string,
    page: (page: object) => Promise<{
      items: T[];
      metadata?: { _continue?: string };
    }>,
    toFacts: (items: T[]) => R,
  ): Promise<Look<R>> => {
    try {
      return {
        seen: true,
        value: toFacts(await listAll(page)),
        read: marked(`list ${resource}`),
      };
    } catch (error) {
      return unseenBy(error, resource);
    }
  };

  const custom = readCustomResources(client, {
    unseen: unseenBy,
    read: marked,
  });
  const [serviceAccounts, rawPods, nodes, networkPolicies, ...controllers] =
    await Promise.all([
      list(
        'serviceaccounts',
        page => core.listServiceAccountForAllNamespaces(page),
        items =>
          items.map(item => {
            const { metadata } = checked(
              serviceAccountSchema,
              item,
              'a service account',
            );
            return {
              namespace: metadata.namespace,
              name: metadata.name,
              annotations: metadata.annotations,
              labels: metadata.labels,
              createdAt: metadata.creationTimestamp,
            };
          }),
      ),
      list(
        'pods',
        page => core.listPodForAllNamespaces(page),
        (items: unknown[]) => items,
      ),
      list(
        'nodes',
        page => core.listNode(page),
        items => items.map(item => nodeFacts(item, cluster)),
      ),
      list(
        'networkpolicies.networking.k8s.io',
        page =>
          new NetworkingV1Api(client).listNetworkPolicyForAllNamespaces(page),
        items => items.map(networkPolicyFacts),
      ),
      ...controllerLists(new AppsV1Api(client), new BatchV1Api(client)).map(
        ({ resource, list: page, ...type }) =>
          list(resource, page, items =>
            items.map(item => readController(type, item)),
          ),
      ),
    ]);

  const between = new Map<string, Metadata>(
    controllers
      .flatMap(each => (each.seen ? each.value : []))
      .filter(({ facts }) => steps.has(facts.kind))
      .map(({ metadata }) => [metadata.uid, metadata]),
  );
  const pods: Sight<PodFacts[]> = rawPods.seen
    ? await list(
        'pods',
        async () => ({ items: rawPods.value }),
        items => items.map(item => podFacts(item, between)),
      )
    : rawPods;
  const facts: KubernetesFacts = {
    serviceAccounts,
    pods,
    nodes,
    networkPolicies,
    controllers: controllersOf(controllers, pods),
    ...(await custom),
  };
  const lost = lostAltogether(Object.values(facts));
  return lost
    ? unseen(lost.why, lost.reason, lost.permission)
    : seen(facts, mark(context, 'kubernetes', `${endpoint} (${cluster.arn})`));
}

/** Why nothing at all was seen: no answer, or a caller that the cluster does not know. Each 403 names its own rule. */
function lostAltogether(sights: Sight<unknown>[]): Unseen | undefined {
  const lost = sights.flatMap(sight => (sight.seen ? [] : [sight]));
  const [first] = lost;
  const isSame = lost.every(
    ({ why, permission }) =>
      why === first.why && permission === first.permission,
  );
  return lost.length === sights.length && isSame ? first : undefined;
}
