import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { checked, type ReadContext } from './context';
import { unseenByError } from './failures';

/** Who the credentials are. */
export interface Caller {
  accountId: string;
  arn: string;
  partition: string;
}

/** The credentials are of another account than the configured one: nothing was read. */
export class WrongAccountError extends Error {
  override name = 'WrongAccountError';
}

const identitySchema = z.object({
  Account: z.string(),
  Arn: z.string().startsWith('arn:'),
});

/**
 * Asks STS who the credentials are, in the first region that answers.
 * @throws WrongAccountError when they are of another account; an Error with the last region's reason when none answers.
 */
export async function identifyCaller(
  context: ReadContext,
  account: { accountId: string; regions: string[] },
): Promise<Caller> {
  let failure: unknown;
  for (const region of account.regions) {
    context.signal.throwIfAborted();
    try {
      const answer = await context.clients
        .sts(region)
        .send(new GetCallerIdentityCommand({}), {
          abortSignal: context.signal,
        });
      const { Account, Arn } = checked(
        identitySchema,
        answer,
        'sts:GetCallerIdentity',
      );
      if (Account !== account.accountId) {
        throw new WrongAccountError(
          `The AWS credentials are of account ${Account} (${Arn}), but eksPodIdentity.account.accountId is ${account.accountId}: nothing was read. Give credentials of ${account.accountId} in the section aws, or correct the account id.`,
        );
      }
      return { accountId: Account, arn: Arn, partition: Arn.split(':')[1] };
    } catch (error) {
      if (error instanceof WrongAccountError) {
        throw error;
      }
      failure = error;
    }
  }
  const { reason } = unseenByError(
    failure,
    `sts:GetCallerIdentity in ${account.regions.join(', ')}`,
    'sts:GetCallerIdentity',
  );
  throw new Error(reason);
}
