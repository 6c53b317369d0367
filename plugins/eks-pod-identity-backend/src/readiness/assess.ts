import pLimit from 'p-limit';
import { Finding } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  AnyCheck,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { workloadsOfAddon } from './addonWorkloads';
import { assessAddon } from './assessAddon';
import { assessCluster } from './assessCluster';
import { Assessment, WorkloadAssessment } from './assessment';
import { assessService } from './assessService';
import { assessWorkload } from './assessWorkload';
import { builtinChecks } from './checks';
import { identityGraph } from './identities';
import { groupBy } from './memo';
import { missingOfAccount } from './missing';
import { addonNoNeed, workloadNoNeed } from './noNeed';
import { createCheckRunner, notAsked } from './runChecks';
import { defaultSdkJudge } from './sdk/defaultJudge';
import { SdkJudge } from './sdk/judge';
import { deriveSubjects } from './subjects';

/** What may be set for an assessment. */
export interface AssessOptions {
  /** Default: the checks that ship. */
  checks?: AnyCheck[];
  /** Default: by the tables as they ship. */
  judge?: SdkJudge;
  /** Milliseconds that an asynchronous check has for one subject; default 5,000. */
  timeoutMs?: number;
}

/** Subjects that are judged at the same time: asynchronous checks wait, the others take turns. */
const CONCURRENCY = 20;

/**
 * Judges a whole account: facts in, verdicts out, in an order that depends on nothing but the facts. Never rejects because
 * of a check: one that throws, or takes too long, is a finding `unknown` and is told in `missing`.
 */
export async function assess(
  facts: AccountFacts,
  options: AssessOptions = {},
): Promise<Assessment> {
  const checks = options.checks ?? builtinChecks;
  const judge = options.judge ?? defaultSdkJudge();
  const runner = createCheckRunner(checks, facts, {
    timeoutMs: options.timeoutMs ?? 5_000,
  });
  const limit = pLimit(CONCURRENCY);
  const each = <T, R>(list: T[], judgeOne: (item: T) => Promise<R>) =>
    Promise.all(list.map(item => limit(judgeOne, item)));
  const subjects = deriveSubjects(facts, { judge });
  const { now } = facts;

  const workloads = await each(subjects.workloads, async subject => {
    const noNeed = workloadNoNeed(subject);
    const findings = noNeed
      ? notAsked(checks, 'workload', noNeed)
      : await runner.ask('workload', subject);
    return assessWorkload(subject, findings, { now, noNeed });
  });
  const judgedByCluster = groupBy(
    subjects.workloads.map((subject, at) => ({
      subject,
      assessment: workloads[at],
    })),
    ({ subject }) => subject.cluster.arn,
  );
  const addons = await each(subjects.addons, async subject => {
    const noNeed = addonNoNeed(subject);
    const findings = noNeed
      ? notAsked(checks, 'addon', noNeed)
      : await runner.ask('addon', subject);
    return assessAddon(subject, findings, {
      now,
      noNeed,
      workloads: workloadsOfAddon(
        subject,
        judgedByCluster.get(subject.cluster.arn) ?? [],
      ),
    });
  });
  const byCluster = groupBy(workloads, ({ cluster }) => cluster.arn);
  const clusters = await each(subjects.clusters, async subject =>
    assessCluster(
      subject,
      await runner.ask('cluster', subject),
      byCluster.get(subject.cluster.arn) ?? [],
    ),
  );
  const byId = new Map<string, WorkloadAssessment>(
    workloads.map(workload => [workload.id, workload]),
  );
  const services = subjects.services.map(subject =>
    assessService(subject, byId, { now, judge }),
  );
  return {
    accountId: facts.accountId,
    regions: [...facts.regions].sort(),
    assessedAt: now,
    clusters,
    workloads,
    addons,
    services,
    identities: identityGraph(facts, subjects),
    missing: missingOfAccount(
      facts,
      findingsOf([...clusters, ...addons, ...workloads]),
    ),
    checks: listChecks(checks),
  };
}

function findingsOf(list: { findings: Finding[] }[]): Finding[] {
  return list.flatMap(({ findings }) => findings);
}

function listChecks(checks: AnyCheck[]): Assessment['checks'] {
  return checks.map(({ id, title, scope }) => ({ id, title, scope }));
}
