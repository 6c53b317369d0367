import type { IdentityUserFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../../aws/context';
import { customMetadataSchema } from '../policies/shapes';

type Lent = IdentityUserFacts['lends'][number];

function lent(
  serviceAccount: string | null | undefined,
  namespace: string | undefined,
  annotation: Lent['annotation'],
): Lent[] {
  return serviceAccount ? [{ serviceAccount, namespace, annotation }] : [];
}

const vaultSchema = z.object({
  metadata: customMetadataSchema,
  spec: z
    .looseObject({
      aws: z
        .looseObject({ irsaServiceAccount: z.string().nullish() })
        .nullish(),
    })
    .prefault({}),
});

/**
 * A VaultAuth: the Vault Secrets Operator signs in to Vault as the role in the annotation of `irsaServiceAccount`
 * (vault-secrets-operator, credentials/vault/aws.go).
 */
export function vaultAuth(object: unknown): IdentityUserFacts {
  const { metadata, spec } = checked(vaultSchema, object, 'a VaultAuth');
  return {
    ...metadata,
    lends: lent(spec.aws?.irsaServiceAccount, metadata.namespace, 'needed'),
  };
}

const fluxSchema = z.object({
  metadata: customMetadataSchema,
  spec: z
    .looseObject({
      provider: z.string().nullish(),
      serviceAccountName: z.string().nullish(),
      decryption: z
        .looseObject({ serviceAccountName: z.string().nullish() })
        .nullish(),
    })
    .prefault({}),
});

/**
 * A source of Flux with `provider: aws` and a service account of its own, or a Kustomization that decrypts with one: Flux
 * swaps a token of the service account for the role in its annotation (fluxcd/pkg, auth/aws/options.go). In an OCIRepository the
 * name may stand for pull secrets alone, so only an annotation that is there tells.
 */
export function fluxObject(object: unknown): IdentityUserFacts {
  const { metadata, spec } = checked(fluxSchema, object, 'an object of Flux');
  const { namespace } = metadata;
  return {
    ...metadata,
    lends: [
      ...(spec.provider === 'aws'
        ? lent(spec.serviceAccountName, namespace, 'optional')
        : []),
      ...lent(spec.decryption?.serviceAccountName, namespace, 'optional'),
    ],
  };
}
