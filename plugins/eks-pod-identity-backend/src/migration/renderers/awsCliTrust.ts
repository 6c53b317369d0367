import { shellLine, shellWord } from './shell';

/**
 * Replaces a role's trust policy, if it still is what was seen: another change of it must not be lost. IAM's document is
 * compared without white space, which is how it counts it. Run again it finds its own work and goes on.
 * @param from the policy as it was seen, JSON
 * @param to the policy that it is to have, JSON
 */
export function replaceTrust(
  roleName: string,
  from: string,
  to: string,
): string[] {
  return [
    `current=$(${shellLine(['aws', 'iam', 'get-role'], {
      'role-name': roleName,
      query: 'Role.AssumeRolePolicyDocument',
      output: 'json',
    })} | tr -d '[:space:]')`,
    `if [ "$current" = ${shellWord(squeezed(to))} ]; then`,
    `  echo ${shellWord(`The trust policy of ${roleName} is so already`)}`,
    `elif [ "$current" = ${shellWord(squeezed(from))} ]; then`,
    `  ${shellLine(['aws', 'iam', 'update-assume-role-policy'], {
      'role-name': roleName,
      'policy-document': to,
    })}`,
    'else',
    `  echo ${shellWord(
      `The trust policy of ${roleName} is not what the plan was made for: make a new plan`,
    )} >&2`,
    '  exit 1',
    'fi',
  ];
}

function squeezed(json: string): string {
  return JSON.stringify(JSON.parse(json)).replace(/\s/g, '');
}
