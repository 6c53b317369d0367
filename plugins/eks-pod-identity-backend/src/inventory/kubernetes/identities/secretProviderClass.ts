import type { IdentityUserFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../../aws/context';
import { customMetadataSchema } from '../policies/shapes';

const classSchema = z.object({
  metadata: customMetadataSchema,
  spec: z.looseObject({
    provider: z.string().nullish(),
    parameters: z
      .looseObject({ usePodIdentity: z.unknown().optional() })
      .nullish(),
  }),
});

/** Words that Go's strconv.ParseBool takes for true. */
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/**
 * A SecretProviderClass: without `usePodIdentity` AWS's provider gets the secrets with the role in the annotation of the
 * pod's service account (secrets-store-csi-driver-provider-aws, credential_provider/irsa_credential_provider.go).
 */
export function secretProviderClass(object: unknown): IdentityUserFacts {
  const { metadata, spec } = checked(
    classSchema,
    object,
    'a SecretProviderClass',
  );
  return {
    ...metadata,
    lends: [],
    mountsByIrsa:
      spec.provider === 'aws' &&
      !TRUE.includes(String(spec.parameters?.usePodIdentity ?? '')),
  };
}
