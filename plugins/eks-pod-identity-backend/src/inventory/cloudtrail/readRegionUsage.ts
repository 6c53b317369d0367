import type { UsageFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { gaps, joined, since, type Stretch } from './coverage';
import {
  callsOf,
  newestUses,
  usageKey,
  usesOf,
  type Session,
  type Surroundings,
} from './events';
import type { Lookup, RegionLookups } from './lookup';

/** Which stretches of time were read, by lookup. */
export type Coverage = Record<string, Stretch[]>;

/** What a run found in one region. */
export interface RegionUsage {
  usage: UsageFacts[];
  coverage: Coverage;
}

const sweep: Lookup = {
  key: 'EventName',
  value: 'AssumeRoleWithWebIdentity',
};

/** Sessions of one workload whose calls are looked up, until one has made any. */
const sessionsPerWorkload = 3;

/** Pages per role and run: its newest events tell who uses it now. */
const pagesPerRole = 2;

function nameOf({ key, value }: Lookup): string {
  return `${key}=${value}`;
}

/** Roles whose coverage ends earliest come first, so that a bounded run gets round to all of them. */
function byNeed(roleArns: string[], coverage: Coverage): string[] {
  const end = (arn: string) =>
    coverage[nameOf({ key: 'ResourceName', value: arn })]?.[0]?.[1] ?? 0;
  return [...roleArns].sort((a, b) => end(a) - end(b));
}

/** The newest sessions of each workload, newest first. The very newest may not have been used yet. */
function newestSessions(sessions: Session[]): Session[][] {
  const byUse = new Map<string, Map<string, Session>>();
  for (const session of sessions) {
    const key = usageKey(session.usage);
    const own = byUse.get(key) ?? new Map<string, Session>();
    byUse.set(key, own.set(session.accessKeyId, session));
  }
  return [...byUse.values()].map(own =>
    [...own.values()]
      .sort((a, b) => (a.usage.at < b.usage.at ? 1 : -1))
      .slice(0, sessionsPerWorkload),
  );
}

/** The calls of the first session that made any. */
async function callsOfFirstUsed(
  sessions: Session[],
  lookups: RegionLookups,
  window: Stretch,
): Promise<UsageFacts[]> {
  for (const session of sessions) {
    const calls: UsageFacts[] = [];
    if (lookups.left > 0) {
      await lookups.read(
        { key: 'AccessKeyId', value: session.accessKeyId },
        window,
        1,
        events => calls.push(...callsOf(events, session)),
      );
    }
    if (calls.length > 0) {
      return calls;
    }
  }
  return [];
}

/**
 * Reads one region, newest first: all AssumeRoleWithWebIdentity, then per role of an association the AssumeRole of EKS
 * (there is no attribute for who calls, and all AssumeRole of an account are far too many), then the later calls of the
 * newest session of each workload. A part gets at most its share of the calls; what is left over goes to the next.
 */
export async function readRegionUsage(
  lookups: RegionLookups,
  options: {
    window: Stretch;
    coverage: Coverage;
    roleArns: string[];
    surroundings: Surroundings;
  },
): Promise<RegionUsage> {
  const { window, roleArns, surroundings } = options;
  const coverage: Coverage = {};
  for (const [name, stretches] of Object.entries(options.coverage)) {
    const kept = since(stretches, window[0]);
    if (kept.length > 0) {
      coverage[name] = kept;
    }
  }
  const usage: UsageFacts[] = [];
  const sessions: Session[] = [];

  const readGaps = async (lookup: Lookup, maxCalls: number) => {
    const name = nameOf(lookup);
    const until = lookups.calls + maxCalls;
    for (const gap of gaps(coverage[name] ?? [], window)) {
      const pages = Math.min(until - lookups.calls, lookups.left);
      if (pages <= 0) {
        return;
      }
      const read = await lookups.read(lookup, gap, pages, events => {
        const found = usesOf(events, surroundings);
        usage.push(...found.usage);
        sessions.push(...found.sessions);
      });
      coverage[name] = joined([...(coverage[name] ?? []), ...read]);
    }
  };

  await readGaps(sweep, Math.ceil(lookups.maxCalls / 3));
  const forSessions = Math.floor(lookups.maxCalls / 3);
  for (const value of byNeed(roleArns, coverage)) {
    if (lookups.left <= forSessions) {
      break;
    }
    await readGaps({ key: 'ResourceName', value }, pagesPerRole);
  }
  for (const own of newestSessions(sessions)) {
    usage.push(...(await callsOfFirstUsed(own, lookups, window)));
  }
  return { usage: newestUses(usage), coverage };
}
