import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_SBOM,
  ANNOTATION_SDK,
  ANNOTATION_SERVICE_ACCOUNTS,
  ANNOTATION_TERRAFORM,
  KUBERNETES_ANNOTATIONS,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ServiceFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** Entities per request to the catalog. */
const PAGE = 500;

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'metadata.labels',
  'spec.owner',
  'spec.system',
  'relations',
];

const SERVICE_ANNOTATIONS = [
  ANNOTATION_SERVICE_ACCOUNTS,
  ANNOTATION_SDK,
  ANNOTATION_SBOM,
];

/** What listing entities needs. */
export interface EntityOptions {
  catalog: Pick<CatalogService, 'queryEntities'>;
  auth: AuthService;
  signal: AbortSignal;
}

/**
 * All components, and the resources and systems that carry one of our annotations, page by page.
 * @throws whatever the catalog answers
 */
export async function listEntities({
  catalog,
  auth,
  signal,
}: EntityOptions): Promise<Entity[]> {
  const entities: Entity[] = [];
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    // Tokens are short-lived: a fresh one per page.
    const credentials = await auth.getOwnServiceCredentials();
    const { items, pageInfo } = await catalog.queryEntities(
      cursor
        ? { cursor, limit: PAGE, fields: FIELDS }
        : {
            limit: PAGE,
            fields: FIELDS,
            filter: [
              { kind: 'component' },
              ...[...SERVICE_ANNOTATIONS, ANNOTATION_TERRAFORM].map(name => ({
                [`metadata.annotations.${name}`]: CATALOG_FILTER_EXISTS,
                kind: ['resource', 'system'],
              })),
            ],
          },
      { credentials },
    );
    entities.push(...items);
    cursor = pageInfo.nextCursor;
  } while (cursor);
  return entities;
}

/**
 * Whether an entity is a service: it says which workloads are its own, or which SDKs, or it is a component whose code can be
 * read. A repository of Terraform that says neither is not.
 */
export function isService(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  const isSet = (name: string) => annotations[name] !== undefined;
  if (SERVICE_ANNOTATIONS.some(isSet)) return true;
  if (entity.kind.toLocaleLowerCase('en-US') !== 'component') return false;
  if (Object.values(KUBERNETES_ANNOTATIONS).some(isSet)) return true;
  if (isSet(ANNOTATION_TERRAFORM)) return false;
  const location =
    annotations[ANNOTATION_SOURCE_LOCATION] ??
    annotations[ANNOTATION_LOCATION] ??
    '';
  return location.startsWith('url:');
}

/** The URL or `true` by which an entity is marked as a platform repository. */
export function terraformMarkOf(entity: Entity): string | undefined {
  const mark = entity.metadata.annotations?.[ANNOTATION_TERRAFORM]?.trim();
  return mark && mark !== 'false' ? mark : undefined;
}

/** An entity as facts, but for what its repository tells. */
export function serviceOf(entity: Entity): Omit<ServiceFacts, 'source'> {
  const { name, title, annotations = {}, labels = {} } = entity.metadata;
  const owner = relatedTo(entity, RELATION_OWNED_BY, 'owner', 'group');
  const system = relatedTo(entity, RELATION_PART_OF, 'system', 'system');
  return {
    entityRef: stringifyEntityRef(entity),
    name,
    ...(title ? { title } : {}),
    ...(owner ? { owner } : {}),
    ...(system ? { system } : {}),
    annotations,
    labels,
  };
}

function relatedTo(
  entity: Entity,
  relation: string,
  field: string,
  kind: string,
): string | undefined {
  const related = entity.relations?.find(
    ({ type, targetRef }) =>
      type === relation &&
      (kind !== 'system' || targetRef.startsWith(`${kind}:`)),
  );
  if (related) return related.targetRef;
  const written = entity.spec?.[field];
  if (typeof written !== 'string' || !written) return undefined;
  try {
    return stringifyEntityRef(
      parseEntityRef(written, {
        defaultKind: kind,
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    return undefined;
  }
}
