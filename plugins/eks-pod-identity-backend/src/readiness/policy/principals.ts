import { PolicyStatement, Principals } from './document';
import { Ternary } from './ternary';

/** Who asks. */
export type Caller =
  | { type: 'service'; name: string }
  | { type: 'federated'; providerArn: string }
  | { type: 'role'; arn: string };

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
  return (principals.AWS ?? []).some(value => namesRole(value, caller.arn));
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
