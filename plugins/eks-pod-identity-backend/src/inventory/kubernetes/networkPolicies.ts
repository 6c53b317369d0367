import type { NetworkPolicyFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../aws/context';
import { labelsSchema, metadataSchema } from './metadata';

const portSchema = z.object({
  port: z.union([z.number(), z.string()]).optional(),
  endPort: z.number().optional(),
  protocol: z.string().default('TCP'),
});

const peerSchema = z.object({
  // The client writes `_except`, as `except` is a word of Python.
  ipBlock: z
    .object({
      cidr: z.string(),
      except: z.array(z.string()).optional(),
      _except: z.array(z.string()).optional(),
    })
    .optional(),
  podSelector: z.unknown().optional(),
  namespaceSelector: z.unknown().optional(),
});

const policySchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      podSelector: z
        .object({
          matchLabels: labelsSchema,
          matchExpressions: z
            .array(
              z.object({
                key: z.string(),
                operator: z.string(),
                values: z.array(z.string()).default([]),
              }),
            )
            .default([]),
        })
        .prefault({}),
      policyTypes: z.array(z.string()).optional(),
      egress: z
        .array(
          z.object({
            to: z.array(peerSchema).optional(),
            ports: z.array(portSchema).optional(),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

/** A network policy as facts; of its rules only egress matters here. */
export function networkPolicyFacts(policy: unknown): NetworkPolicyFacts {
  const { metadata, spec } = checked(policySchema, policy, 'a network policy');
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    podSelector: spec.podSelector,
    // Without policyTypes a policy is one of ingress, and of egress where it has such rules (networking.k8s.io/v1).
    policyTypes: spec.policyTypes?.length
      ? spec.policyTypes
      : ['Ingress', ...(spec.egress.length > 0 ? ['Egress'] : [])],
    egress: spec.egress.map(({ to, ports }) => ({
      peers: to?.length
        ? to.map(({ ipBlock, podSelector, namespaceSelector }) => ({
            cidr: ipBlock?.cidr,
            except: ipBlock?.except ?? ipBlock?._except ?? [],
            selector:
              podSelector !== undefined || namespaceSelector !== undefined,
          }))
        : 'any',
      ports: ports?.length ? ports : 'any',
    })),
  };
}
