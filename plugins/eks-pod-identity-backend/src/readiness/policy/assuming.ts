import { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { RequestContext } from './context';
import { Condition, PolicyDocument, PolicyStatement } from './document';
import { valueOr } from '../evidence';
import { matchStatements, PolicyRequest } from './evaluate';
import { actionFits } from './patterns';
import { policyDocumentOf } from './permissions';
import { Caller } from './principals';
import { roleLayers, Weight, weighDocument } from './roleLayers';
import { differenceOf } from './sessionKeys';
import { allOf, anyOf, Ternary } from './ternary';

/** One role that assumes another one. */
export interface Assuming {
  from: RoleFacts;
  caller: Extract<Caller, { type: 'role' }>;
  target: { arn: string; trust?: PolicyDocument };
  /** EKS asks for the role's own permission whatever the trust policy says (EKS user guide, pod-id-assign-target-role). */
  ownNeeded?: boolean;
}

type Assume = (statement: PolicyStatement, condition: Condition) => Ternary;

/** The actions that a role needs on another one, and what each side says. */
export interface AssumeDecision extends Weight {
  action: string;
}

/**
 * Whether one role may do an action on another one, by the policies on both sides. In one account a trust policy that names
 * the role is enough; one that names the account leaves it to the role's own policies; across accounts both are needed. A
 * denial anywhere wins, and a permissions boundary limits both ways (IAM user guide, 'Policy evaluation for requests within
 * a single account' and 'Cross-account policy evaluation logic'). A trust policy that was not read says `unknown`.
 */
export function mayAssume(
  { from, caller, target, ownNeeded }: Assuming,
  action: string,
  context: RequestContext,
  assume?: Assume,
): AssumeDecision {
  const request: PolicyRequest = {
    action,
    context,
    ...(assume ? { assume } : {}),
  };
  const layers = roleLayers(from, { ...request, resource: target.arn });
  const unread: Weight = {
    is: 'unknown',
    reason: `the policies of ${from.name} were not read`,
  };
  const { denied, own, boundary } = layers ?? {
    denied: unread,
    own: unread,
    boundary: unread,
  };
  const trust = target.trust
    ? weighTrust(target.trust, { ...request, caller })
    : undefined;
  const sameAccount = target.arn.split(':')[4] === from.arn.split(':')[4];
  const name = target.arn.slice(target.arn.lastIndexOf('/') + 1);
  const not = (weight: Weight, reason: string): Weight => ({
    is: weight.is === 'unknown' ? 'unknown' : !weight.is,
    reason,
  });
  const needed: Weight[] = [
    not(denied, denied.reason),
    boundary,
    trust
      ? not(trust.denied, `the trust policy of ${name}: ${trust.denied.reason}`)
      : { is: 'unknown', reason: `the trust policy of ${name} was not read` },
    admitted(sameAccount && !ownNeeded, own, trust, name),
  ];
  const is = allOf(needed.map(weight => weight.is));
  const decisive = needed.find(weight => weight.is === is) ?? needed[0];
  return { action, is, reason: decisive.reason };
}

interface TrustWeights {
  denied: Weight;
  /** By a statement that names the role itself. */
  named: Weight;
  /** By any statement that takes it in. */
  any: Weight;
}

function weighTrust(
  document: PolicyDocument,
  request: PolicyRequest & { caller: Extract<Caller, { type: 'role' }> },
): TrustWeights {
  const { allowed, denied } = weighDocument(document, request);
  const naming = {
    ...document,
    statements: document.statements.filter(statement =>
      namesItself(statement, request.caller.arn),
    ),
  };
  return {
    denied,
    any: allowed,
    named: weighDocument(naming, request).allowed,
  };
}

/** A statement names a role by its ARN or session, or takes everybody and picks it out by aws:PrincipalArn. */
function namesItself(
  { principal, conditions }: PolicyStatement,
  roleArn: string,
): boolean {
  if (principal === undefined) {
    return false;
  }
  if (principal === '*' || principal.AWS?.includes('*')) {
    return conditions.some(
      ({ key }) => key.toLowerCase() === 'aws:principalarn',
    );
  }
  return (principal.AWS ?? []).some(
    value => value === roleArn || value.includes(':assumed-role/'),
  );
}

function admitted(
  namingIsEnough: boolean,
  own: Weight,
  trust: TrustWeights | undefined,
  name: string,
): Weight {
  if (!trust) {
    return own.is === false
      ? own
      : {
          is: 'unknown',
          reason: `the trust policy of ${name} was not read`,
        };
  }
  const byAccount = allOf([trust.any.is, own.is]);
  const is = namingIsEnough ? anyOf([trust.named.is, byAccount]) : byAccount;
  if (is === true) {
    return { is, reason: `the trust policy of ${name}: ${trust.any.reason}` };
  }
  return trust.any.is === is
    ? { is, reason: `the trust policy of ${name}: ${trust.any.reason}` }
    : { is, reason: own.reason };
}

/**
 * Whether a role may still assume another one when its session changes: what can't be told and says the same in both
 * sessions is taken to hold, because the call works today; a denial that says nothing of sts:AssumeRole today stays open.
 * @returns undefined where the call does not work today either, so that nothing can break
 */
export function stillAssumes(
  assuming: Assuming,
  after: Assuming,
  sessions: { before: RequestContext; after: RequestContext },
  actions: readonly string[],
): AssumeDecision | undefined {
  const today = mayAssume(assuming, 'sts:AssumeRole', sessions.before);
  if (today.is === false) {
    return undefined;
  }
  const difference = differenceOf(sessions.before, sessions.after);
  const isSteady = (condition: Condition, statement?: PolicyStatement) =>
    difference.ofCondition(condition, statement).length === 0;
  const ways = conditionsToday(assuming, sessions.before, isSteady).map(
    (held): AssumeDecision[] =>
      actions.map(action =>
        mayAssume(after, action, sessions.after, (statement, condition) => {
          if (!isSteady(condition, statement)) {
            return 'unknown';
          }
          if (statement.effect === 'Allow') {
            return held.has(JSON.stringify(condition)) ? true : 'unknown';
          }
          return isAbout(statement, 'sts:AssumeRole') ? false : 'unknown';
        }),
      ),
  );
  const worst = ways.map(
    decisions =>
      decisions.find(({ is }) => is === false) ??
      decisions.find(({ is }) => is === 'unknown') ??
      decisions[0],
  );
  const [first] = worst;
  return worst.every(({ is }) => is === first.is)
    ? first
    : { ...worst.find(({ is }) => is !== true)!, is: 'unknown' };
}

function isAbout(
  { action, notAction }: PolicyStatement,
  name: string,
): boolean {
  return action
    ? action.some(pattern => actionFits(name, pattern))
    : !notAction?.some(pattern => actionFits(name, pattern));
}

/** Ways beyond these are no longer told apart. */
const MOST_WAYS = 50;

/** Steady conditions that hold where the call works today: one set for each pair of statements that may allow it. */
function conditionsToday(
  { from, caller, target }: Assuming,
  context: RequestContext,
  isSteady: (condition: Condition, statement?: PolicyStatement) => boolean,
): Set<string>[] {
  const open = (document: PolicyDocument, asked: Partial<PolicyRequest>) =>
    matchStatements(document, {
      action: 'sts:AssumeRole',
      context,
      ...asked,
    })
      .filter(
        ({ statement, applies }) =>
          statement.effect === 'Allow' && applies !== false,
      )
      .map(({ statement, applies }) =>
        applies === true
          ? []
          : statement.conditions
              .filter(condition => isSteady(condition, statement))
              .map(condition => JSON.stringify(condition)),
      );
  const own = valueOr(from.policies, []).flatMap(policy => {
    const read = policyDocumentOf(policy);
    return read.valid ? open(read.document, { resource: target.arn }) : [];
  });
  const trusting = target.trust ? open(target.trust, { caller }) : [];
  const sides = [own, trusting].map(ways => {
    // A way without conditions is open whatever the others need.
    const free = ways.find(way => !way.length);
    return free || !ways.length ? [[]] : ways;
  });
  return sides[0]
    .flatMap(mine => sides[1].map(theirs => new Set([...mine, ...theirs])))
    .slice(0, MOST_WAYS);
}
