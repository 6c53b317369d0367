import type {
  EgressRuleFacts,
  OtherPolicyFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../../aws/context';
import {
  customMetadataSchema,
  elsewhere,
  portsOrAny,
  range,
  selectorFacts,
  selectorSchema,
} from './shapes';

const appliedSchema = z
  .array(
    z.looseObject({
      podSelector: selectorSchema.nullish(),
      namespaceSelector: selectorSchema.nullish(),
    }),
  )
  .nullish();

const policySchema = z.object({
  metadata: customMetadataSchema,
  spec: z.object({
    appliedTo: appliedSchema,
    egress: z
      .array(
        z.object({
          action: z.string(),
          appliedTo: appliedSchema,
          to: z
            .array(
              z.looseObject({
                ipBlock: z.object({ cidr: z.string() }).nullish(),
                nodeSelector: z.unknown().optional(),
              }),
            )
            .nullish(),
          ports: z
            .array(
              z.object({
                port: z.union([z.number(), z.string()]).optional(),
                endPort: z.number().optional(),
                protocol: z.string().default('TCP'),
              }),
            )
            .nullish(),
        }),
      )
      .nullish(),
  }),
});

const ACTIONS: Record<string, EgressRuleFacts['action'] | undefined> = {
  Allow: 'allow',
  Drop: 'deny',
  Reject: 'deny',
};

/** A policy of Antrea as facts: the first rule that fits decides (Antrea documentation, antrea-network-policy). */
export function antreaPolicy(object: unknown): OtherPolicyFacts {
  const { metadata, spec } = checked(
    policySchema,
    object,
    'a policy of Antrea',
  );
  const egress = spec.egress ?? [];
  const applied = spec.appliedTo ?? [];
  const known = applied.filter(
    ({ podSelector, namespaceSelector }) => podSelector || namespaceSelector,
  );
  return {
    ...metadata,
    selects: [
      ...known.map(({ podSelector, namespaceSelector }) => ({
        ...(podSelector ? { pods: selectorFacts(podSelector) } : {}),
        ...(namespaceSelector
          ? { namespaces: selectorFacts(namespaceSelector) }
          : {}),
      })),
      ...(known.length < applied.length || !applied.length
        ? [{ unclear: 'what it applies to is not read' }]
        : []),
    ],
    defaultDeny: false,
    ordered: true,
    rules: egress.map(({ action, to, ports }) => ({
      action: ACTIONS[action] ?? 'pass',
      peers: to?.length
        ? to.map(({ ipBlock, nodeSelector }) =>
            ipBlock
              ? range(ipBlock.cidr)
              : { ...elsewhere, host: nodeSelector !== undefined },
          )
        : 'any',
      ports: portsOrAny(ports ?? undefined),
    })),
  };
}
