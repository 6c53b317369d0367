import {
  AuthService,
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ANNOTATION_SBOM } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  SdkEvidenceSource,
  ServiceFacts,
  Sight,
  SourceFacts,
  TerraformFacts,
  seen,
  unseen,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  MinimumOverrides,
  ParsingPool,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import limiter from 'p-limit';
import { errorText } from '../../faults/errorText';
import { onceLogger } from '../../faults/faultLog';
import { isService, listEntities, serviceOf } from './entities';
import { EvidenceCache } from './evidenceCache';
import { forgivingCache } from './forgivingCache';
import { SourceLocation, isLocation, sourceLocationOf } from './location';
import { keyOf, platformLocations, unreadTerraform } from './platform';
import {
  FolderReading,
  RepositoryOptions,
  parserVersionOf,
  readRepository,
} from './repositories';
import { SbomReading, readSbom, verdictWithSbom } from './sbom';
import { SelectionLimits } from './selection';
import { mergeTerraform } from './terraform';
import { ThirdParties } from './thirdParties';

/** What reading services needs. */
export interface ReadServicesOptions {
  catalog: Pick<CatalogService, 'queryEntities'>;
  auth: AuthService;
  urlReader: UrlReaderService;
  integrations: ScmIntegrationRegistry;
  cache: EvidenceCache;
  logger: LoggerService;
  signal: AbortSignal;
  /** Of third parties, by the extension point. */
  sdkEvidenceSources?: readonly SdkEvidenceSource[];
  /** `eksPodIdentity.sdk.minimums`. */
  minimums?: MinimumOverrides;
  /** `eksPodIdentity.terraform.repositories`: URLs of folders with the platform's Terraform code. */
  terraformRepositories?: readonly string[];
  limits?: SelectionLimits;
  /** Threads that parse what repositories hold. Default: one pool for all, with default limits; its threads end when idle. */
  pool?: ParsingPool;
  /** Milliseconds for one repository, one SBOM, one source of a third party. Default: two minutes. */
  timeoutMs?: number;
  /** Repositories that are read at the same time. Default: 4. */
  concurrency?: number;
  onProgress?: (progress: {
    done: number;
    total: number;
    current: string;
  }) => void;
  now?: () => Date;
}

/** What the catalog and the repositories tell. */
export interface ServicesReading {
  services: Sight<ServiceFacts[]>;
  platformTerraform: TerraformFacts[];
}

const defaultPool = new ParsingPool();
const TWO_MINUTES = 2 * 60 * 1000;
/** What no service asked for in that time is forgotten. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

type SourceOf = (location: SourceLocation) => Sight<FolderReading>;

/**
 * Reads all services: from the catalog who they are, from their repositories what they run. Each repository is read once,
 * whoever asks for how many folders of it. Never throws: what could not be read is unseen, and says why.
 */
export async function readServices(
  given: ReadServicesOptions,
): Promise<ServicesReading> {
  const { integrations } = given;
  const logger = onceLogger(given.logger);
  const now = given.now ?? (() => new Date());
  const options = {
    ...given,
    logger,
    cache: forgivingCache(given.cache, logger),
    now,
    timeoutMs: given.timeoutMs ?? TWO_MINUTES,
    pool: given.pool ?? defaultPool,
  };
  let entities: Entity[] = [];
  let catalogFault: string | undefined;
  try {
    entities = await listEntities(options);
  } catch (error) {
    catalogFault = errorText(error);
    logger.warn(`The catalog could not be read: ${catalogFault}`);
  }
  const services = entities.filter(isService).map(entity => ({
    entity,
    location: sourceLocationOf(entity, integrations),
  }));
  const platform = platformLocations(entities, options);
  const located = services.flatMap(({ location }) =>
    isLocation(location) ? [location] : [],
  );
  const sourceOf = await readAll([...platform, ...located], options);
  const thirdParties = new ThirdParties(
    options.sdkEvidenceSources ?? [],
    options,
  );
  const platformKeys = new Set(platform.map(keyOf));
  const limit = limiter(options.concurrency ?? 4);
  const facts = await Promise.all(
    services.map(({ entity, location }) =>
      limit(() =>
        readService(
          entity,
          isLocation(location)
            ? {
                url: location.url,
                sight: sourceOf(location),
                // Told with the platform's already.
                isPlatform: platformKeys.has(keyOf(location)),
              }
            : { sight: location, isPlatform: false },
          { ...options, thirdParties },
        ),
      ),
    ),
  );
  if (catalogFault === undefined && !options.signal.aborted) {
    await options.cache.prune(new Date(now().getTime() - KEPT_MS));
  }
  return {
    services:
      catalogFault === undefined
        ? seen(facts, {
            source: 'catalog',
            where: 'catalog: query entities',
            readAt: now().toISOString(),
          })
        : unseen(
            'unreachable',
            `the catalog could not be read: ${catalogFault}`,
            'permission to read the catalog for the plugin eks-pod-identity',
          ),
    platformTerraform: platform.flatMap(location => {
      const sight = sourceOf(location);
      return sight.seen
        ? sight.value.facts.terraform
        : [unreadTerraform(location, sight.reason)];
    }),
  };
}

