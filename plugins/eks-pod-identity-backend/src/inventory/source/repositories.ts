import { createHash } from 'node:crypto';
import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  ReadMark,
  Sight,
  seen,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  MinimumOverrides,
  PARSER_VERSION,
  ParsingPool,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { checkOut } from './checkout';
import { CachedEvidence, EvidenceCache } from './evidenceCache';
import { FolderFacts } from './folderFacts';
import { readFoldersWithin } from './folderTask';
import { evidenceAtRevision } from './links';
import { Selection, SelectionLimits } from './selection';
import { stampFolder } from './stamp';
import { unseenBecause } from './unseen';

/** Raise it with every change that makes the same file tell something else here. */
const SOURCE_PARSER_VERSION = '4';

/** What reading repositories needs. */
export interface RepositoryOptions {
  urlReader: UrlReaderService;
  integrations: ScmIntegrationRegistry;
  cache: EvidenceCache;
  logger: LoggerService;
  signal: AbortSignal;
  /** Threads that parse what repositories hold. */
  pool: ParsingPool;
  minimums?: MinimumOverrides;
  limits?: SelectionLimits;
  /** Milliseconds for one repository. */
  timeoutMs: number;
  now: () => Date;
}

/** What a folder told, in which revision. */
export interface FolderReading {
  revision: string;
  facts: FolderFacts;
}

/**
 * Part of the cache's key: what the same files are read by. Overridden minimums change verdicts, so they are part of it.
 */
export function parserVersionOf(minimums: MinimumOverrides = {}): string {
  const overrides = createHash('sha256')
    .update(JSON.stringify(minimums))
    .digest('hex')
    .slice(0, 12);
  return `${PARSER_VERSION}.${SOURCE_PARSER_VERSION}-${overrides}`;
}

/**
 * Reads folders of one repository with one reading of its tree, or from the cache where the revision is known. Never throws:
 * a repository that can't be read makes its folders unseen, with what was read last.
 */
export async function readRepository(
  repository: string,
  folders: readonly string[],
  options: RepositoryOptions,
): Promise<Map<string, Sight<FolderReading>>> {
  const parserVersion = parserVersionOf(options.minimums);
  const cached = new Map<string, CachedEvidence>();
  try {
    for (const folder of folders) {
      const newest = await options.cache.newest(
        locationOf(repository, folder),
        parserVersion,
      );
      if (newest) cached.set(folder, newest);
    }
    const known = knownRevision(folders, cached);
    const read = await readUnlessKnown(repository, folders, known, options);
    return new Map(
      folders.map(folder => [
        folder,
        read?.get(folder) ??
          fromCache(repository, cached.get(folder)!, options.now()),
      ]),
    );
  } catch (error) {
    const unseen = unseenBecause(error, repository);
    options.logger.warn(
      unseen.reason.includes(repository)
        ? unseen.reason
        : // A fault of the host, in the same words for each of its repositories.
          `Repositories could not be read: ${unseen.reason}`,
    );
    return new Map(
      folders.map(folder => [
        folder,
        { ...unseen, ...lastOf(repository, cached.get(folder)) },
      ]),
    );
  }
}

/** The one revision that all folders were read in. */
function knownRevision(
  folders: readonly string[],
  cached: ReadonlyMap<string, CachedEvidence>,
): string | undefined {
  const revisions = new Set(folders.map(each => cached.get(each)?.revision));
  const [revision] = revisions;
  return revisions.size === 1 ? revision : undefined;
}

/** Undefined where the repository still is at the known revision. */
async function readUnlessKnown(
  repository: string,
  folders: readonly string[],
  known: string | undefined,
  options: RepositoryOptions,
): Promise<Map<string, Sight<FolderReading>> | undefined> {
  const { cache, integrations, minimums, now } = options;
  const signal = AbortSignal.any([
    options.signal,
    AbortSignal.timeout(options.timeoutMs),
  ]);
  let checkout;
  try {
    checkout = await checkOut({
      reader: options.urlReader,
      repository,
      knownRevision: known,
      selection: new Selection(folders, options.limits),
      signal,
    });
  } catch (error) {
    if (isError(error) && error.name === 'NotModifiedError') return undefined;
    throw error;
  }
  try {
    const { revision } = checkout;
    const present = folders.filter(folder => checkout.hasFolder(folder));
    const facts = await readFoldersWithin(options.pool, checkout, present, {
      minimums,
      at: evidenceAtRevision(repository, revision, integrations),
      signal,
    });
    const result = new Map<string, Sight<FolderReading>>();
    for (const folder of folders) {
      const read = facts.get(folder);
      if (!read) {
        result.set(folder, {
          seen: false,
          why: 'invalid',
          reason: `${repository} has no folder ${folder}`,
        });
        continue;
      }
      await cache.set(
        {
          location: locationOf(repository, folder),
          revision,
          parserVersion: parserVersionOf(minimums),
        },
        read,
      );
      result.set(folder, sightOf(repository, revision, read, now()));
    }
    return result;
  } finally {
    await checkout.close();
  }
}

function locationOf(repository: string, folder: string): string {
  return folder ? `${repository}#${folder}` : repository;
}

function sightOf(
  repository: string,
  revision: string,
  facts: FolderFacts,
  at: Date,
): Sight<FolderReading> {
  const readAt = at.toISOString();
  return seen(
    { revision, facts: stampFolder(facts, readAt) },
    markOf(repository, readAt),
  );
}

function fromCache(
  repository: string,
  { revision, value }: CachedEvidence,
  at: Date,
): Sight<FolderReading> {
  return sightOf(repository, revision, value as FolderFacts, at);
}

function lastOf(repository: string, cached: CachedEvidence | undefined) {
  if (!cached) return {};
  const { revision, value, storedAt } = cached;
  return {
    last: {
      value: {
        revision,
        facts: stampFolder(value as FolderFacts, storedAt),
      },
      read: markOf(repository, storedAt),
    },
  };
}

function markOf(repository: string, readAt: string): ReadMark {
  return { source: 'repository', where: repository, readAt };
}
