import { ContextValue } from './context';
import { PolicyStatement, Principals } from './document';
import { valueFits } from './patterns';
import { anyOf, Ternary } from './ternary';

/** Who asks. */
export type Caller =
  | { type: 'service'; name: string }
  | { type: 'federated'; providerArn: string }
  | {
      type: 'role';
      arn: string;
      /** How its session is called, as far as it is known. */
      session?: ContextValue;
    };

/** `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION`: one session of a role (IAM user guide, 'Role session principals'). */
const SESSION_ARN = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/([^/]+)$/;

/** The role whose session a principal is, as `session ACCOUNT NAME`; undefined for other principals. */
export function namesSession(principal: string): string | undefined {
  const match = SESSION_ARN.exec(principal);
  return match ? `session ${match[1]} ${match[2]}` : undefined;
}

/** Whether a statement is about this caller. */
export function principalMatches(
  statement: PolicyStatement,
  caller: Caller,
): Ternary {
  if (statement.principal !== undefined) {
    return contains(statement.principal, caller, statement.effect);
  }
  if (statement.notPrincipal !== undefined) {
    if (statement.effect === 'Allow') {
      // IAM supports NotPrincipal with Deny only; what it does with Allow is not documented.
      return 'unknown';
    }
    const named = contains(statement.notPrincipal, caller, 'Deny');
    return named === 'unknown' ? 'unknown' : !named;
  }
  return false;
}

function contains(
  principals: Principals,
  caller: Caller,
  effect: 'Allow' | 'Deny',
): Ternary {
  const everybody = principals === '*' || (principals.AWS ?? []).includes('*');
  if (caller.type === 'service') {
    if (
      principals !== '*' &&
      (principals.Service ?? []).includes(caller.name)
    ) {
      return true;
    }
    // A denial of everybody reaches services too (hence the key aws:PrincipalIsAWSService). Whether EKS, which looks at
    // the trust policy when an association is made, is content with an allowed '*' is told nowhere.
    const ofEverybody = effect === 'Deny' ? true : 'unknown';
    return everybody ? ofEverybody : false;
  }
  if (everybody) {
    return true;
  }
  if (caller.type === 'federated') {
    return (principals.Federated ?? []).includes(caller.providerArn);
  }
  return anyOf(
    (principals.AWS ?? []).map(
      value => namesRole(value, caller.arn) || isSession(value, caller),
    ),
  );
}

/** Whether a principal is the caller's session: that hangs on its name, which web identity leaves to the SDK. */
function isSession(
  principal: string,
  { arn, session }: Extract<Caller, { type: 'role' }>,
): Ternary {
  const match = SESSION_ARN.exec(principal);
  if (
    !match ||
    match[1] !== arn.split(':')[4] ||
    match[2] !== arn.slice(arn.lastIndexOf('/') + 1)
  ) {
    return false;
  }
  return session ? valueFits(session, [{ literal: match[3] }]) : 'unknown';
}

/** A role is named by its ARN, or by its account: the id, or the account's root (IAM user guide, 'AWS account principals'). */
function namesRole(value: string, roleArn: string): boolean {
  const account = roleArn.split(':')[4];
  const partition = roleArn.split(':')[1];
  return (
    value === roleArn ||
    value === account ||
    value === `arn:${partition}:iam::${account}:root`
  );
}
