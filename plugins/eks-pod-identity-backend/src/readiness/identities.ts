import {
  IdentityEdge,
  IdentityGraph,
  isRoleArn,
  MissingSight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  ClusterFacts,
  RoleFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { dedupe } from './checks/results';
import { missingOf, valueOr } from './evidence';
import { IrsaTrust, irsaTrustsOf } from './irsaTrusts';
import { groupBy } from './memo';
import { isLive } from './podEnvironment';
import {
  podIdentityTrust,
  providerArnOf,
  webIdentityTrust,
} from './policy/trust';
import { roleOf, Subjects } from './subjects';
import { likelyMeant } from './typos';
import { unusedIrsaRoles } from './unusedRoles';

/**
 * Which service account of which cluster can get which role by which mechanism, over the whole account. What a trust policy
 * admits is evaluated, not searched for; what is set up by annotation or association is told even where the policy keeps
 * it out, with a note.
 */
export function identityGraph(
  facts: AccountFacts,
  subjects: Subjects,
): IdentityGraph {
  const byCluster = groupBy(subjects.workloads, ({ cluster }) => cluster.arn);
  const trusts = facts.iam.roles.seen
    ? irsaTrustsOf(facts.iam.roles.value)
    : [];
  const edges = subjects.clusters.flatMap(({ cluster }) => {
    const workloads = byCluster.get(cluster.arn) ?? [];
    const setUp = workloads.flatMap(workload => edgesOf(facts, workload));
    return [
      ...setUp,
      ...admitted(cluster, workloads, trusts, setUp, facts.now),
    ];
  });
  return {
    edges: edges.sort(byPlace),
    unusedIrsaRoles: unusedIrsaRoles(facts, subjects, trusts),
    unusedAssociations: subjects.workloads.flatMap(unusedAssociation),
    doubleMechanisms: subjects.workloads
      .filter(
        ({ association, irsaRoleArn }) =>
          association.seen && association.value && irsaRoleArn,
      )
      .map(({ cluster, namespace, serviceAccount }) => ({
        cluster: cluster.name,
        namespace,
        serviceAccount,
      })),
    missing: missingOfGraph(facts, subjects),
  };
}

function byPlace(a: IdentityEdge, b: IdentityEdge): number {
  const key = (edge: IdentityEdge) =>
    [
      edge.cluster,
      edge.namespace,
      edge.serviceAccount,
      edge.mechanism,
      edge.roleArn,
    ].join('\n');
  return key(a) < key(b) ? -1 : 1;
}

function placeOf({
  cluster,
  namespace,
  serviceAccount,
  pods,
}: WorkloadSubject) {
  return {
    cluster: cluster.name,
    namespace,
    serviceAccount,
    pods: pods.seen ? pods.value.filter(isLive).length : null,
  };
}

/** What is set up for a workload: its association, with the target role behind it, and its annotation. */
function edgesOf(
  facts: AccountFacts,
  workload: WorkloadSubject,
): IdentityEdge[] {
  const place = placeOf(workload);
  const association = valueOr(workload.association, undefined);
  const edges: IdentityEdge[] = [];
  if (association?.roleArn) {
    const note = keptOut(facts, workload, association.roleArn, 'pod-identity');
    edges.push({
      ...place,
      roleArn: association.roleArn,
      mechanism: 'pod-identity',
      used: true,
      ...(note ? { note } : {}),
    });
  }
  if (association?.targetRoleArn) {
    edges.push({
      ...place,
      roleArn: association.targetRoleArn,
      mechanism: 'target-role',
      used: true,
      ...(association.roleArn
        ? { note: `By way of ${association.roleArn}.` }
        : {}),
    });
  }
  if (workload.irsaRoleArn) {
    const notes = [
      association &&
        'New pods get the association instead: the annotation has no effect beside it.',
      keptOut(facts, workload, workload.irsaRoleArn, 'irsa'),
    ].filter(Boolean);
    edges.push({
      ...place,
      roleArn: workload.irsaRoleArn,
      mechanism: 'irsa',
      used: true,
      ...(notes.length ? { note: notes.join(' ') } : {}),
    });
  }
  return edges;
}

/** Why a role that is set up would not be given. */
function keptOut(
  facts: AccountFacts,
  workload: WorkloadSubject,
  roleArn: string,
  mechanism: 'irsa' | 'pod-identity',
): string | undefined {
  const { cluster, namespace, serviceAccount } = workload;
  if (!isRoleArn(roleArn)) {
    return `'${roleArn}' is not the ARN of a role.`;
  }
  if (roleArn.split(':')[4] !== cluster.accountId) {
    return mechanism === 'pod-identity'
      ? "The role is of another account, which EKS refuses: 'Cross-account pass role is not allowed.'"
      : 'The role is of another account, whose trust policies are not read.';
  }
  const role = roleOf(facts, roleArn);
  if (!role.seen) {
    return 'Its trust policy could not be read.';
  }
  if (!role.value) {
    return 'There is no such role.';
  }
  const decision =
    mechanism === 'irsa'
      ? webIdentityTrust(
          role.value,
          cluster,
          { namespace, name: serviceAccount },
          facts.now,
        )
      : podIdentityTrust(role.value, {
          now: facts.now,
          cluster,
          namespace,
          serviceAccount,
          disableSessionTags:
            valueOr(workload.association, undefined)?.disableSessionTags ===
            true,
        });
  switch (decision.result) {
    case 'allowed':
      return undefined;
    case 'unknown':
      return `Whether its trust policy admits it could not be told: ${decision.reason}.`;
    default:
      return `Its trust policy keeps it out: ${decision.reason}.`;
  }
}

/** A name that nobody has: a trust policy that admits it admits every service account. */
const ANYBODY = { namespace: 'any-namespace-at-all', name: 'any-name-at-all' };

/** What trust policies admit through the cluster's OIDC provider beyond what is set up. */
function admitted(
  cluster: ClusterFacts,
  workloads: WorkloadSubject[],
  trusts: IrsaTrust[],
  setUp: IdentityEdge[],
  now: string,
): IdentityEdge[] {
  if (!cluster.oidcIssuer) {
    return [];
  }
  const provider = providerArnOf(
    cluster.oidcIssuer,
    cluster.partition,
    cluster.accountId,
  );
  const known = new Set(
    setUp
      .filter(({ mechanism }) => mechanism === 'irsa')
      .map(edge => `${edge.namespace}/${edge.serviceAccount} ${edge.roleArn}`),
  );
  const places = new Map(
    workloads.map(workload => [
      `${workload.namespace}/${workload.serviceAccount}`,
      placeOf(workload),
    ]),
  );
  return trusts
    .filter(({ providers }) => providers.has(provider))
    .flatMap(trust => {
      const { role } = trust;
      if (webIdentityTrust(role, cluster, ANYBODY, now).result === 'allowed') {
        return [everybody(cluster, role)];
      }
      return candidatesOf(cluster, trust, places.keys())
        .filter(
          key =>
            !known.has(`${key} ${role.arn}`) && admits(role, cluster, key, now),
        )
        .map((key): IdentityEdge => {
          const [namespace, serviceAccount] = key.split('/');
          const place = places.get(key);
          return {
            ...(place ?? {
              cluster: cluster.name,
              namespace,
              serviceAccount,
              pods: null,
            }),
            roleArn: role.arn,
            mechanism: 'irsa',
            used: false,
            note: place
              ? 'The trust policy admits it; no annotation uses it.'
              : 'The trust policy admits it; nothing was seen that runs with this service account.',
          };
        });
    });
}

function everybody(cluster: ClusterFacts, role: RoleFacts): IdentityEdge {
  return {
    cluster: cluster.name,
    namespace: '*',
    serviceAccount: '*',
    roleArn: role.arn,
    mechanism: 'irsa',
    used: false,
    pods: null,
    note: 'The trust policy admits every service account of the cluster.',
  };
}

function admits(
  role: RoleFacts,
  cluster: ClusterFacts,
  key: string,
  now: string,
): boolean {
  const [namespace, name] = key.split('/');
  return (
    webIdentityTrust(role, cluster, { namespace, name }, now).result ===
    'allowed'
  );
}

/** Service accounts worth asking about: those that the policy names, and where it names patterns, all that were seen. */
function candidatesOf(
  cluster: ClusterFacts,
  { subjects, hasPatterns }: IrsaTrust,
  seen: Iterable<string>,
): string[] {
  const accounts =
    cluster.kubernetes.seen && cluster.kubernetes.value.serviceAccounts.seen
      ? cluster.kubernetes.value.serviceAccounts.value.map(
          ({ namespace, name }) => `${namespace}/${name}`,
        )
      : [];
  return [
    ...new Set([...subjects, ...(hasPatterns ? [...seen, ...accounts] : [])]),
  ];
}

/** An association for which nothing runs and nothing is there that would run. */
function unusedAssociation(
  workload: WorkloadSubject,
): IdentityGraph['unusedAssociations'] {
  const { association, pods, controllers, cluster } = workload;
  const unused =
    association.seen &&
    association.value &&
    pods.seen &&
    !pods.value.length &&
    controllers.seen &&
    !controllers.value.length;
  const meant = unused
    ? likelyMeant(cluster, association.value!.id)
    : undefined;
  return unused
    ? [
        {
          cluster: cluster.name,
          associationId: association.value!.id,
          namespace: workload.namespace,
          serviceAccount: workload.serviceAccount,
          ...(meant ? { likelyMeant: meant } : {}),
        },
      ]
    : [];
}

function missingOfGraph(
  facts: AccountFacts,
  { clusters }: Subjects,
): MissingSight[] {
  const missing: MissingSight[] = facts.unseenRegions.map(
    ({ region, reason, permission }) => ({
      what: `Clusters of region ${region}`,
      reason,
      ...(permission ? { permission } : {}),
    }),
  );
  if (!facts.iam.roles.seen) {
    missing.push(missingOf('Trust policies of roles', facts.iam.roles));
  }
  for (const { cluster } of clusters) {
    const { associations, kubernetes, name } = cluster;
    if (!associations.seen) {
      missing.push(missingOf(`Associations of ${name}`, associations));
    }
    if (!kubernetes.seen) {
      missing.push(
        missingOf(`Service accounts and pods of ${name}`, kubernetes),
      );
      continue;
    }
    const { serviceAccounts, pods } = kubernetes.value;
    if (!serviceAccounts.seen) {
      missing.push(missingOf(`Service accounts of ${name}`, serviceAccounts));
    }
    if (!pods.seen) {
      missing.push(missingOf(`Pods of ${name}`, pods));
    }
  }
  return dedupe(missing);
}
