import { controllerReference, type Controller } from '../objects';
import { generatedName, podFrom } from '../workloads/pods';
import {
  countPods,
  inOrderOfDispensability,
  podsOf,
  setStatus,
  wantedReplicas,
  type Reconcile,
} from './controller';

/** Keeps as many pods as the ReplicaSet says. */
export const reconcileReplicaSet: Reconcile = (workshop, object) => {
  const set = object as Controller;
  const wanted = wantedReplicas(set);
  const { active } = countPods(podsOf(workshop, set));
  const prefix = `${set.metadata.name}-`;
  for (let count = active.length; count < wanted; count++) {
    workshop.pods.create(
      podFrom(set.spec.template, set, generatedName(workshop.context, prefix), {
        generateName: prefix,
      }),
    );
  }
  if (active.length > wanted) {
    inOrderOfDispensability(active)
      .slice(0, active.length - wanted)
      .forEach(pod => workshop.pods.stop(pod));
  }
  const after = countPods(podsOf(workshop, set));
  setStatus(workshop, set, {
    replicas: after.active.length,
    ...(after.active.length > 0 && {
      fullyLabeledReplicas: after.active.length,
    }),
    ...(after.ready > 0 && {
      readyReplicas: after.ready,
      availableReplicas: after.ready,
    }),
    observedGeneration: set.metadata.generation,
  });
};

/** A ReplicaSet of a Deployment for one template. */
export function replicaSetFor(
  deployment: Controller,
  hash: string,
  replicas: number,
  annotations: Record<string, string>,
) {
  const { template, selector } = deployment.spec;
  const labels = { ...template.metadata.labels, 'pod-template-hash': hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace,
      labels,
      annotations,
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      selector: {
        ...selector,
        matchLabels: { ...selector?.matchLabels, 'pod-template-hash': hash },
      },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
