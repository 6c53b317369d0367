import type { EgressRuleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';

/** Name and namespace of a custom object, as its API writes them. */
export const customMetadataSchema = z.object({
  name: z.string().min(1),
  namespace: z
    .string()
    .optional()
    .transform(namespace => namespace || undefined),
});

/** A label selector of Kubernetes. */
export const selectorSchema = z.object({
  matchLabels: z.record(z.string(), z.string()).default({}),
  matchExpressions: z
    .array(
      z.object({
        key: z.string(),
        operator: z.string(),
        values: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
});

/** A label selector as facts. */
export function selectorFacts(selector: z.output<typeof selectorSchema>) {
  return {
    matchLabels: selector.matchLabels,
    matchExpressions: (selector.matchExpressions ?? []).map(
      ({ key, operator, values }) => ({ key, operator, values: values ?? [] }),
    ),
  };
}

type Peer = Exclude<EgressRuleFacts['peers'], 'any'>[number];

/** A peer that is other pods, services or names: never the address of the agent. */
export const elsewhere: Peer = { except: [], selector: true };

/** A peer that is a range of addresses. */
export function range(cidr: string, except: string[] = []): Peer {
  return { cidr, except, selector: false };
}

/** Ports of a rule; no ports are all of them. */
export function portsOrAny(
  ports: Exclude<EgressRuleFacts['ports'], 'any'> | undefined,
): EgressRuleFacts['ports'] {
  return ports?.length ? ports : 'any';
}
