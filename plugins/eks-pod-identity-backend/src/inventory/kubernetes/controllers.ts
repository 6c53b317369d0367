import type {
  ControllerFacts,
  PodFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../aws/context';
import {
  annotationsSchema,
  labelsSchema,
  metadataSchema,
  type Metadata,
} from './metadata';
import { ownerOf } from './owners';
import { podSpecFacts, podSpecSchema } from './podSpec';

const templateSchema = z.object({
  metadata: z
    .object({ labels: labelsSchema, annotations: annotationsSchema })
    .prefault({}),
  spec: podSpecSchema,
});

const strategySchema = z.object({ type: z.string().optional() }).optional();

const controllerSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    replicas: z.number().optional(),
    strategy: strategySchema,
    updateStrategy: strategySchema,
    schedule: z.string().optional(),
    suspend: z.boolean().optional(),
    template: templateSchema.optional(),
    jobTemplate: z
      .object({ spec: z.object({ template: templateSchema }) })
      .optional(),
  }),
  status: z
    .object({
      readyReplicas: z.number().optional(),
      desiredNumberScheduled: z.number().optional(),
      numberReady: z.number().optional(),
    })
    .prefault({}),
});

/** A controller that was read, with its metadata: owners lead further. */
export interface ReadController {
  metadata: Metadata;
  facts: ControllerFacts;
}

/**
 * A built-in controller as facts.
 * @param type - lists tell neither kind nor version of their items.
 */
export function readController(
  type: { kind: string; apiVersion: string },
  object: unknown,
): ReadController {
  const { metadata, spec, status } = checked(
    controllerSchema,
    object,
    `a ${type.kind}`,
  );
  const template = checked(
    templateSchema,
    spec.template ?? spec.jobTemplate?.spec.template,
    `the pod template of ${type.kind} ${metadata.namespace}/${metadata.name}`,
  );
  const hasReplicas = type.kind !== 'DaemonSet' && spec.replicas !== undefined;
  return {
    metadata,
    facts: {
      ...podSpecFacts(template.spec),
      ...type,
      namespace: metadata.namespace,
      name: metadata.name,
      labels: metadata.labels,
      annotations: metadata.annotations,
      templateLabels: template.metadata.labels,
      templateAnnotations: template.metadata.annotations,
      createdAt: metadata.creationTimestamp,
      ...(hasReplicas && {
        replicas: spec.replicas,
        readyReplicas: status.readyReplicas ?? 0,
      }),
      strategy: spec.strategy?.type ?? spec.updateStrategy?.type,
      schedule: spec.schedule,
      suspended: spec.suspend,
      desiredNumberScheduled: status.desiredNumberScheduled,
      numberReady: status.numberReady,
    },
  };
}

/** Of ReplicaSets and Jobs only those count that no Deployment, CronJob or the like owns. */
export function standsAlone({ metadata }: ReadController): boolean {
  return ownerOf(metadata) === undefined;
}

const builtIn = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
  'batch/CronJob',
]);

/**
 * Controllers that are seen by their pods alone: custom ones (an Argo Rollout, an operator's resource), whose own
 * kind we may not list, and bare pods, each of which is its own. The newest pod stands for the template.
 */
export function controllersOfPods(pods: PodFacts[]): ControllerFacts[] {
  const byOwner = new Map<string, PodFacts[]>();
  for (const pod of pods) {
    const { owner } = pod;
    const group = owner?.apiVersion.split('/')[0] ?? '';
    if (!owner || !builtIn.has(`${group}/${owner.kind}`)) {
      const key = owner
        ? `${owner.apiVersion}/${owner.kind}/${pod.namespace}/${owner.name}/${pod.serviceAccount}`
        : `Pod/${pod.namespace}/${pod.name}`;
      byOwner.set(key, [...(byOwner.get(key) ?? []), pod]);
    }
  }
  return [...byOwner.values()].map(own => {
    const newest = own.reduce((a, b) => (b.createdAt > a.createdAt ? b : a));
    const { serviceAccount, hostNetwork, nodeSelector, requiredNodeLabels } =
      newest;
    const { tolerations, os, containers, volumes, owner } = newest;
    const { nodeAffinityTerms } = newest;
    return {
      serviceAccount,
      hostNetwork,
      nodeSelector,
      requiredNodeLabels,
      nodeAffinityTerms,
      tolerations,
      os,
      containers,
      volumes,
      kind: owner?.kind ?? 'Pod',
      apiVersion: owner?.apiVersion ?? 'v1',
      namespace: newest.namespace,
      name: owner?.name ?? newest.name,
      // An owner's own labels are not seen; those of its pods are.
      labels: owner ? {} : newest.labels,
      annotations: owner ? {} : newest.annotations,
      templateLabels: newest.labels,
      templateAnnotations: newest.annotations,
      createdAt: owner ? undefined : newest.createdAt,
      ...(owner && {
        replicas: own.length,
        readyReplicas: own.filter(({ ready }) => ready).length,
      }),
    };
  });
}
