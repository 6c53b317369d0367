import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { checked, type ReadContext } from './context';
import { unseenByError } from './failures';
import { isRegionSuspect } from './regionFault';

/** Who the credentials are. */
export interface Caller {
  accountId: string;
  arn: string;
  partition: string;
  /** Where STS said so. */
  region: string;
}

/** The credentials are of another account than the configured one: nothing was read. */
export class WrongAccountError extends Error {
  override name = 'WrongAccountError';
}

const identitySchema = z.object({
  Account: z.string(),
  Arn: z.string().startsWith('arn:'),
});

/** A region that is always enabled, by the prefix of the others of its partition. */
function homeRegion(region: string): string {
  if (region.startsWith('cn-')) {
    return 'cn-north-1';
  }
  return region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}

async function askIn(
  context: ReadContext,
  region: string,
  accountId: string,
): Promise<Caller> {
  const answer = await context.clients
    .sts(region)
    .send(new GetCallerIdentityCommand({}), { abortSignal: context.signal });
  const { Account, Arn } = checked(
    identitySchema,
    answer,
    'sts:GetCallerIdentity',
  );
  if (Account !== accountId) {
    throw new WrongAccountError(
      `The AWS credentials are of account ${Account} (${Arn}), but eksPodIdentity.account.accountId is ${accountId}: nothing was read. Give credentials of ${accountId} in the section aws, or correct the account id.`,
    );
  }
  return {
    accountId: Account,
    arn: Arn,
    partition: Arn.split(':')[1],
    region,
  };
}

/**
 * Asks STS who the credentials are, in the first region that answers. Where none of the configured regions knows them, a
 * region that is always enabled is asked, since a region that is not enabled answers as to credentials that do not exist.
 * @throws WrongAccountError when they are of another account; an Error with the last region's reason when none answers.
 */
export async function identifyCaller(
  context: ReadContext,
  account: { accountId: string; regions: string[] },
): Promise<Caller> {
  const { accountId, regions } = account;
  let failure: unknown;
  const ask = async (region: string) => {
    context.signal.throwIfAborted();
    try {
      return await askIn(context, region, accountId);
    } catch (error) {
      if (error instanceof WrongAccountError) {
        throw error;
      }
      failure = error;
      return undefined;
    }
  };
  for (const region of regions) {
    const caller = await ask(region);
    if (caller) {
      return caller;
    }
  }
  const first = failure;
  const home = homeRegion(regions[0]);
  if (!regions.includes(home) && isRegionSuspect(failure)) {
    const caller = await ask(home);
    if (caller) {
      return caller;
    }
  }
  const { reason } = unseenByError(
    first,
    `sts:GetCallerIdentity in ${regions.join(', ')}`,
    'sts:GetCallerIdentity',
  );
  throw new Error(reason);
}
