import { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { memo } from './memo';
import { PolicyDocument, readPolicy } from './policy/document';
import { actionFits } from './policy/patterns';

/** A role whose trust policy has something to do with OIDC providers of EKS, taken apart for looking things up. */
export interface IrsaTrust {
  role: RoleFacts;
  /** ARNs of the EKS providers that it allows. */
  providers: Set<string>;
  /** Service accounts that it names in full, as `namespace/name`. */
  subjects: Set<string>;
  /** Whether it names patterns, or leaves the subject open: then only asking for each service account tells. */
  hasPatterns: boolean;
}

/** `oidc.eks.REGION.amazonaws.com/id/…`, in every partition. */
const EKS_PROVIDER = /:oidc-provider\/oidc\.eks\.([a-z0-9-]+)\.[^/]+\/id\/\w+$/;

/** Region of the cluster that an EKS provider belongs to. */
export function regionOfProvider(providerArn: string): string | undefined {
  return EKS_PROVIDER.exec(providerArn)?.[1];
}

/** The roles whose trust policies allow something to a provider of EKS. */
export const irsaTrustsOf = memo((roles: RoleFacts[]): IrsaTrust[] =>
  roles.flatMap(role => {
    const policy = readPolicy(role.trustPolicy);
    const trust = policy.valid ? takeApart(role, policy.document) : undefined;
    return trust ?? [];
  }),
);

function takeApart(
  role: RoleFacts,
  { statements }: PolicyDocument,
): IrsaTrust | undefined {
  const providers = new Set<string>();
  const subjects = new Set<string>();
  let hasPatterns = false;
  for (const {
    effect,
    principal,
    action,
    notAction,
    conditions,
  } of statements) {
    const assumes = action
      ? action.some(pattern =>
          actionFits('sts:AssumeRoleWithWebIdentity', pattern),
        )
      : notAction !== undefined;
    if (effect !== 'Allow' || !assumes || !principal || principal === '*') {
      continue;
    }
    const own = (principal.Federated ?? []).filter(arn =>
      EKS_PROVIDER.test(arn),
    );
    own.forEach(arn => providers.add(arn));
    const named = conditions.filter(
      ({ key, operator }) =>
        /:sub$/i.test(key) &&
        /^(ForAnyValue:)?String(Equals|Like)$/i.test(operator),
    );
    if (own.length && !named.length) {
      hasPatterns = true;
    }
    for (const value of named.flatMap(({ values }) => values)) {
      const full = /^system:serviceaccount:([^:*?$]+):([^:*?$]+)$/.exec(value);
      if (full) {
        subjects.add(`${full[1]}/${full[2]}`);
      } else {
        hasPatterns = true;
      }
    }
  }
  return providers.size
    ? { role, providers, subjects, hasPatterns }
    : undefined;
}
