import { templateHash } from '../names';
import {
  controllerReference,
  type Controller,
  type KubeObject,
  type PodTemplate,
} from '../objects';
import { createOwned, type Workshop } from './controller';

/** A ControllerRevision: a template that a StatefulSet or DaemonSet had at a time. */
export interface Revision extends KubeObject {
  revision: number;
  data: { spec: { template: PodTemplate } };
}

export const revisionLabel = 'controller-revision-hash';

/** The revisions of a controller, old to new. */
export function revisionsOf(
  { context }: Workshop,
  owner: KubeObject,
): Revision[] {
  return (
    context.store
      .dependents(owner.metadata.uid)
      .filter(({ kind }) => kind === 'ControllerRevision') as Revision[]
  ).sort((a, b) => a.revision - b.revision);
}

/** Finds or makes the revision of the present template; an older one that is used again becomes the newest. */
export function presentRevision(
  workshop: Workshop,
  owner: Controller,
): Revision {
  const { store } = workshop.context;
  const { template } = owner.spec;
  const revisions = revisionsOf(workshop, owner);
  const latest = revisions[revisions.length - 1]?.revision ?? 0;
  const wanted = JSON.stringify(template);
  const found = revisions.find(
    each => JSON.stringify(each.data.spec.template) === wanted,
  );
  if (found) {
    return found.revision === latest
      ? found
      : store.update({ ...found, revision: latest + 1 });
  }
  const hash = templateHash(template);
  return createOwned(workshop, {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${owner.metadata.name}-${hash}`,
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata.labels, [revisionLabel]: hash },
      ownerReferences: [controllerReference(owner)],
    },
    data: { spec: { template } },
    revision: latest + 1,
  }) as Revision;
}
