import type { IdentityUserFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../../aws/context';
import { customMetadataSchema } from '../policies/shapes';

const issuerSchema = z.object({
  metadata: customMetadataSchema,
  spec: z.looseObject({
    acme: z
      .looseObject({
        solvers: z
          .array(
            z.looseObject({
              dns01: z
                .looseObject({
                  route53: z
                    .looseObject({
                      auth: z
                        .looseObject({
                          kubernetes: z
                            .looseObject({
                              serviceAccountRef: z
                                .looseObject({ name: z.string() })
                                .nullish(),
                            })
                            .nullish(),
                        })
                        .nullish(),
                    })
                    .nullish(),
                })
                .nullish(),
            }),
          )
          .nullish(),
      })
      .nullish(),
  }),
});

/**
 * An Issuer or ClusterIssuer: cert-manager swaps a token of the service account at STS for the role that the solver names,
 * not for that of the annotation (cert-manager, pkg/issuer/acme/dns/route53/session.go). The service account of a
 * ClusterIssuer is in cert-manager's own namespace.
 */
export function issuer(object: unknown): IdentityUserFacts {
  const { metadata, spec } = checked(issuerSchema, object, 'an issuer');
  const names = (spec.acme?.solvers ?? []).flatMap(
    ({ dns01 }) =>
      dns01?.route53?.auth?.kubernetes?.serviceAccountRef?.name ?? [],
  );
  return {
    ...metadata,
    lends: [...new Set(names)].map(serviceAccount => ({
      serviceAccount,
      namespace: metadata.namespace,
      annotation: 'unused',
    })),
  };
}
