import { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { conditionHolds } from './conditions';
import { RequestContext } from './context';
import { PolicyDocument, PolicyStatement } from './document';
import { globsOverlap } from './globs';
import { actionFits, patternOf } from './patterns';
import { policyDocumentOf } from './permissions';
import { resolveVariables } from './variables';

/** What a role's own policies say of the roles that it may assume. */
export interface ChainTargets {
  /** ARNs that are written out. */
  named: string[];
  /** Patterns that say more than 'any'. */
  patterns: { pattern: string; statement: PolicyStatement }[];
  /**
   * Any role at all: `*`, or everything but some. `explicit`: the statement names sts:AssumeRole, so the code does chain;
   * `sts:*`, `*` and NotAction are permissions in general.
   */
  any?: { explicit: boolean };
}

/** Whether the statement names sts:AssumeRole itself, however it is written. */
function namesAssumeRole({ action }: PolicyStatement): boolean {
  return (action ?? []).some(
    pattern =>
      /^sts:assume/i.test(pattern) && actionFits('sts:AssumeRole', pattern),
  );
}

function isAboutAssumeRole({ action, notAction }: PolicyStatement): boolean {
  return action
    ? action.some(pattern => actionFits('sts:AssumeRole', pattern))
    : notAction !== undefined &&
        !notAction.some(pattern => actionFits('sts:AssumeRole', pattern));
}

function allowsAssumeRole(statement: PolicyStatement): boolean {
  return statement.effect === 'Allow' && isAboutAssumeRole(statement);
}

/** The roles that the policies of a role let it assume in a session, as they are written. */
export function chainTargets(
  role: RoleFacts,
  context: RequestContext,
): ChainTargets {
  const targets: ChainTargets = { named: [], patterns: [] };
  const documents = (role.policies.seen ? role.policies.value : []).flatMap(
    policy => {
      const read = policyDocumentOf(policy);
      return read.valid ? [{ kind: policy.kind, ...read.document }] : [];
    },
  );
  const own = documents.filter(({ kind }) => kind !== 'boundary');
  for (const { statements, version } of own) {
    for (const statement of statements.filter(allowsAssumeRole)) {
      const dead = statement.conditions.some(
        condition => conditionHolds(condition, version, context) === false,
      );
      if (!dead) {
        addStatement(targets, statement, version, context);
      }
    }
  }
  const limit = targets.any && limitOf(documents, context);
  if (limit) {
    delete targets.any;
    limit.statements.forEach(statement =>
      addStatement(targets, statement, limit.version, context),
    );
  }
  return { ...targets, named: [...new Set(targets.named)] };
}

/**
 * Statements that name all that is left of 'any role': the exceptions of a Deny, or what the boundary allows. A role that is
 * written there is as good as named by the policy that allows `*`.
 */
function limitOf(
  documents: (PolicyDocument & { kind: string })[],
  context: RequestContext,
): { statements: PolicyStatement[]; version: string } | undefined {
  const isNarrow = ({ resource }: PolicyStatement) =>
    resource !== undefined && !resource.some(name => /^\*+$/.test(name));
  for (const { kind, statements, version } of documents) {
    const about = statements.filter(isAboutAssumeRole);
    const exceptions = about.filter(
      ({ effect, notResource, conditions }) =>
        effect === 'Deny' &&
        notResource !== undefined &&
        conditions.every(
          condition => conditionHolds(condition, version, context) === true,
        ),
    );
    const allowed = about.filter(({ effect }) => effect === 'Allow');
    const left = exceptions.length
      ? // Each of them has to let a role pass, so any one of them holds them all.
        exceptions.slice(0, 1).map(({ notResource, ...statement }) => ({
          ...statement,
          resource: notResource,
          conditions: [],
        }))
      : allowed;
    const limits = exceptions.length > 0 || kind === 'boundary';
    if (limits && left.every(isNarrow)) {
      return { statements: left, version };
    }
  }
  return undefined;
}

function addStatement(
  targets: ChainTargets,
  statement: PolicyStatement,
  version: string,
  context: RequestContext,
): void {
  const addAny = () => {
    targets.any = {
      explicit: targets.any?.explicit === true || namesAssumeRole(statement),
    };
  };
  if (!statement.resource) {
    addAny();
    return;
  }
  for (const written of statement.resource) {
    const resolved = resolveVariables(written, version, context);
    // A value that nobody knows may be anything.
    const resource =
      resolved.state === 'resolved'
        ? resolved.text
        : written.replace(/\$\{[^}]*\}/g, '*');
    if (resolved.state === 'absent' || !isOfRoles(resource)) {
      continue;
    }
    if (/^\*+$/.test(resource)) {
      addAny();
    } else if (/[*?]/.test(resource)) {
      targets.patterns.push({ pattern: resource, statement });
    } else {
      targets.named.push(resource);
    }
  }
}

/** Whether some role has an ARN like it. */
function isOfRoles(resource: string): boolean {
  return globsOverlap(patternOf(resource), patternOf('arn:*:iam::*:role/*'));
}

/** An account that nobody has, to stand for those that are not read. */
const SOME_ACCOUNT = '000000000000';

/** ARNs of other accounts that fit a pattern, one for each account that may be meant; empty: it is of the own account only. */
export function foreignExamples(
  { pattern, statement }: { pattern: string; statement: PolicyStatement },
  own: string,
  partition: string,
): string[] {
  const named = statement.conditions
    .filter(({ key }) => key.toLowerCase() === 'aws:resourceaccount')
    .flatMap(({ values }) => values);
  const written = pattern.split(':')[4] ?? '';
  const accounts = /^\d{12}$/.test(written)
    ? [written]
    : [SOME_ACCOUNT, ...named.filter(value => /^\d{12}$/.test(value))];
  return [...new Set(accounts)]
    .filter(
      account =>
        account !== own &&
        globsOverlap(
          patternOf(`arn:${partition}:iam::${account}:role/*`),
          patternOf(pattern),
        ),
    )
    .map(account => {
      const name = pattern.split(':').slice(5).join(':');
      const last = name.startsWith('role/') ? name : `role/${name || '*'}`;
      return `arn:${partition}:iam::${account}:${last.replace(/[*?]/g, 'x')}`;
    });
}
