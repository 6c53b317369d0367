import {
  Binding,
  bindings as bindingOrder,
  MissingSight,
  SdkSummary,
  Verdict,
  worstVerdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ServiceAssessment, WorkloadAssessment } from './assessment';
import { idsOf } from './assessWorkload';
import { dedupe } from './checks/results';
import { SdkJudge } from './sdk/judge';
import { serviceSdk } from './sdk/sources';
import { sdkLabel } from './sdk/sdkNames';
import { decides } from './sdk/summary';
import { ServiceSubject } from './subjects';

/** A service with the worst verdict of its workloads. */
export function assessService(
  subject: ServiceSubject,
  all: Map<string, WorkloadAssessment>,
  options: { now: string; judge: SdkJudge },
): ServiceAssessment {
  const { service, workloadIds } = subject;
  const workloads = workloadIds.flatMap(id => all.get(id) ?? []);
  const sdk = combineSdk(
    workloads.flatMap(workload => workload.sdk ?? []),
    serviceSdk(service, options.judge),
  );
  const { verdict, sentence } = verdictOfService(subject, workloads, sdk);
  const findings = workloads.flatMap(workload => workload.findings);
  return {
    entityRef: service.entityRef,
    name: service.name,
    ...(service.title ? { title: service.title } : {}),
    ...(service.owner ? { owner: service.owner } : {}),
    ...(service.system ? { system: service.system } : {}),
    verdict,
    sentence,
    armed: workloads.filter(({ armed }) => armed).length,
    timeBombs: workloads.filter(({ timeBomb }) => timeBomb).length,
    workloads: workloads.length,
    clusters: [...new Set(workloads.map(({ cluster }) => cluster.name))].sort(),
    running: bindingOrder.filter((binding: Binding) =>
      workloads.some(({ running }) => running === binding),
    ),
    sdk: { verdict: sdk.verdict, labels: labelsOf(sdk) },
    failing: idsOf(findings, 'fail'),
    unknown: idsOf(
      findings.filter(({ required }) => required),
      'unknown',
    ),
    stale: workloads.some(({ stale }) => stale !== null),
    assessedAt: options.now,
    workloadIds,
    sdkSummary: sdk,
    sharedWith: workloads
      .filter(({ services }) => services.length > 1)
      .map(({ id, services }) => ({
        workloadId: id,
        services: services.filter(other => other !== service.entityRef),
      })),
    mapping: [
      ...subject.evidence,
      ...subject.faults.map(fault => ({
        what: fault,
        source: 'catalog' as const,
        where: service.entityRef,
      })),
    ],
  };
}

function verdictOfService(
  subject: ServiceSubject,
  workloads: WorkloadAssessment[],
  sdk: SdkSummary,
): { verdict: Verdict; sentence: string } {
  const hidden = subject.missing[0];
  if (!workloads.length) {
    return withoutWorkloads(subject, sdk, hidden);
  }
  const verdict = worstVerdict([
    ...workloads.map(workload => workload.verdict),
    // Where workloads of it may be unseen, or an annotation can't be read, the rest is not the whole.
    ...(hidden || subject.faults.length ? (['unknown'] as const) : []),
  ]);
  const worst = workloads.find(workload => workload.verdict === verdict);
  if (worst) {
    return {
      verdict,
      sentence:
        workloads.length > 1
          ? `${worst.namespace}/${worst.serviceAccount} in ${worst.cluster.name}: ${worst.sentence}`
          : worst.sentence,
    };
  }
  return {
    verdict,
    sentence: hidden
      ? `More workloads of it may exist: ${hidden.what} could not be seen (${hidden.reason}); name the clusters in its annotation if it is in none of those.`
      : `Its annotation can't be read in full: ${subject.faults[0]}.`,
  };
}

function withoutWorkloads(
  { service, annotated, faults }: ServiceSubject,
  sdk: SdkSummary,
  hidden: MissingSight | undefined,
): { verdict: Verdict; sentence: string } {
  if (hidden) {
    return {
      verdict: 'unknown',
      sentence: `Its workloads may be where nothing could be seen: ${hidden.what} (${hidden.reason}).`,
    };
  }
  if (faults.length) {
    return { verdict: 'unknown', sentence: `${faults[0]}.` };
  }
  if (sdk.verdict === 'no-aws-sdk') {
    return {
      verdict: 'not-applicable',
      sentence: `No workload of it was found, and it uses no AWS: ${sdk.reason}`,
    };
  }
  return {
    verdict: 'unknown',
    sentence: annotated
      ? 'No workload matches its annotations in any cluster that is read.'
      : `Nothing tells which workloads belong to ${service.entityRef}: set the annotation aws.amazon.com/eks-service-accounts.`,
  };
}

/** Worst first. */
const SDK_ORDER: SdkSummary['verdict'][] = [
  'too-old',
  'unknown',
  'supported',
  'no-aws-sdk',
];

/** Over all workloads of a service the worst summary speaks, with the evidence of all. */
function combineSdk(
  summaries: SdkSummary[],
  withoutWorkload: SdkSummary,
): SdkSummary {
  if (!summaries.length) {
    return withoutWorkload;
  }
  const worst = [...summaries].sort(
    (a, b) => SDK_ORDER.indexOf(a.verdict) - SDK_ORDER.indexOf(b.verdict),
  )[0];
  return {
    verdict: worst.verdict,
    reason: worst.reason,
    sdks: dedupe([...worst.sdks, ...summaries.flatMap(({ sdks }) => sdks)]),
    files: dedupe(summaries.flatMap(({ files }) => files)),
  };
}

/** The deciding SDK first: the ones that are too old, then those that can't be told. */
function labelsOf({ sdks }: SdkSummary): string[] {
  const rank = (supports: boolean | null) =>
    [false, null, true].indexOf(supports);
  return [
    ...new Set(
      sdks
        .filter(decides)
        .map((sdk, index) => ({ sdk, index }))
        .sort(
          (a, b) =>
            rank(a.sdk.supportsPodIdentity) - rank(b.sdk.supportsPodIdentity) ||
            a.index - b.index,
        )
        .map(({ sdk }) => sdkLabel(sdk)),
    ),
  ];
}
