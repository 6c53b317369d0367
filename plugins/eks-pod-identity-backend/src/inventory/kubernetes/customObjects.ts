import {
  ApiException,
  ApisApi,
  CustomObjectsApi,
  type Configuration,
} from '@kubernetes/client-node';
import {
  seen,
  type CustomKindFacts,
  type ReadMark,
  type Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../aws/context';
import { InvalidAnswerError, type Unseen } from '../aws/failures';
import { resourceOf, type CustomKind } from './customKinds';
import { listAll } from './list';

const groupsSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({ version: z.string() })),
    }),
  ),
});

const listSchema = z.object({
  items: z.array(z.unknown()),
  metadata: z.object({ continue: z.string().optional() }).optional(),
});

/** Objects of one kind beyond which we do not read on: far more than any such kind has, and no load on the cluster. */
const mostObjects = 5000;

/** Versions by the API groups that a cluster serves. */
export type ServedGroups = ReadonlyMap<string, string[]>;

/** Asks once which API groups a cluster serves (`GET /apis`, open to everyone who may log in). */
export async function servedGroups(
  client: Configuration,
): Promise<ServedGroups> {
  const { groups } = checked(
    groupsSchema,
    await new ApisApi(client).getAPIVersions(),
    'the API groups',
  );
  return new Map(
    groups.map(({ name, versions }) => [
      name,
      versions.map(({ version }) => version),
    ]),
  );
}

async function listVersion(
  custom: CustomObjectsApi,
  { group, plural }: CustomKind,
  version: string,
): Promise<unknown[]> {
  let count = 0;
  return listAll(async ({ limit, _continue }) => {
    const parameters = {
      group,
      version,
      resourcePlural: plural,
      limit,
      _continue,
    };
    const { items, metadata } = checked(
      listSchema,
      await custom.listCustomObjectForAllNamespaces(parameters),
      `the list of ${plural}.${group}`,
    );
    count += items.length;
    if (count > mostObjects) {
      throw new InvalidAnswerError(
        `it has more than ${mostObjects} objects, which are not read`,
      );
    }
    return { items, metadata: { _continue: metadata?.continue } };
  });
}

/**
 * The objects of a kind; undefined where the cluster serves its group without that kind.
 * Tries the versions that we know first: a group serves each of its kinds in some of its versions only.
 */
async function listKind(
  custom: CustomObjectsApi,
  kind: CustomKind,
  served: string[],
): Promise<unknown[] | undefined> {
  const known = kind.versions.filter(version => served.includes(version));
  const others = served.filter(version => !known.includes(version));
  for (const version of [...known, ...others].slice(0, 4)) {
    try {
      return await listVersion(custom, kind, version);
    } catch (error) {
      if (!(error instanceof ApiException && error.code === 404)) {
        throw error;
      }
    }
  }
  return undefined;
}

/** Reads those of some kinds that a cluster serves. A kind that may not be listed is there, with the reason. */
export async function readCustomKinds<K extends CustomKind, T>(
  client: Configuration,
  kinds: K[],
  groups: ServedGroups,
  options: {
    /** One object may hold several facts, or none. */
    toFacts: (kind: K, object: unknown) => T[];
    unseen: (error: unknown, resource: string) => Unseen;
    read: (what: string) => ReadMark;
  },
): Promise<CustomKindFacts<T>[]> {
  const custom = new CustomObjectsApi(client);
  const read = await Promise.all(
    kinds.map(async (kind): Promise<CustomKindFacts<T>[]> => {
      const served = groups.get(kind.group);
      if (!served) {
        return [];
      }
      const resource = resourceOf(kind);
      const sight = async (): Promise<Sight<T[]> | undefined> => {
        try {
          const objects = await listKind(custom, kind, served);
          return (
            objects &&
            seen(
              objects.flatMap(object => options.toFacts(kind, object)),
              options.read(`list ${resource}`),
            )
          );
        } catch (error) {
          return options.unseen(error, resource);
        }
      };
      const objects = await sight();
      return objects ? [{ kind: kind.kind, resource, objects }] : [];
    }),
  );
  return read.flat();
}
