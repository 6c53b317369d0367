import type { IdentityUserFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../../aws/context';
import { customMetadataSchema } from '../policies/shapes';

const identitySchema = z
  .looseObject({
    provider: z.string().nullish(),
    identityOwner: z.string().nullish(),
  })
  .nullish();

const holderSchema = z.looseObject({ podIdentity: identitySchema }).nullish();

const authenticationSchema = z.object({
  metadata: customMetadataSchema,
  spec: z
    .looseObject({
      podIdentity: identitySchema,
      awsSecretManager: holderSchema,
    })
    .prefault({}),
});

/**
 * A TriggerAuthentication or ClusterTriggerAuthentication: with `aws` and `identityOwner: workload`, and with the deprecated
 * `aws-eks`, KEDA takes the role from the annotation of the scaled workload's service account (keda,
 * pkg/scaling/resolver/scale_resolvers.go).
 */
export function triggerAuthentication(object: unknown): IdentityUserFacts {
  const { metadata, spec } = checked(
    authenticationSchema,
    object,
    'a TriggerAuthentication',
  );
  const identities = [
    spec.podIdentity,
    ...Object.values(spec).map(
      holder => holderSchema.safeParse(holder).data?.podIdentity,
    ),
  ];
  const ofWorkload = identities.some(
    identity =>
      identity?.provider === 'aws' && identity.identityOwner === 'workload',
  );
  const ofPod = spec.podIdentity?.provider === 'aws-eks';
  return {
    ...metadata,
    lends: [],
    ...(ofPod ? { scaledIdentity: 'pod' } : {}),
    ...(ofWorkload ? { scaledIdentity: 'workload' } : {}),
  };
}

const triggersSchema = z
  .array(
    z.looseObject({
      metadata: z
        .looseObject({ identityOwner: z.unknown().optional() })
        .nullish(),
      authenticationRef: z
        .looseObject({ name: z.string(), kind: z.string().nullish() })
        .nullish(),
    }),
  )
  .nullish();

function authentications(triggers: z.output<typeof triggersSchema>) {
  return (triggers ?? []).flatMap(({ authenticationRef, metadata }) =>
    authenticationRef
      ? [
          {
            kind: authenticationRef.kind || 'TriggerAuthentication',
            name: authenticationRef.name,
            operator: metadata?.identityOwner === 'operator',
          },
        ]
      : [],
  );
}

const scaledObjectSchema = z.object({
  metadata: customMetadataSchema,
  spec: z.looseObject({
    scaleTargetRef: z.looseObject({
      kind: z.string().nullish(),
      name: z.string(),
    }),
    triggers: triggersSchema,
  }),
});

/** What a ScaledObject scales, and with which authentications. */
export function scaledObject(object: unknown): IdentityUserFacts {
  const { metadata, spec } = checked(
    scaledObjectSchema,
    object,
    'a ScaledObject',
  );
  const { kind, name } = spec.scaleTargetRef;
  return {
    ...metadata,
    lends: [],
    scales: {
      target: { kind: kind || 'Deployment', name },
      authentications: authentications(spec.triggers),
    },
  };
}

const scaledJobSchema = z.object({
  metadata: customMetadataSchema,
  spec: z.looseObject({
    jobTargetRef: z.looseObject({
      template: z.looseObject({
        spec: z
          .looseObject({ serviceAccountName: z.string().nullish() })
          .prefault({}),
      }),
    }),
    triggers: triggersSchema,
  }),
});

/** What a ScaledJob runs as, and with which authentications. */
export function scaledJob(object: unknown): IdentityUserFacts {
  const { metadata, spec } = checked(scaledJobSchema, object, 'a ScaledJob');
  return {
    ...metadata,
    lends: [],
    scales: {
      serviceAccount:
        spec.jobTargetRef.template.spec.serviceAccountName || 'default',
      authentications: authentications(spec.triggers),
    },
  };
}
