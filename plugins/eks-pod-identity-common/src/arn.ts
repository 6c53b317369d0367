import { InputError } from '@backstage/errors';

/** The parts of an Amazon Resource Name. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
}

/**
 * Splits an ARN of any partition.
 * @throws InputError when the text is not an ARN; the message quotes it.
 */
export function parseArn(text: string): Arn {
  const [prefix, partition, service, region, accountId, ...rest] =
    text.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || !partition || !service || !resource) {
    throw new InputError(
      `'${text}' is not an ARN: expected arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`,
    );
  }
  return { partition, service, region, accountId, resource };
}

/** Whether the text is the ARN of a role: names, quoted ARNs and those of users or instance profiles are none. */
export function isRoleArn(text: string): boolean {
  return /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(text);
}

/** The name of a role from its ARN (the path is left out): `arn:aws:iam::1:role/team/x` gives `x`. */
export function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
