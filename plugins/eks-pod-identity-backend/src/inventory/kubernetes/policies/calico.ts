import type {
  EgressRuleFacts,
  OtherPolicyFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../../aws/context';
import { customMetadataSchema, elsewhere, portsOrAny, range } from './shapes';

const ruleSchema = z.object({
  action: z.string(),
  protocol: z.union([z.string(), z.number()]).nullish(),
  destination: z
    .looseObject({
      nets: z.array(z.string()).nullish(),
      notNets: z.array(z.string()).nullish(),
      ports: z.array(z.union([z.string(), z.number()])).nullish(),
    })
    .nullish(),
});

const policySchema = z.object({
  metadata: customMetadataSchema,
  spec: z
    .object({
      selector: z.string().nullish(),
      namespaceSelector: z.string().nullish(),
      serviceAccountSelector: z.string().nullish(),
      types: z.array(z.string()).nullish(),
      egress: z.array(ruleSchema).nullish(),
    })
    .default({}),
});

/** All addresses of both families. */
const EVERYWHERE = ['0.0.0.0/0', '::/0'];

const ACTIONS: Record<string, EgressRuleFacts['action'] | undefined> = {
  Allow: 'allow',
  Deny: 'deny',
};

function ruleFacts(rule: z.output<typeof ruleSchema>): EgressRuleFacts {
  const { nets, notNets, ports, ...others } = rule.destination ?? {};
  const named = Object.values(others).some(
    value => value !== undefined && value !== null,
  );
  const ranges = (nets ?? (notNets ? EVERYWHERE : undefined))?.map(cidr =>
    range(cidr, notNets ?? []),
  );
  const protocol = String(rule.protocol ?? 'TCP').toUpperCase();
  return {
    action: ACTIONS[rule.action] ?? 'pass',
    peers: named ? [elsewhere] : ranges ?? 'any',
    ports: portsOrAny(
      ports?.map(port => {
        const [first, last] = String(port).split(':');
        return {
          protocol: protocol === '6' ? 'TCP' : protocol,
          port: /^\d+$/.test(first) ? Number(first) : first,
          ...(last ? { endPort: Number(last) } : {}),
        };
      }) ??
        (rule.protocol === undefined || rule.protocol === null
          ? undefined
          : [{ protocol: protocol === '6' ? 'TCP' : protocol }]),
    ),
  };
}

/**
 * A policy of Calico as facts: its rules count in their order, and what none fits is dropped. Without `types` it is one of
 * egress where it has such rules (Calico documentation, NetworkPolicy).
 */
export function calicoPolicy(object: unknown): OtherPolicyFacts {
  const { metadata, spec } = checked(
    policySchema,
    object,
    'a policy of Calico',
  );
  const egress = spec.egress ?? [];
  const restricts = spec.types?.length
    ? spec.types.includes('Egress')
    : egress.length > 0;
  return {
    ...metadata,
    selects: [
      {
        expressions: {
          pods: spec.selector ?? '',
          namespaces: spec.namespaceSelector ?? '',
          serviceAccounts: spec.serviceAccountSelector ?? '',
        },
      },
    ],
    defaultDeny: restricts,
    ordered: true,
    rules: restricts
      ? egress.filter(({ action }) => action !== 'Log').map(ruleFacts)
      : [],
  };
}
