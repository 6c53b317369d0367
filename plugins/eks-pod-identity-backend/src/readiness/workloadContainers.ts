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
