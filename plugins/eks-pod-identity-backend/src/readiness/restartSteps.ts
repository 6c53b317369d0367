import {
  PodFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { valueOr } from './evidence';
import { isLive } from './podEnvironment';

/** Objects that are named one by one; of more it is said that there are more. */
const MOST = 5;

interface Owner {
  kind: string;
  name: string;
}

/**
 * How the pods of a workload get replaced, a step per object: `kubectl rollout restart` works on three kinds alone
 * (kubectl reference, rollout restart); all others are replaced by what owns them.
 */
export function restartSteps(workload: WorkloadSubject): string[] {
  const owners = ownersOf(workload);
  if (!owners.length) {
    return ['Replace the pods: the change counts for new ones only.'];
  }
  const steps = owners.slice(0, MOST).map(owner => stepOf(workload, owner));
  return owners.length > MOST
    ? [...steps, `The same for ${owners.length - MOST} more objects.`]
    : steps;
}

/** Controllers that were read, then what owns pods beside them, then pods without an owner. */
function ownersOf({ controllers, pods }: WorkloadSubject): Owner[] {
  const known = new Map<string, Owner>();
  const add = ({ kind, name }: Owner) =>
    known.set(`${kind} ${name}`, { kind, name });
  valueOr(controllers, []).forEach(add);
  valueOr(pods, [])
    .filter(isLive)
    .map(({ owner, name }: PodFacts) => owner ?? { kind: 'Pod', name })
    .forEach(add);
  return [...known.values()];
}

function stepOf(
  { cluster, namespace }: WorkloadSubject,
  { kind, name }: Owner,
): string {
  const kubectl = `kubectl --context ${cluster.name} -n ${namespace}`;
  const object = `${kind} ${namespace}/${name}`;
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return `${kubectl} rollout restart ${kind.toLowerCase()}/${name}`;
    case 'CronJob':
      return `${object} starts new pods at its next run. To run it now: ${kubectl} create job --from=cronjob/${name} ${name.slice(
        0,
        50,
      )}-now`;
    case 'Job':
      return `${object} does not replace running pods, and its template can't be changed: let it end, or delete it and create it again.`;
    case 'ReplicaSet':
    case 'ReplicationController':
      return `Delete the pods of ${object} one by one: it replaces them.`;
    case 'Rollout':
      return `Restart ${object}: kubectl argo rollouts --context ${cluster.name} -n ${namespace} restart ${name}`;
    case 'Pod':
      return `${object} has no controller: delete it and create it again from its manifest.`;
    default:
      return `${object}: restart its pods by the controller of that kind; kubectl rollout restart does not know it.`;
  }
}
