import {
  ContainerFacts,
  PodFacts,
  ReadMark,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { MissingSight } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { missingOf } from './evidence';
import {
  concernedContainers,
  tellingPods,
  writtenContainers,
} from './podEnvironment';

/** A container, and where it was seen. */
export interface PlacedContainer {
  container: ContainerFacts;
  /** The pod that runs it; undefined for one of a controller's template. */
  pod?: PodFacts;
  /** True for a template: whatever it carries was written there, not injected. */
  template: boolean;
  /** What a change of the container is made in: the controller, or a pod that stands alone. */
  object: { kind: string; name: string };
  where: string;
  read: ReadMark;
}

/**
 * All containers of a workload that are to get credentials, those of its templates and those of its pods, and what of
 * either could not be seen.
 */
export function containersOf(workload: WorkloadSubject): {
  containers: PlacedContainer[];
  missing: MissingSight[];
} {
  const { controllers, pods, cluster } = workload;
  const subject = `${workload.namespace}/${workload.serviceAccount}`;
  const templates = controllers.seen
    ? controllers.value.flatMap(controller =>
        writtenContainers(controller).map(container => ({
          container,
          template: true,
          object: { kind: controller.kind, name: controller.name },
          where: `${controller.kind} ${controller.namespace}/${controller.name} in ${cluster.name}`,
          read: controllers.read,
        })),
      )
    : [];
  const running = pods.seen
    ? tellingPods(pods.value).flatMap(pod =>
        concernedContainers(pod, pod.annotations).map(container => ({
          container,
          pod,
          template: false,
          object: pod.owner
            ? { kind: pod.owner.kind, name: pod.owner.name }
            : { kind: 'Pod', name: pod.name },
          where: `Pod ${pod.namespace}/${pod.name} in ${cluster.name}`,
          read: pods.read,
        })),
      )
    : [];
  return {
    containers: [...templates, ...running],
    missing: [
      ...(controllers.seen
        ? []
        : [missingOf(`Controllers of ${subject}`, controllers)]),
      ...(pods.seen ? [] : [missingOf(`Pods of ${subject}`, pods)]),
    ],
  };
}

/** How many containers there are: those of a template and of the pods made from it count once. */
export function countOf(containers: PlacedContainer[]): number {
  return new Set(
    containers.map(({ container, object }) =>
      JSON.stringify([object.kind, object.name, container.name]),
    ),
  ).size;
}
