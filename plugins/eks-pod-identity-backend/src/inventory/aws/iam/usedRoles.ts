import { IRSA_ROLE_ANNOTATION } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  ClusterFacts,
  PodSpecFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

function all<T>(sight: Sight<T[]>): T[] {
  return sight.seen ? sight.value : sight.last?.value ?? [];
}

function writtenIn(specs: PodSpecFacts[]): (string | undefined)[] {
  return specs.flatMap(({ containers }) =>
    containers.flatMap(({ env }) =>
      env.filter(({ name }) => name === 'AWS_ROLE_ARN').map(each => each.value),
    ),
  );
}

/** Types of access entries that nodes have whose agent may be asked for credentials. */
const NODE_ENTRIES = new Set(['EC2', 'EC2_LINUX']);

/** ARNs of the roles that workloads, add-ons and nodes of these clusters use, as far as can be seen. */
export function usedRoles(clusters: ClusterFacts[]): Set<string> {
  const arns = clusters.flatMap(cluster => {
    const kubernetes = cluster.kubernetes.seen
      ? cluster.kubernetes.value
      : cluster.kubernetes.last?.value;
    return [
      cluster.autoModeNodeRoleArn,
      ...all(cluster.addons).map(addon => addon.serviceAccountRoleArn),
      ...all(cluster.associations).flatMap(each => [
        each.roleArn,
        each.targetRoleArn,
      ]),
      ...all(cluster.nodegroups).map(group => group.nodeRoleArn),
      ...all(cluster.accessEntries)
        .filter(({ type }) => type && NODE_ENTRIES.has(type))
        .map(({ principalArn }) => principalArn),
      ...(kubernetes
        ? [
            ...all(kubernetes.serviceAccounts).map(
              ({ annotations }) => annotations[IRSA_ROLE_ANNOTATION],
            ),
            ...writtenIn(all(kubernetes.pods)),
            ...writtenIn(all(kubernetes.controllers)),
          ]
        : []),
    ];
  });
  return new Set(arns.filter((arn): arn is string => Boolean(arn)));
}
