import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { Simulator } from '@leaving-irsa/aws-simulator';
import { parseAllDocuments } from 'yaml';
import { readServices } from './backend';

const DESCRIPTOR = /(?:^|\/)catalog-info\.ya?ml$/;

/** The name by which entities of account files may call the simulated repository host. */
const REPOSITORY_HOST = 'github.example.org';

/** The entities of every catalog-info.yaml in the account's repositories, located as Backstage's catalog locates them. */
export function entitiesOf(simulator: Simulator): Entity[] {
  return simulator
    .state()
    .repositories.filter(({ missing }) => !missing)
    .flatMap(({ name, defaultBranch, files }) =>
      [...files]
        .filter(([path]) => DESCRIPTOR.test(path))
        .flatMap(([path, content]) => {
          const folder = path.slice(0, path.lastIndexOf('/') + 1);
          const base = `${simulator.url}/${name}`;
          return parseAllDocuments(content.toString())
            .map(document => document.toJS() as unknown)
            .filter(isEntity)
            .map(entity =>
              locate(entity, {
                [ANNOTATION_LOCATION]: `url:${base}/blob/${defaultBranch}/${path}`,
                [ANNOTATION_SOURCE_LOCATION]: `url:${base}/tree/${defaultBranch}/${folder}`,
              }),
            );
        }),
    );
}

function isEntity(value: unknown): value is Entity {
  const entity = value as Partial<Entity> | null;
  return Boolean(entity?.kind && entity.metadata?.name);
}

/** What the entity says of itself comes before where it was found. */
function locate(entity: Entity, found: Record<string, string>): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: { ...found, ...entity.metadata.annotations },
    },
  };
}

const silentLogger: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silentLogger,
};

/** Reads catalog and repositories of a simulated account with the backend's own code, each run anew. */
export function servicesReader(simulator: Simulator) {
  const repositories = {
    apiBaseUrl: `${simulator.url}/api/v3`,
    rawBaseUrl: `${simulator.url}/raw`,
  };
  const config = new ConfigReader({
    backend: { reading: { allow: [] } },
    integrations: {
      github: [
        { host: new URL(simulator.url).host, ...repositories },
        { host: REPOSITORY_HOST, ...repositories },
      ],
    },
  });
  const items = entitiesOf(simulator);
  return (options: { signal: AbortSignal }) =>
    readServices({
      ...options,
      catalog: {
        queryEntities: async () => ({
          items,
          pageInfo: {},
          totalItems: items.length,
        }),
      },
      auth: {
        getOwnServiceCredentials: async () => ({}),
      } as unknown as AuthService,
      urlReader: UrlReaders.default({ logger: silentLogger, config }),
      integrations: ScmIntegrations.fromConfig(config),
      cache: {
        get: async () => undefined,
        set: async () => {},
        newest: async () => undefined,
        prune: async () => 0,
      },
      logger: silentLogger,
    });
}
