import {
  Finding,
  isArmed,
  ManagedBy,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  ClusterFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { WorkloadAssessment } from './assessment';
import { valueOr } from './evidence';
import { UNTOUCHED_BY_THE_SWITCH } from './identityUsers';
import { managedByMetadata, managedByTags } from './managedBy';
import { NoNeed } from './noNeed';
import { isLive } from './podEnvironment';
import { sentenceOf } from './sentence';
import { verdictOf } from './verdict';

/** A workload with its verdict, from its findings. */
export function assessWorkload(
  workload: WorkloadSubject,
  findings: Finding[],
  options: { now: string; noNeed?: NoNeed },
): WorkloadAssessment {
  const { bindings, cluster, roleArn, association, addon } = workload;
  const { noNeed } = options;
  const decided = verdictOf({ findings, bindings, noNeed });
  const failing = failingOf(findings);
  // Armed is a claim of its own: where nobody saw what runs, it is not made.
  const armed = isArmed(bindings) && bindings.running !== 'unknown';
  const associationId = valueOr(association, undefined)?.id;
  const managedBy = managedByOf(workload);
  return {
    id: workload.id,
    cluster: clusterRef(cluster),
    namespace: workload.namespace,
    serviceAccount: workload.serviceAccount,
    verdict: decided.verdict,
    sentence: sentenceOf({
      decided,
      findings,
      armed,
      roleArn,
      noNeed: noNeed?.reason,
    }),
    ...bindings,
    armed,
    timeBomb:
      armed && failing.some(check => !UNTOUCHED_BY_THE_SWITCH.has(check)),
    ...(roleArn ? { roleArn } : {}),
    ...(associationId ? { associationId } : {}),
    controllers: controllersOf(workload),
    pods: valueOr(workload.pods, []).filter(isLive).length,
    ...(addon ? { addon: addon.name } : {}),
    services: workload.services.map(({ entityRef }) => entityRef).sort(),
    failing,
    ...(managedBy ? { managedBy } : {}),
    stale: cluster.stale ?? null,
    assessedAt: options.now,
    findings,
    sdk: workload.sdk,
  };
}

/** Ids of the checks that fail, in their order, each once. */
export function failingOf(findings: Finding[]): string[] {
  return idsOf(findings, 'fail');
}

/** Ids of the checks with that outcome, in their order, each once. */
export function idsOf(
  findings: Finding[],
  outcome: Finding['outcome'],
): string[] {
  return [
    ...new Set(
      findings
        .filter(finding => finding.outcome === outcome)
        .map(({ check }) => check),
    ),
  ];
}

/** What names a cluster in the API. */
export function clusterRef({ arn, name, region, accountId }: ClusterFacts) {
  return { arn, name, region, accountId };
}

/** Controllers, and owners of pods that are none of the kinds that are listed. */
function controllersOf(
  workload: WorkloadSubject,
): WorkloadAssessment['controllers'] {
  const counts = new Map<string, WorkloadAssessment['controllers'][number]>();
  for (const { kind, name } of valueOr(workload.controllers, [])) {
    counts.set(`${kind}/${name}`, { kind, name, pods: 0 });
  }
  for (const pod of valueOr(workload.pods, []).filter(isLive)) {
    const { kind, name } = pod.owner ?? { kind: 'Pod', name: pod.name };
    const key = `${kind}/${name}`;
    const entry = counts.get(key) ?? { kind, name, pods: 0 };
    entry.pods += 1;
    counts.set(key, entry);
  }
  return [...counts.values()].sort((a, b) =>
    `${a.kind}/${a.name}` < `${b.kind}/${b.name}` ? -1 : 1,
  );
}

/** Who reverts a change made by hand: the add-on, else what the service account, its controllers or the association tell. */
function managedByOf(workload: WorkloadSubject): ManagedBy | undefined {
  const { cluster, namespace, addon, association } = workload;
  if (addon) {
    return {
      tool: 'eks-addon',
      name: addon.name,
      evidence: [
        {
          what: `${namespace}/${workload.serviceAccount} is a service account of add-on ${addon.name}`,
          source: 'eks',
          where: `eks:DescribeAddon ${addon.arn}`,
        },
      ],
    };
  }
  const account = valueOr(workload.serviceAccountObject, undefined);
  const told = account
    ? managedByMetadata(
        account,
        `ServiceAccount ${namespace}/${account.name} in ${cluster.name}`,
      )
    : undefined;
  if (told) {
    return told;
  }
  for (const controller of valueOr(workload.controllers, [])) {
    const found = managedByMetadata(
      controller,
      `${controller.kind} ${namespace}/${controller.name} in ${cluster.name}`,
    );
    if (found) {
      return found;
    }
  }
  const own = valueOr(association, undefined);
  return own
    ? managedByTags(own.tags, `eks:DescribePodIdentityAssociation ${own.arn}`)
    : undefined;
}
