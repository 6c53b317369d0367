import type {
  EgressRuleFacts,
  OtherPolicyFacts,
  PodSelectionFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../../aws/context';
import {
  customMetadataSchema,
  elsewhere,
  portsOrAny,
  selectorFacts,
  selectorSchema,
} from './shapes';

const ruleSchema = z.looseObject({
  toEntities: z.array(z.string()).nullish(),
  toPorts: z
    .array(
      z.looseObject({
        ports: z
          .array(
            z.object({
              port: z.union([z.string(), z.number()]).optional(),
              endPort: z.number().optional(),
              protocol: z.string().default('ANY'),
            }),
          )
          .nullish(),
        rules: z.unknown().optional(),
      }),
    )
    .nullish(),
});

const specSchema = z.object({
  endpointSelector: selectorSchema.nullish(),
  nodeSelector: selectorSchema.nullish(),
  ingress: z.array(z.unknown()).nullish(),
  ingressDeny: z.array(z.unknown()).nullish(),
  egress: z.array(ruleSchema).nullish(),
  egressDeny: z.array(ruleSchema).nullish(),
  enableDefaultDeny: z.object({ egress: z.boolean().optional() }).nullish(),
});

const policySchema = z.object({
  metadata: customMetadataSchema,
  spec: specSchema.nullish(),
  specs: z.array(specSchema).nullish(),
});

/** Entities that the node of a pod belongs to (Cilium documentation, layer 3 policies, entities). */
const HOST = ['host', 'cluster', 'all'];

/** Labels of a pod's namespace among Cilium's labels of the pod. */
const NAMESPACE_LABEL = 'io.cilium.k8s.namespace.labels.';

type Rule = z.output<typeof ruleSchema>;

function ruleFacts(rule: Rule, action: 'allow' | 'deny'): EgressRuleFacts {
  const { toEntities, toPorts, ...others } = rule;
  const named = Object.keys(others).some(key => key.startsWith('to'));
  const peers: EgressRuleFacts['peers'] =
    toEntities || named
      ? [
          {
            ...elsewhere,
            host: (toEntities ?? []).some(entity => HOST.includes(entity)),
          },
        ]
      : 'any';
  return {
    action,
    // A rule that says nothing at all allows nothing: it only turns the default around.
    peers: peers === 'any' && !toPorts?.length ? [elsewhere] : peers,
    ports: portsOrAny(
      toPorts?.flatMap(({ ports, rules }) =>
        rules === undefined || action === 'deny'
          ? (ports ?? []).map(({ port, endPort, protocol }) => ({
              protocol: protocol === 'ANY' ? 'TCP' : protocol,
              ...(port === undefined || String(port) === '0'
                ? {}
                : { port: /^\d+$/.test(String(port)) ? Number(port) : port }),
              ...(endPort ? { endPort } : {}),
            }))
          : // Rules of layer 7 decide by what is asked.
            [{ protocol: 'TCP', port: 'layer 7' }],
      ),
    ),
  };
}

/** `k8s:` and `any:` only say where a label comes from. */
function withoutSource(key: string): string {
  return key.replace(/^(k8s|any):/, '');
}

function selectionOf(
  selector: z.output<typeof selectorSchema>,
): PodSelectionFacts {
  const { matchLabels, matchExpressions } = selectorFacts(selector);
  const requirements = [
    ...Object.entries(matchLabels).map(([key, value]) => ({
      key: withoutSource(key),
      operator: 'In',
      values: [value],
    })),
    ...matchExpressions.map(each => ({
      ...each,
      key: withoutSource(each.key),
    })),
  ];
  const ofNamespace = (key: string) => key.startsWith(NAMESPACE_LABEL);
  return {
    pods: {
      matchLabels: {},
      matchExpressions: requirements.filter(({ key }) => !ofNamespace(key)),
    },
    namespaces: {
      matchLabels: {},
      matchExpressions: requirements
        .filter(({ key }) => ofNamespace(key))
        .map(each => ({
          ...each,
          key: each.key.slice(NAMESPACE_LABEL.length),
        })),
    },
  };
}

/** Policies of Cilium as facts, one per spec: a rule that denies wins over all that allow. */
export function ciliumPolicies(object: unknown): OtherPolicyFacts[] {
  const { metadata, spec, specs } = checked(
    policySchema,
    object,
    'a policy of Cilium',
  );
  return [...(spec ? [spec] : []), ...(specs ?? [])].map(each => {
    const { endpointSelector, nodeSelector, egress, egressDeny } = each;
    const ofHost = nodeSelector && !endpointSelector;
    const ingress = [...(each.ingress ?? []), ...(each.ingressDeny ?? [])];
    return {
      ...metadata,
      selects: [
        ofHost
          ? { unclear: 'it is for nodes, and the agent runs in their network' }
          : selectionOf(endpointSelector ?? { matchLabels: {} }),
      ],
      defaultDeny:
        ((egress || egressDeny) && each.enableDefaultDeny?.egress !== false) ||
        Boolean(ofHost && ingress.length),
      ordered: false,
      rules: [
        ...(egress ?? []).map(rule => ruleFacts(rule, 'allow')),
        ...(egressDeny ?? []).map(rule => ruleFacts(rule, 'deny')),
      ],
    };
  });
}
