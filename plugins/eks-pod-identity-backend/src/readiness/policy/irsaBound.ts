import { PolicyDocument, PolicyStatement, nameStatement } from './document';
import { isFederatedKey } from './requests';

/** A place in a permission policy that changes its meaning when the session is no longer one of IRSA. */
export interface IrsaBound {
  /** `statement 2 (Sid "Own"): condition StringEquals oidc.eks.…:sub`. */
  where: string;
  key: string;
  effect: 'Allow' | 'Deny';
}

/**
 * Keys whose value comes from the web identity or from the name of its session. Under Pod Identity they are absent, or
 * have another value (session names begin with `eks-`; domain source: trust-policies.md).
 */
function isBound(key: string): boolean {
  const name = key.toLowerCase();
  return (
    isFederatedKey(name) ||
    name === 'aws:federatedprovider' ||
    name === 'sts:rolesessionname' ||
    name === 'aws:userid'
  );
}

/** `aws:userid` like `AROA…:*` names a role whatever its session is called. */
function namesOnlyRoles(key: string, values: string[]): boolean {
  return (
    key.toLowerCase() === 'aws:userid' &&
    values.every(value => /^ARO[A-Z0-9]+:\*$/.test(value))
  );
}

/** All places of a permission policy that lean on the OIDC subject, the provider or the name of the session. */
export function irsaBoundParts(document: PolicyDocument): IrsaBound[] {
  return document.statements.flatMap(statement => [
    ...statement.conditions
      .filter(({ key, values }) => isBound(key) && !namesOnlyRoles(key, values))
      .map(({ operator, key }) =>
        part(statement, key, `condition ${operator} ${key}`),
      ),
    ...variablesOf(statement)
      .filter(isBound)
      .map(key => part(statement, key, `variable \${${key}}`)),
  ]);
}

function part(
  statement: PolicyStatement,
  key: string,
  what: string,
): IrsaBound {
  return {
    where: `${nameStatement(statement)}: ${what}`,
    key,
    effect: statement.effect,
  };
}

function variablesOf(statement: PolicyStatement): string[] {
  const texts = [
    ...(statement.resource ?? []),
    ...(statement.notResource ?? []),
    ...statement.conditions.flatMap(({ values }) => values),
  ];
  return texts.flatMap(text =>
    [...text.matchAll(/\$\{\s*([^},]+)/g)].map(([, key]) => key.trim()),
  );
}
