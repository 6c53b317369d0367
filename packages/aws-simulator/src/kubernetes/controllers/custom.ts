import { templateHash } from '../names';
import type { Controller, Pod } from '../objects';
import { isPodReady } from '../workloads/podStatus';
import { generatedName, podFrom } from '../workloads/pods';
import {
  countPods,
  inOrderOfDispensability,
  podsOf,
  setStatus,
  wantedReplicas,
  type Reconcile,
} from './controller';

/**
 * A controller of a kind of its own that runs pods directly: keeps their number, and replaces them
 * one by one when its template changes.
 */
export const reconcileCustom: Reconcile = (workshop, object) => {
  const owner = object as Controller;
  if (!owner.spec?.template?.spec) {
    return;
  }
  const { templates } = workshop;
  const wanted = wantedReplicas(owner);
  const hash = templateHash(owner.spec.template);
  const prefix = `${owner.metadata.name}-`;
  const { active } = countPods(podsOf(workshop, owner));
  for (let count = active.length; count < wanted; count++) {
    const pod = workshop.pods.create(
      podFrom(
        owner.spec.template,
        owner,
        generatedName(workshop.context, prefix),
        { generateName: prefix },
      ),
    );
    templates.set(pod.metadata.uid, hash);
  }
  inOrderOfDispensability(active)
    .slice(0, Math.max(0, active.length - wanted))
    .forEach(pod => workshop.pods.stop(pod));
  const present = countPods(podsOf(workshop, owner));
  const outdated = (pod: Pod) => templates.get(pod.metadata.uid) !== hash;
  if (present.active.every(isPodReady)) {
    const next = present.active.find(outdated);
    if (next) {
      workshop.pods.stop(next);
    }
  }
  const after = countPods(podsOf(workshop, owner));
  setStatus(workshop, owner, {
    ...owner.status,
    observedGeneration: owner.metadata.generation,
    replicas: after.active.length,
    readyReplicas: after.ready,
  });
};
