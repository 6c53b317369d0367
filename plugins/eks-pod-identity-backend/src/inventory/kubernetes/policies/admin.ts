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

const rangeSchema = z.object({ start: z.number(), end: z.number() });

const destinationSchema = z
  .object({
    destinationPort: z
      .object({ number: z.number().optional(), range: rangeSchema.optional() })
      .nullish(),
  })
  .nullish();

const ruleSchema = z.object({
  action: z.string(),
  to: z
    .array(
      z.looseObject({
        nodes: z.unknown().optional(),
        networks: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  ports: z
    .array(
      z.object({
        portNumber: z
          .object({ port: z.number(), protocol: z.string().default('TCP') })
          .optional(),
        portRange: rangeSchema
          .extend({ protocol: z.string().default('TCP') })
          .optional(),
        namedPort: z.string().optional(),
      }),
    )
    .nullish(),
  protocols: z.array(z.looseObject({ tcp: destinationSchema })).nullish(),
});

const adminSchema = z.object({
  metadata: customMetadataSchema,
  spec: z.object({
    subject: z.object({
      namespaces: selectorSchema.nullish(),
      pods: z
        .object({
          namespaceSelector: selectorSchema.prefault({}),
          podSelector: selectorSchema.prefault({}),
        })
        .nullish(),
    }),
    egress: z.array(ruleSchema).nullish(),
  }),
});

type Rule = z.output<typeof ruleSchema>;

function portsOf({ ports, protocols }: Rule): EgressRuleFacts['ports'] {
  if (protocols?.length) {
    return protocols.map(({ tcp, ...others }) => {
      const { number, range: ports_ } = tcp?.destinationPort ?? {};
      return {
        protocol:
          tcp !== undefined || Object.keys(others).length === 0
            ? 'TCP'
            : 'other',
        ...(number !== undefined ? { port: number } : {}),
        ...(ports_ ? { port: ports_.start, endPort: ports_.end } : {}),
      };
    });
  }
  return portsOrAny(
    ports?.map(({ portNumber, portRange, namedPort }) => ({
      protocol: portNumber?.protocol ?? portRange?.protocol ?? 'TCP',
      port: portNumber?.port ?? portRange?.start ?? namedPort,
      ...(portRange ? { endPort: portRange.end } : {}),
    })),
  );
}

const ACTIONS: Record<string, EgressRuleFacts['action'] | undefined> = {
  Allow: 'allow',
  Accept: 'allow',
  Deny: 'deny',
};

/**
 * A policy of the Network Policy API (AdminNetworkPolicy, BaselineAdminNetworkPolicy, ClusterNetworkPolicy), or EKS's own of
 * the same form: the first rule that fits decides, and what none fits is left to others (network-policy-api, API reference).
 */
export function adminPolicy(object: unknown): OtherPolicyFacts {
  const { metadata, spec } = checked(adminSchema, object, 'an admin policy');
  const { namespaces, pods } = spec.subject;
  return {
    ...metadata,
    selects: [
      {
        ...(namespaces ? { namespaces: selectorFacts(namespaces) } : {}),
        ...(pods
          ? {
              namespaces: selectorFacts(pods.namespaceSelector),
              pods: selectorFacts(pods.podSelector),
            }
          : {}),
        ...(namespaces || pods ? {} : { unclear: 'its subject is not known' }),
      },
    ],
    defaultDeny: false,
    ordered: true,
    rules: (spec.egress ?? []).map(rule => ({
      action: ACTIONS[rule.action] ?? 'pass',
      peers: rule.to.flatMap(peer =>
        peer.networks
          ? peer.networks.map(cidr => range(cidr))
          : [{ ...elsewhere, host: peer.nodes !== undefined }],
      ),
      ports: portsOf(rule),
    })),
  };
}
