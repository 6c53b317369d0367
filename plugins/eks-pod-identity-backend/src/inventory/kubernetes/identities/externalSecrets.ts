import type { IdentityUserFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../../aws/context';
import { customMetadataSchema } from '../policies/shapes';

const jwtSchema = z
  .looseObject({
    serviceAccountRef: z
      .looseObject({
        name: z.string(),
        namespace: z.string().nullish(),
      })
      .nullish(),
  })
  .nullish();

const authSchema = z.looseObject({ jwt: jwtSchema }).nullish();

const storeSchema = z.object({
  metadata: customMetadataSchema,
  spec: z.looseObject({
    provider: z
      .looseObject({
        aws: z.looseObject({ auth: authSchema }).nullish(),
        vault: z
          .looseObject({
            auth: z
              .looseObject({ iam: z.looseObject({ jwt: jwtSchema }).nullish() })
              .nullish(),
          })
          .nullish(),
      })
      .nullish(),
    conditions: z
      .array(
        z.looseObject({
          namespaces: z.array(z.string()).nullish(),
          namespaceSelector: z.unknown().optional(),
          namespaceRegexes: z.unknown().optional(),
        }),
      )
      .nullish(),
  }),
});

type Store = z.output<typeof storeSchema>;

/** Namespaces that may use a cluster's store, where it names them all. */
function namespacesOf({ spec }: Store): string[] | undefined {
  const conditions = spec.conditions ?? [];
  const named = conditions.every(
    ({ namespaces, namespaceSelector, namespaceRegexes }) =>
      namespaces?.length &&
      namespaceSelector === undefined &&
      namespaceRegexes === undefined,
  );
  return conditions.length && named
    ? conditions.flatMap(({ namespaces }) => namespaces ?? [])
    : undefined;
}

/**
 * A SecretStore or ClusterSecretStore: External Secrets asks Kubernetes for a token of the service account and swaps it at
 * STS for the role in its annotation, which must be there (external-secrets, providers/v1/aws/auth/auth.go). Only a
 * ClusterSecretStore may name another namespace; without one it is that of each ExternalSecret.
 */
export function secretStore(object: unknown): IdentityUserFacts {
  const store = checked(storeSchema, object, 'a secret store');
  const { metadata, spec } = store;
  const references = [
    spec.provider?.aws?.auth?.jwt?.serviceAccountRef,
    spec.provider?.vault?.auth?.iam?.jwt?.serviceAccountRef,
  ];
  const namespaces = metadata.namespace ? undefined : namespacesOf(store);
  return {
    ...metadata,
    lends: references.flatMap(reference =>
      reference
        ? [
            {
              serviceAccount: reference.name,
              namespace:
                metadata.namespace ?? (reference.namespace || undefined),
              annotation: 'needed' as const,
            },
          ]
        : [],
    ),
    ...(namespaces ? { namespaces } : {}),
  };
}

const generatorSchema = z.object({
  metadata: customMetadataSchema,
  spec: z.looseObject({ auth: authSchema }).prefault({}),
});

/** A generator of External Secrets, which signs in as a SecretStore does. */
export function secretGenerator(object: unknown): IdentityUserFacts {
  const { metadata, spec } = checked(
    generatorSchema,
    object,
    'a generator of External Secrets',
  );
  const reference = spec.auth?.jwt?.serviceAccountRef;
  return {
    ...metadata,
    lends: reference
      ? [
          {
            serviceAccount: reference.name,
            namespace: metadata.namespace,
            annotation: 'needed',
          },
        ]
      : [],
  };
}
