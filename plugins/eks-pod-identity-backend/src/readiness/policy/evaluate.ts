import { conditionHolds } from './conditions';
import { RequestContext } from './context';
import {
  Condition,
  nameCondition,
  nameStatement,
  PolicyDocument,
  PolicyStatement,
} from './document';
import { actionFits, fits } from './patterns';
import { Caller, principalMatches } from './principals';
import { allOf, anyOf, not, Ternary } from './ternary';
import { resolveVariables } from './variables';

/** One request that a policy is asked about. */
export interface PolicyRequest {
  /** `sts:AssumeRole`. */
  action: string;
  context: RequestContext;
  /** For a policy with principals (a trust policy). */
  caller?: Caller;
  /** For a policy with resources (a permission policy); an ARN. */
  resource?: string;
  /** Settles a condition that can't be told beforehand, where more is known of it than the context says. */
  assume?: (statement: PolicyStatement, condition: Condition) => Ternary;
}

/** What a policy says of a request, and which statement and condition decided. */
export interface Decision {
  result: 'allowed' | 'denied' | 'unknown';
  /** Completes 'the policy …': `statement 2 does not hold: StringEquals aws:SourceArn`. */
  reason: string;
  /** What decided: a statement that allows or denies, or that there is none. */
  by: 'allow' | 'deny' | 'nothing';
  /** The statement that decided, from 1. */
  statement?: number;
  /** The condition that decided: `StringEquals aws:SourceArn`. */
  condition?: string;
}

/** What one statement says of a request. */
export interface Match {
  statement: PolicyStatement;
  applies: Ternary;
  /** Whether the statement is about this caller, action and resource at all. */
  concerns: Ternary;
  /** First condition that does not hold, or can't be told. */
  open?: Condition;
}

/** How each statement of a policy stands to a request. */
export function matchStatements(
  document: PolicyDocument,
  request: PolicyRequest,
): Match[] {
  return document.statements.map(statement =>
    matchStatement(statement, document.version, request),
  );
}

/**
 * Evaluates one policy: an explicit denial wins, then a statement that allows; else it is denied. Where the outcome
 * hangs on something that is known only when the request is made, the result is `unknown`.
 * Source: IAM user guide, 'Policy evaluation logic'.
 */
export function evaluatePolicy(
  document: PolicyDocument,
  request: PolicyRequest,
): Decision {
  const matches = matchStatements(document, request);
  const denies = matches.filter(({ statement }) => statement.effect === 'Deny');
  const allows = matches.filter(
    ({ statement }) => statement.effect === 'Allow',
  );
  const denied = denies.find(({ applies }) => applies === true);
  if (denied) {
    return decide('denied', denied, 'denies it');
  }
  const allowed = allows.find(({ applies }) => applies === true);
  const maybeDenied = denies.find(({ applies }) => applies === 'unknown');
  if (allowed && !maybeDenied) {
    return decide('allowed', allowed, 'allows it');
  }
  if (allowed && maybeDenied) {
    return decide('unknown', maybeDenied, 'may deny it');
  }
  const maybeAllowed = allows.find(({ applies }) => applies === 'unknown');
  if (maybeAllowed) {
    return decide('unknown', maybeAllowed, 'may allow it');
  }
  return explainDenial(allows, request);
}

function decide(
  result: Decision['result'],
  { statement, open }: Match,
  verb: string,
): Decision {
  return {
    result,
    by: statement.effect === 'Allow' ? 'allow' : 'deny',
    statement: statement.number,
    ...(open ? { condition: nameCondition(open) } : {}),
    reason: `${nameStatement(statement)} ${verb}${
      result === 'unknown' ? whyOpen(open) : ''
    }`,
  };
}

function whyOpen(open: Condition | undefined): string {
  return open
    ? `: it hangs on ${nameCondition(open)} (${open.values.join(
        ', ',
      )}), which is known only when the request is made`
    : ': what its principal means for this caller is not documented';
}

/** The statement that came nearest is the one worth mending. */
function explainDenial(allows: Match[], request: PolicyRequest): Decision {
  const near = allows.find(({ concerns, open }) => concerns === true && open);
  if (near) {
    const open = near.open!;
    return {
      result: 'denied',
      by: 'nothing',
      statement: near.statement.number,
      condition: nameCondition(open),
      reason: `${nameStatement(
        near.statement,
      )} would allow it, but its condition ${nameCondition(
        open,
      )} (${open.values.join(', ')}) does not hold`,
    };
  }
  const { caller } = request;
  const other =
    caller &&
    allows.find(
      ({ statement }) => principalMatches(statement, caller) === true,
    );
  if (other) {
    return {
      result: 'denied',
      by: 'nothing',
      statement: other.statement.number,
      reason: `${nameStatement(
        other.statement,
      )} names the caller, but not the action ${request.action}`,
    };
  }
  return {
    result: 'denied',
    by: 'nothing',
    reason: caller
      ? `no statement allows ${nameCaller(caller)} to ${request.action}`
      : `no statement allows ${request.action}`,
  };
}

function nameCaller(caller: Caller): string {
  switch (caller.type) {
    case 'service':
      return caller.name;
    case 'federated':
      return caller.providerArn;
    default:
      return caller.arn;
  }
}

function matchStatement(
  statement: PolicyStatement,
  version: string,
  request: PolicyRequest,
): Match {
  const concerns = allOf([
    request.caller ? principalMatches(statement, request.caller) : true,
    actionMatches(statement, request.action),
    resourceMatches(statement, version, request),
  ]);
  if (concerns === false) {
    return { statement, applies: false, concerns };
  }
  const results = statement.conditions.map(condition => {
    const holds = conditionHolds(condition, version, request.context);
    return {
      condition,
      holds:
        holds === 'unknown' && request.assume
          ? request.assume(statement, condition)
          : holds,
    };
  });
  const open =
    results.find(({ holds }) => holds === false) ??
    results.find(({ holds }) => holds === 'unknown');
  return {
    statement,
    concerns,
    applies: allOf([concerns, ...results.map(({ holds }) => holds)]),
    ...(open ? { open: open.condition } : {}),
  };
}

function actionMatches(statement: PolicyStatement, action: string): boolean {
  return statement.action
    ? statement.action.some(pattern => actionFits(action, pattern))
    : !statement.notAction?.some(pattern => actionFits(action, pattern));
}

/** Resources with policy variables are compared as they stand, and never taken for a match that is certain. */
function resourceMatches(
  statement: PolicyStatement,
  version: string,
  { resource, context }: PolicyRequest,
): Ternary {
  if (resource === undefined) {
    return true;
  }
  const matchesOne = (pattern: string): Ternary => {
    const resolved = resolveVariables(pattern, version, context);
    if (resolved.state === 'resolved') {
      return fits(resource, resolved.pattern);
    }
    // A resource whose variable the request lacks matches nothing; what NotResource makes of it is not documented.
    return resolved.state === 'absent' && statement.resource
      ? false
      : 'unknown';
  };
  if (statement.resource) {
    return anyOf(statement.resource.map(matchesOne));
  }
  if (statement.notResource) {
    return not(anyOf(statement.notResource.map(matchesOne)));
  }
  return true;
}
