import {
  CheckResult,
  ClusterFacts,
  CustomKindFacts,
  OtherPolicyFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { AGENT_PORT, agentAddress, effectOf } from '../egress';
import {
  evidenceOf,
  innerSight,
  missingOf,
  reasonOf,
  valueOr,
} from '../evidence';
import { groupBy, memo } from '../memo';
import { SelectablePod, selectsPod } from '../policySelection';
import { because, warn } from './results';

/** A pod of the cluster's network, or the next one of a template. */
export interface ConcernedPod {
  /** `Pod orders/api-1`, `Deployment orders/api`. */
  what: string;
  labels: Record<string, string>;
}

type Kinds = CustomKindFacts<OtherPolicyFacts>[];

const SECURITY_GROUPS = 'SecurityGroupPolicy';

/** Kinds of one API group make one set: what one of them allows, another need not. */
const families = memo((kinds: Kinds) =>
  groupBy(kinds, ({ resource }) => resource.slice(resource.indexOf('.') + 1)),
);

/**
 * What policies of other kinds than NetworkPolicy may do to a workload's pods: a warning each where one selects them and does
 * not plainly let them reach the agent, and where the policies of a kind that is there could not be listed.
 */
export function judgeOtherPolicies(
  workload: WorkloadSubject,
  pods: ConcernedPod[],
): CheckResult[] {
  const { cluster } = workload;
  const sight = innerSight(cluster.kubernetes, part => part.otherPolicies);
  if (!pods.length) {
    return [];
  }
  if (!sight.seen) {
    return [
      because(
        'policy-kinds-not-read',
        { cluster: cluster.name, reason: reasonOf(sight) },
        {
          ...warn(
            `Network policies of other kinds than NetworkPolicy were not checked: ${reasonOf(
              sight,
            )}.`,
            [],
          ),
          missing: [missingOf(`Custom policies of ${cluster.name}`, sight)],
        },
      ),
    ];
  }
  return [...families(sight.value).values()].flatMap(kinds => [
    ...kinds.flatMap(kind => unlisted(cluster, kind)),
    ...(judgeFamily(workload, pods, kinds) ?? []),
  ]);
}

/** Names of the kinds that were read, for telling what 'no policy' rests on. */
export function kindsRead(cluster: ClusterFacts): string[] {
  return [
    'NetworkPolicy',
    ...valueOr(
      innerSight(cluster.kubernetes, part => part.otherPolicies),
      [],
    ).flatMap(({ resource, objects }) => (objects.seen ? [resource] : [])),
  ];
}

function unlisted(
  cluster: ClusterFacts,
  { kind, resource, objects }: Kinds[number],
): CheckResult[] {
  if (objects.seen) {
    return [];
  }
  return [
    because(
      'policy-kind-not-listed',
      { kind, resource, cluster: cluster.name },
      {
        ...warn(
          `Whether a ${kind} (${resource}) selects its pods was not checked: ${reasonOf(
            objects,
          )}.`,
          [],
          {
            summary: `Allow the plugin to list ${resource}.`,
            steps: [
              `Apply the ClusterRole that ships with the plugin in ${cluster.name}: it has the verb list for ${resource}.`,
            ],
          },
        ),
        missing: [missingOf(`${kind} objects of ${cluster.name}`, objects)],
      },
    ),
  ];
}

function judgeFamily(
  workload: WorkloadSubject,
  pods: ConcernedPod[],
  kinds: Kinds,
): CheckResult[] | undefined {
  const address = agentAddress(workload.cluster);
  for (const pod of pods) {
    const selectable = selectableOf(workload, pod);
    const selecting = kinds.flatMap(kind =>
      valueOr(kind.objects, []).flatMap(policy => {
        const selects = selectsPod(policy, selectable);
        return selects === 'no'
          ? []
          : [{ kind, policy, selects, effect: effectOf(policy, address) }];
      }),
    );
    const opened = selecting.some(
      ({ effect, selects }) => effect === 'opens' && selects === 'yes',
    );
    const closing =
      selecting.find(({ effect }) => effect === 'denies') ??
      (opened
        ? undefined
        : selecting.find(({ effect }) => effect === 'closes'));
    if (closing) {
      return [undecided(workload, pod, closing)];
    }
  }
  return undefined;
}

function selectableOf(
  { namespace, serviceAccount, serviceAccountObject }: WorkloadSubject,
  { labels }: ConcernedPod,
): SelectablePod {
  return {
    namespace,
    labels,
    serviceAccount,
    serviceAccountLabels: serviceAccountObject.seen
      ? serviceAccountObject.value?.labels ?? {}
      : undefined,
  };
}

function undecided(
  { cluster }: WorkloadSubject,
  { what }: ConcernedPod,
  {
    kind: { kind: plainKind, resource, objects },
    policy,
    selects,
    effect,
  }: {
    kind: Kinds[number];
    policy: OtherPolicyFacts;
    selects: 'yes' | 'maybe';
    effect: 'denies' | 'closes' | 'opens' | 'nothing';
  },
): CheckResult {
  const kind = kindOf(plainKind, resource);
  const name = policy.namespace
    ? `${policy.namespace}/${policy.name}`
    : policy.name;
  const to = `${agentAddress(cluster)}:${AGENT_PORT}`;
  const unclear = policy.selects.find(each => each.unclear)?.unclear;
  const whom =
    selects === 'yes'
      ? `selects ${what}`
      : `may select ${what}${unclear ? ` (${unclear})` : ''}`;
  const why =
    kind === SECURITY_GROUPS
      ? `security groups for pods may drop traffic to the node${modeOf(
          cluster,
        )}`
      : `${
          effect === 'denies'
            ? 'one of its rules may deny'
            : 'none of its rules plainly allows'
        } egress to ${to}`;
  return because(
    'policy-undecided',
    { kind, resource, policy: name, what, selects, effect },
    warn(
      `${kind} ${name} ${whom}: ${why}. Whether its pods reach the agent can't be decided from here.`,
      objects.seen
        ? [
            evidenceOf(
              `${kind} ${name}`,
              objects.read,
              `${kind} ${name} in ${cluster.name}`,
            ),
          ]
        : [],
      {
        summary: `Make sure that ${kind} ${name} lets the pods reach the agent.`,
        steps: stepsOf(kind, name, cluster, to),
      },
    ),
  );
}

/** Calico names its kind as Kubernetes does: `Calico NetworkPolicy`. */
function kindOf(kind: string, resource: string): string {
  return resource.includes('calico') && !kind.startsWith('Calico')
    ? `Calico ${kind}`
    : kind;
}

/** The mode in which the VPC CNI enforces security groups for pods, as its DaemonSet tells. */
function modeOf(cluster: ClusterFacts): string {
  const mode = valueOr(
    innerSight(cluster.kubernetes, part => part.controllers),
    [],
  )
    .filter(({ kind, name }) => kind === 'DaemonSet' && name === 'aws-node')
    .flatMap(({ containers }) => containers)
    .flatMap(({ env }) => env)
    .find(({ name }) => name === 'POD_SECURITY_GROUP_ENFORCING_MODE')?.value;
  return mode ? ` (POD_SECURITY_GROUP_ENFORCING_MODE is ${mode})` : '';
}

function stepsOf(
  kind: string,
  name: string,
  cluster: ClusterFacts,
  to: string,
): string[] {
  if (kind === SECURITY_GROUPS) {
    return [
      'Set ENABLE_POD_ENI=true and POD_SECURITY_GROUP_ENFORCING_MODE=standard in the configuration of the VPC CNI (EKS user guide, pod-identities).',
      `From one of the pods, send a request to http://${to}/v1/credentials: an answer of any status shows that it reaches the agent.`,
    ];
  }
  return [
    kind.startsWith('Cilium')
      ? `Allow egress to the entity host on port ${AGENT_PORT} in ${kind} ${name}.`
      : `Allow egress to ${to} (TCP) in ${kind} ${name} in ${cluster.name}.`,
    `From one of the pods, send a request to http://${to}/v1/credentials: an answer of any status shows that it reaches the agent.`,
  ];
}
