import {
  AddonFacts,
  AssociationFacts,
  ClusterFacts,
  ControllerFacts,
  NodeFacts,
  PodFacts,
  ServiceAccountFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { serviceAccountsOfAddon } from './data/addons';
import { IRSA_ROLE_ANNOTATION } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { workloadKey } from '../services/mapServices';
import { lentAccounts } from './identityUsers';
import { groupBy, memo } from './memo';

/** What a cluster's facts tell, by service account and by node. */
export interface ClusterIndex {
  /** Keys of all service accounts that matter: annotated, associated, used by a pod or controller, or an add-on's. */
  workloads: Set<string>;
  serviceAccounts: Map<string, ServiceAccountFacts>;
  pods: Map<string, PodFacts[]>;
  controllers: Map<string, ControllerFacts[]>;
  associations: Map<string, AssociationFacts>;
  addons: Map<string, AddonFacts>;
  nodes: Map<string, NodeFacts>;
}

/** Builds the index of a cluster once. */
export const clusterIndex = memo((cluster: ClusterFacts): ClusterIndex => {
  const index: ClusterIndex = {
    workloads: new Set(),
    serviceAccounts: new Map(),
    pods: new Map(),
    controllers: new Map(),
    associations: new Map(),
    addons: new Map(),
    nodes: new Map(),
  };
  const keyOf = (object: { namespace: string; serviceAccount: string }) =>
    workloadKey(object.namespace, object.serviceAccount);
  if (cluster.kubernetes.seen) {
    const { serviceAccounts, pods, controllers, nodes } =
      cluster.kubernetes.value;
    for (const account of listOf(serviceAccounts)) {
      const key = workloadKey(account.namespace, account.name);
      index.serviceAccounts.set(key, account);
      if (account.annotations[IRSA_ROLE_ANNOTATION]) {
        index.workloads.add(key);
      }
    }
    index.pods = groupBy(listOf(pods), keyOf);
    index.controllers = groupBy(listOf(controllers), keyOf);
    for (const node of listOf(nodes)) {
      index.nodes.set(node.name, node);
    }
  }
  for (const association of listOf(cluster.associations)) {
    index.associations.set(keyOf(association), association);
  }
  for (const addon of listOf(cluster.addons)) {
    for (const { namespace, serviceAccount } of serviceAccountsOfAddon(addon)) {
      index.addons.set(workloadKey(namespace, serviceAccount), addon);
    }
  }
  for (const keys of [index.pods, index.controllers, index.associations]) {
    for (const key of keys.keys()) {
      index.workloads.add(key);
    }
  }
  for (const key of lentAccounts(cluster)) {
    if (index.serviceAccounts.has(key)) {
      index.workloads.add(key);
    }
  }
  for (const key of index.addons.keys()) {
    // An add-on's service account that nothing uses and nobody has ever seen is no workload.
    if (index.serviceAccounts.has(key)) {
      index.workloads.add(key);
    }
  }
  return index;
});

function listOf<T>(sight: Sight<T[]>): T[] {
  return sight.seen ? sight.value : [];
}
