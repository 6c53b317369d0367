import { conditionsHold, type RequestContext } from './conditions';
import { actionMatches, texts } from './patterns';
import { statementNames, type Principal } from './principals';

/** A request to assume a role, as its trust policy sees it. */
export interface TrustRequest {
  /** Such as sts:AssumeRole. */
  action: string;
  principal: Principal;
  context: RequestContext;
}

/** What a trust policy says of a request. */
export type TrustDecision = 'allow' | 'explicit-deny' | 'implicit-deny';

interface Statement {
  Effect?: string;
  Action?: unknown;
  NotAction?: unknown;
  Principal?: unknown;
  NotPrincipal?: unknown;
  Condition?: unknown;
}

function statements(document: string): Statement[] {
  try {
    const { Statement } = JSON.parse(document) as { Statement?: unknown };
    return (
      Array.isArray(Statement) ? Statement : [Statement ?? {}]
    ) as Statement[];
  } catch {
    return [];
  }
}

function covers(statement: Statement, action: string): boolean {
  if (statement.Action !== undefined) {
    return texts(statement.Action).some(pattern =>
      actionMatches(pattern, action),
    );
  }
  return (
    statement.NotAction !== undefined &&
    !texts(statement.NotAction).some(pattern => actionMatches(pattern, action))
  );
}

/**
 * Evaluates a trust policy as STS does: an explicit Deny wins over any Allow, and what nothing
 * allows is denied.
 * @param document - the policy as JSON text; text that is no policy allows nothing.
 */
export function evaluateTrust(
  document: string,
  request: TrustRequest,
): TrustDecision {
  const context = Object.fromEntries(
    Object.entries(request.context).map(([key, value]) => [
      key.toLowerCase(),
      value,
    ]),
  );
  const effects = statements(document)
    .filter(
      statement =>
        covers(statement, request.action) &&
        statementNames(statement, request.principal) &&
        conditionsHold(statement.Condition, context),
    )
    .map(({ Effect }) => Effect);
  if (effects.includes('Deny')) {
    return 'explicit-deny';
  }
  return effects.includes('Allow') ? 'allow' : 'implicit-deny';
}

/**
 * What EKS asks of a role when an association is created: that its trust policy names
 * pods.eks.amazonaws.com for sts:AssumeRole and sts:TagSession. Conditions are not looked at: a trust
 * that merely restricts tags is accepted and fails when a pod asks (domain: trust-policies, inference).
 */
export function admitsPodIdentity(document: string): boolean {
  const who: Principal = { type: 'Service', name: 'pods.eks.amazonaws.com' };
  return ['sts:AssumeRole', 'sts:TagSession'].every(action => {
    const about = statements(document).filter(
      statement => covers(statement, action) && statementNames(statement, who),
    );
    return (
      about.some(({ Effect }) => Effect === 'Allow') &&
      !about.some(
        ({ Effect, Condition }) => Effect === 'Deny' && Condition === undefined,
      )
    );
  });
}
