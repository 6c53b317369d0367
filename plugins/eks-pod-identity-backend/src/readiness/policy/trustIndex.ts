import { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { memo } from '../memo';
import { PolicyDocument, PolicyStatement, readPolicy } from './document';
import { actionFits, fits, patternOf } from './patterns';
import { namesSession } from './principals';

/** A role that principals of AWS accounts may assume by its trust policy. */
export interface AssumableRole {
  role: RoleFacts;
  document: PolicyDocument;
}

/** The account's roles by whom they trust; built once per reading of the roles. */
export interface TrustIndex {
  /** Roles that name this one, by its ARN, by a session of it, or by a condition on aws:PrincipalArn. */
  naming(role: RoleFacts): AssumableRole[];
  /** Roles whose ARN fits a pattern, of those that trust their whole account. */
  fitting(pattern: string): AssumableRole[];
  byArn: ReadonlyMap<string, RoleFacts>;
  /** The trust policy of a role, if it is one. */
  documentOf(role: RoleFacts): PolicyDocument | undefined;
}

const trustOf = memo((role: RoleFacts) => readPolicy(role.trustPolicy));

/** Statements that allow principals of AWS accounts to assume the role, whatever their conditions. */
function assumingStatements(document: PolicyDocument): PolicyStatement[] {
  return document.statements.filter(
    ({ effect, principal, action, notAction }) =>
      effect === 'Allow' &&
      (action
        ? action.some(pattern => actionFits('sts:AssumeRole', pattern))
        : notAction !== undefined) &&
      (principal === undefined ||
        principal === '*' ||
        principal.AWS !== undefined),
  );
}

/** ARNs that a statement picks out of all principals by conditions; `*` where they are not written out. */
function pickedArns({ conditions }: PolicyStatement): string[] {
  return conditions
    .filter(({ key }) => key.toLowerCase() === 'aws:principalarn')
    .flatMap(({ operator, values }) =>
      /not/i.test(operator) || values.some(value => /[*?$]/.test(value))
        ? ['*']
        : values,
    );
}

/** Whether the statement takes in all principals of the role's own account. */
function trustsAccount({ principal }: PolicyStatement, own: string): boolean {
  return (
    principal === undefined ||
    principal === '*' ||
    (principal.AWS ?? []).some(
      value =>
        value === '*' ||
        value === own ||
        (value.endsWith(':root') && value.split(':')[4] === own),
    )
  );
}

/** Where roles are kept that pick out principals by a pattern of ARNs. */
const PICKING = 'by pattern';

export const trustIndexOf = memo((roles: RoleFacts[]): TrustIndex => {
  const open: AssumableRole[] = [];
  const byPrincipal = new Map<string, AssumableRole[]>();
  const add = (principal: string, entry: AssumableRole) => {
    const list = byPrincipal.get(principal) ?? [];
    if (!list.includes(entry)) {
      list.push(entry);
    }
    byPrincipal.set(principal, list);
  };
  for (const role of roles) {
    const trust = trustOf(role);
    const statements = trust.valid ? assumingStatements(trust.document) : [];
    if (trust.valid && statements.length) {
      const entry = { role, document: trust.document };
      const own = role.arn.split(':')[4];
      if (statements.some(statement => trustsAccount(statement, own))) {
        open.push(entry);
      }
      for (const statement of statements) {
        const { principal } = statement;
        if (principal && principal !== '*') {
          principal.AWS?.forEach(value =>
            add(namesSession(value) ?? value, entry),
          );
        }
        for (const arn of pickedArns(statement)) {
          add(arn === '*' ? PICKING : arn, entry);
        }
      }
    }
  }
  open.sort(
    (a, b) => Number(a.role.arn > b.role.arn) - Number(a.role.arn < b.role.arn),
  );
  const fitted = new Map<string, AssumableRole[]>();
  return {
    byArn: new Map(roles.map(role => [role.arn, role])),
    documentOf(role) {
      const trust = trustOf(role);
      return trust.valid ? trust.document : undefined;
    },
    naming: role => [
      ...new Set([
        ...(byPrincipal.get(role.arn) ?? []),
        ...(byPrincipal.get(sessionKey(role)) ?? []),
        ...(byPrincipal.get(PICKING) ?? []),
      ]),
    ],
    fitting(pattern) {
      const known = fitted.get(pattern) ?? fittingOf(open, pattern);
      fitted.set(pattern, known);
      return known;
    },
  };
});

/** Of roles sorted by ARN those that fit; only those that begin as the pattern does are compared with it. */
function fittingOf(sorted: AssumableRole[], pattern: string): AssumableRole[] {
  const [prefix] = pattern.split(/[*?]/, 1);
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (sorted[middle].role.arn < prefix) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  const parts = patternOf(pattern);
  const found: AssumableRole[] = [];
  for (let at = from; at < sorted.length; at += 1) {
    const { arn } = sorted[at].role;
    if (!arn.startsWith(prefix)) {
      break;
    }
    if (fits(arn, parts)) {
      found.push(sorted[at]);
    }
  }
  return found;
}

/** Sessions name a role without its path. */
function sessionKey({ arn, name }: RoleFacts): string {
  return `session ${arn.split(':')[4]} ${name}`;
}
