import type { NodeFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../aws/context';
import { metadataSchema } from './metadata';

const nodeSchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      providerID: z.string().default(''),
      taints: z
        .array(
          z.object({
            key: z.string(),
            value: z.string().optional(),
            effect: z.string(),
          }),
        )
        .default([]),
    })
    .prefault({}),
  status: z
    .object({
      nodeInfo: z
        .object({ operatingSystem: z.string().default('') })
        .optional(),
      conditions: z
        .array(z.object({ type: z.string(), status: z.string() }))
        .default([]),
    })
    .prefault({}),
});

const computeType = 'eks.amazonaws.com/compute-type';

/**
 * What a node is: the label `eks.amazonaws.com/compute-type` (values in the agent's chart, domain/agent-webhook.md), else
 * the provider id.
 */
function computeTypeOf(
  labels: Record<string, string>,
  providerId: string,
  clusterOnOutpost: boolean,
): NodeFacts['computeType'] {
  switch (labels[computeType]) {
    case 'fargate':
      return 'fargate';
    case 'hybrid':
      return 'hybrid';
    case 'auto':
      return 'auto';
    default:
  }
  if (providerId.startsWith('eks-hybrid://')) {
    return 'hybrid';
  }
  if (/\/fargate-/.test(providerId)) {
    return 'fargate';
  }
  if (
    clusterOnOutpost ||
    Object.keys(labels).some(key => /outpost/i.test(key))
  ) {
    return 'outpost';
  }
  return providerId.startsWith('aws://') ||
    labels['eks.amazonaws.com/nodegroup']
    ? 'ec2'
    : 'unknown';
}

/** A node as facts. */
export function nodeFacts(
  node: unknown,
  cluster: { outpost: boolean },
): NodeFacts {
  const { metadata, spec, status } = checked(nodeSchema, node, 'a node');
  const { labels } = metadata;
  return {
    name: metadata.name,
    labels,
    taints: spec.taints,
    os:
      labels['kubernetes.io/os'] ??
      (status.nodeInfo?.operatingSystem || 'linux'),
    computeType: computeTypeOf(labels, spec.providerID, cluster.outpost),
    nodegroup: labels['eks.amazonaws.com/nodegroup'],
    ready: status.conditions.some(
      each => each.type === 'Ready' && each.status === 'True',
    ),
  };
}
