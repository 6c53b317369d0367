import {
  addonIdentities,
  countVerdicts,
  Verdict,
  VerdictCounts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Knex } from 'knex';
import type { AssessmentHead, FleetNumbers } from './assessmentStore';
import { assessmentTables } from './assessmentStoreRows';
import { mayView, Visible } from './visible';

type Rows = (table: (typeof assessmentTables)[number]) => Knex.QueryBuilder;

/**
 * The numbers of the fleet. They count everything; only teams are named, and only those of which the reader may see a
 * service.
 */
export async function summarize(
  rows: Rows,
  account: { accountId: string; regions: string[] },
  head: AssessmentHead | undefined,
  visible: Visible,
): Promise<FleetNumbers> {
  const services: {
    entity_ref: string;
    owner: string;
    verdict: Verdict;
  }[] = await rows('assessed_services').select(
    'entity_ref',
    'owner',
    'verdict',
  );
  return {
    accountId: account.accountId,
    regions: head?.regions ?? account.regions,
    ...(head ? { assessedAt: head.assessedAt } : {}),
    services: countVerdicts(services.map(({ verdict }) => verdict)),
    workloads: await verdictCounts(rows('assessed_workloads')),
    armed: await countOf(rows('assessed_workloads').where('armed', true)),
    timeBombs: await countOf(
      rows('assessed_workloads').where('time_bomb', true),
    ),
    addons: await identityCounts(rows('assessed_addons')),
    addonVerdicts: await verdictCounts(rows('assessed_addons')),
    clusters: {
      total: await countOf(rows('assessed_clusters')),
      stale: await countOf(rows('assessed_clusters').where('stale', true)),
      partial: await countOf(rows('assessed_clusters').where('partial', true)),
    },
    unclaimedWorkloads: await countOf(
      rows('assessed_workloads').where('claimed', false),
    ),
    obstacles: await obstacles(rows, head),
    teams: teamsOf(services, visible),
    missing: head?.missing ?? [],
  };
}

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [{ count }] = await query.count({ count: '*' });
  return Number(count);
}

async function verdictCounts(query: Knex.QueryBuilder): Promise<VerdictCounts> {
  const found: { verdict: Verdict; count: string | number }[] = await query
    .groupBy('verdict')
    .select('verdict')
    .count({ count: '*' });
  const counts = countVerdicts([]);
  for (const { verdict, count } of found) {
    counts[verdict] = Number(count);
  }
  return counts;
}

async function identityCounts(
  query: Knex.QueryBuilder,
): Promise<FleetNumbers['addons']> {
  const found: { identity: keyof FleetNumbers['addons']; count: string }[] =
    await query.groupBy('identity').select('identity').count({ count: '*' });
  const counts = Object.fromEntries(
    addonIdentities.map(identity => [identity, 0]),
  ) as FleetNumbers['addons'];
  for (const { identity, count } of found) {
    counts[identity] = Number(count);
  }
  return counts;
}

async function obstacles(
  rows: Rows,
  head: AssessmentHead | undefined,
): Promise<FleetNumbers['obstacles']> {
  const titles = new Map(head?.checks.map(({ id, title }) => [id, title]));
  const found: { check_id: string; kind: string; count: string | number }[] =
    await rows('assessed_failing')
      .whereIn('kind', ['service', 'workload'])
      .groupBy('check_id', 'kind')
      .select('check_id', 'kind')
      .count({ count: '*' });
  const byCheck = new Map<string, FleetNumbers['obstacles'][number]>();
  for (const { check_id: check, kind, count } of found) {
    const entry = byCheck.get(check) ?? {
      check,
      title: titles.get(check) ?? check,
      services: 0,
      workloads: 0,
    };
    entry[kind === 'service' ? 'services' : 'workloads'] = Number(count);
    byCheck.set(check, entry);
  }
  return [...byCheck.values()].sort(
    (a, b) =>
      b.services - a.services ||
      b.workloads - a.workloads ||
      a.check.localeCompare(b.check),
  );
}

function teamsOf(
  services: { entity_ref: string; owner: string; verdict: Verdict }[],
  visible: Visible,
): FleetNumbers['teams'] {
  const byOwner = new Map<string, { verdicts: Verdict[]; named: boolean }>();
  for (const { entity_ref: entityRef, owner, verdict } of services) {
    const team = byOwner.get(owner) ?? { verdicts: [], named: false };
    byOwner.set(owner, team);
    team.verdicts.push(verdict);
    team.named ||= mayView(visible, entityRef);
  }
  return [...byOwner]
    .filter(([, { named }]) => named)
    .map(([owner, team]) => ({ owner, services: countVerdicts(team.verdicts) }))
    .sort((a, b) => a.owner.localeCompare(b.owner));
}
