import type { OtherPolicyFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { checked } from '../../aws/context';
import { networkPolicyFacts } from '../networkPolicies';
import { customMetadataSchema, selectorFacts, selectorSchema } from './shapes';

const securityGroupSchema = z.object({
  metadata: customMetadataSchema,
  spec: z
    .object({
      podSelector: selectorSchema.nullish(),
      serviceAccountSelector: selectorSchema.nullish(),
    })
    .default({}),
});

/**
 * A SecurityGroupPolicy as facts: the security groups decide, and they are not read. Where both selectors are given, both
 * have to hold; without any it selects nobody that can be told (EKS user guide, security groups for pods).
 */
export function securityGroupPolicy(object: unknown): OtherPolicyFacts {
  const { metadata, spec } = checked(
    securityGroupSchema,
    object,
    'a SecurityGroupPolicy',
  );
  const { podSelector, serviceAccountSelector } = spec;
  return {
    ...metadata,
    selects: [
      {
        ...(podSelector ? { pods: selectorFacts(podSelector) } : {}),
        ...(serviceAccountSelector
          ? { serviceAccounts: selectorFacts(serviceAccountSelector) }
          : {}),
        ...(podSelector || serviceAccountSelector
          ? {}
          : { unclear: 'it names no selector' }),
      },
    ],
    defaultDeny: true,
    ordered: false,
    rules: [],
  };
}

/** An ApplicationNetworkPolicy as facts: a NetworkPolicy whose peers may be domain names as well (EKS user guide, cni-network-policy). */
export function applicationNetworkPolicy(object: unknown): OtherPolicyFacts {
  const { metadata } = checked(
    z.object({ metadata: customMetadataSchema }),
    object,
    'an ApplicationNetworkPolicy',
  );
  const policy = networkPolicyFacts({ ...(object as object), metadata });
  const egress = policy.policyTypes.includes('Egress');
  return {
    ...metadata,
    selects: [{ pods: policy.podSelector }],
    defaultDeny: egress,
    ordered: false,
    rules: egress
      ? policy.egress.map(rule => ({ ...rule, action: 'allow' }))
      : [],
  };
}
