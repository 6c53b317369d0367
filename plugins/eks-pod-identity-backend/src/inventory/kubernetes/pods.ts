import type { PodFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../aws/context';
import { metadataSchema } from './metadata';
import { topOwner, type OwnersByUid } from './owners';
import { podSpecFacts, podSpecSchema } from './podSpec';

const containerStatuses = z
  .array(z.object({ name: z.string(), imageID: z.string().default('') }))
  .default([]);

const podSchema = z.object({
  metadata: metadataSchema,
  spec: podSpecSchema,
  status: z
    .object({
      phase: z.string().default('Unknown'),
      conditions: z
        .array(z.object({ type: z.string(), status: z.string() }))
        .default([]),
      containerStatuses,
      initContainerStatuses: containerStatuses,
    })
    .prefault({}),
});

/** `docker-pullable://` and the like in front of a digest say nothing. */
function digestOf(imageId: string): string {
  return imageId.replace(/^[a-z-]+:\/\//, '');
}

/** A pod as facts. */
export function podFacts(pod: unknown, between: OwnersByUid): PodFacts {
  const { metadata, spec, status } = checked(podSchema, pod, 'a pod');
  const imageIds = new Map(
    [...status.initContainerStatuses, ...status.containerStatuses]
      .filter(({ imageID }) => imageID)
      .map(({ name, imageID }) => [name, digestOf(imageID)]),
  );
  return {
    ...podSpecFacts(spec, imageIds),
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    labels: metadata.labels,
    annotations: metadata.annotations,
    createdAt: metadata.creationTimestamp ?? '',
    phase: status.phase,
    ready: status.conditions.some(
      each => each.type === 'Ready' && each.status === 'True',
    ),
    nodeName: spec.nodeName,
    owner: topOwner(metadata, between),
  };
}