/** Reads every repository once, and answers what a location in it told. */
async function readAll(
  locations: readonly SourceLocation[],
  options: ReadServicesOptions & RepositoryOptions,
): Promise<SourceOf> {
  const folders = new Map<string, Set<string>>();
  for (const { repository, folder } of locations) {
    folders.set(repository, (folders.get(repository) ?? new Set()).add(folder));
  }
  const limit = limiter(options.concurrency ?? 4);
  const read = new Map<string, Sight<FolderReading>>();
  let done = 0;
  await Promise.all(
    [...folders].map(([repository, wanted]) =>
      limit(async () => {
        const sights = await readRepository(repository, [...wanted], options);
        for (const [folder, sight] of sights) {
          read.set(keyOf({ repository, folder }), sight);
        }
        done += 1;
        options.onProgress?.({
          done,
          total: folders.size,
          current: repository,
        });
      }),
    ),
  );
  return location => read.get(keyOf(location))!;
}

interface ServiceSource {
  url?: string;
  sight: Sight<FolderReading>;
  isPlatform: boolean;
}

async function readService(
  entity: Entity,
  { url, sight, isPlatform }: ServiceSource,
  options: ReadServicesOptions & {
    now: () => Date;
    timeoutMs: number;
    pool: ParsingPool;
    thirdParties: ThirdParties;
  },
): Promise<ServiceFacts> {
  const reference = entity.metadata.annotations?.[ANNOTATION_SBOM]?.trim();
  const sbom = reference
    ? await readSbom(reference, url, {
        ...options,
        parserVersion: parserVersionOf(options.minimums),
      })
    : undefined;
  if (sbom && !sbom.file.ok) {
    options.logger.warn(
      `SBOM of ${entity.metadata.name}: ${sbom.file.error ?? 'not readable'}`,
    );
  }
  const service: ServiceFacts = {
    ...serviceOf(entity),
    source: mapSight(sight, reading =>
      sourceFactsOf(url ?? '', reading, sbom, isPlatform),
    ),
    ...(sbom?.sdks.length ? { sdkEvidence: sbom.sdks } : {}),
  };
  const others = await options.thirdParties.list(service);
  return others.length > 0
    ? { ...service, sdkEvidence: [...(service.sdkEvidence ?? []), ...others] }
    : service;
}

function sourceFactsOf(
  location: string,
  { revision, facts }: FolderReading,
  sbom: SbomReading | undefined,
  isPlatform: boolean,
): SourceFacts {
  const terraform = isPlatform ? undefined : mergeTerraform(facts.terraform);
  return {
    location,
    revision,
    ...facts.source,
    ...(sbom
      ? {
          files: [...facts.source.files, sbom.file],
          verdict: verdictWithSbom(facts.source, sbom.verdict),
        }
      : {}),
    ...(terraform ? { terraform } : {}),
  };
}

function mapSight<T, U>(sight: Sight<T>, map: (value: T) => U): Sight<U> {
  if (sight.seen) return { ...sight, value: map(sight.value) };
  const { last, ...rest } = sight;
  return last ? { ...rest, last: { ...last, value: map(last.value) } } : rest;
}
