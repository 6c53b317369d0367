/** The service principal of EKS Pod Identity; the same in all partitions (domain source: EKS user guide, pod-id-role). */
export const POD_IDENTITY_PRINCIPAL = 'pods.eks.amazonaws.com';

/** Default quota of a role's trust policy, in characters without white space (IAM quota L-C07B4B0D; may be raised). */
export const TRUST_POLICY_QUOTA = 2048;

/** A statement of a trust policy, as JSON. */
export interface TrustStatement {
  Sid: string;
  Effect: 'Allow';
  Principal: { Service: string };
  Action: string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** What the statement is for. */
export interface TrustScope {
  /** Absent where it is not known: then it is left open. */
  namespace?: string;
  /** At least one. */
  serviceAccounts: string[];
}

/**
 * The statement that lets EKS hand out the role to these service accounts, in whichever cluster of the account.
 *
 * Both actions are needed: without `sts:TagSession` EKS refuses the association ('Trust policy of the role provided is
 * invalid'). The conditions keep the role as narrow as the subject of the OIDC statement kept it; they rest on the
 * session tags, so they must be left out where an association disables these (EKS user guide, pod-id-abac).
 */
export function podIdentityStatement(
  scope: TrustScope,
  options: { sessionTags: boolean },
): TrustStatement {
  return {
    Sid: statementId(scope),
    Effect: 'Allow',
    Principal: { Service: POD_IDENTITY_PRINCIPAL },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    ...(options.sessionTags
      ? {
          Condition: {
            StringEquals: {
              ...(scope.namespace
                ? { 'aws:RequestTag/kubernetes-namespace': scope.namespace }
                : {}),
              'aws:RequestTag/kubernetes-service-account':
                scope.serviceAccounts.length === 1
                  ? scope.serviceAccounts[0]
                  : scope.serviceAccounts,
            },
          },
        }
      : {}),
  };
}

/** Sids are letters and digits only, and unique in a policy. */
function statementId({ namespace = '', serviceAccounts }: TrustScope): string {
  const words = `${namespace}-${serviceAccounts[0]}`.split(/[^A-Za-z0-9]+/);
  return `PodIdentity${words
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`;
}

/** A trust policy with the statement added. */
export interface ExtendedTrust {
  /** The whole document, ready for UpdateAssumeRolePolicy. */
  document: Record<string, unknown>;
  /** Its length as IAM counts it: without white space. */
  length: number;
}

/**
 * Adds a statement to a trust policy; all that is there stays as it is, the OIDC statement, `Id` and `Version` included.
 * @param trustPolicy the document as IAM holds it, decoded
 * @returns undefined when the text is not a policy document: then nothing can be added safely
 */
export function extendTrustPolicy(
  trustPolicy: string,
  statement: TrustStatement,
): ExtendedTrust | undefined {
  const document = parseObject(trustPolicy);
  if (!document || document.Statement === undefined) {
    return undefined;
  }
  const statements = Array.isArray(document.Statement)
    ? document.Statement
    : [document.Statement];
  const sids = new Set(
    statements.map(entry => (entry as { Sid?: unknown } | null)?.Sid),
  );
  let Sid = statement.Sid;
  for (let n = 2; sids.has(Sid); n += 1) {
    Sid = `${statement.Sid}${n}`;
  }
  const extended = {
    ...document,
    Statement: [...statements, { ...statement, Sid }],
  };
  return {
    document: extended,
    length: JSON.stringify(extended).replace(/\s/g, '').length,
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
