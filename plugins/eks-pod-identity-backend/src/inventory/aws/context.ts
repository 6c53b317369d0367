import type { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { ReadMark } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { z } from 'zod';
import type { AwsClients } from './clients';
import { InvalidAnswerError, unseenByError, type Look } from './failures';

/** What every reader needs. */
export interface ReadContext {
  clients: AwsClients;
  /** Runs a call when it is its turn: not too many at once. */
  limit<T>(call: () => Promise<T>): Promise<T>;
  clock: () => Date;
  signal: AbortSignal;
}

/** A call that was made: `eks:ListAddons arn:…`. */
export function mark(
  context: Pick<ReadContext, 'clock'>,
  source: Evidence['source'],
  where: string,
): ReadMark {
  return { source, where, readAt: context.clock().toISOString() };
}

/**
 * Reads one part; an error becomes the reason why it is unseen.
 * @param call - the call that lists it, such as `eks:ListAddons`, which is also the permission that it needs.
 * @param subject - ARN or name that it is asked about.
 */
export async function look<T>(
  context: Pick<ReadContext, 'clock'>,
  call: string,
  subject: string,
  read: () => Promise<T>,
): Promise<Look<T>> {
  const source = call.slice(0, call.indexOf(':')) as Evidence['source'];
  const where = `${call} ${subject}`;
  try {
    return {
      seen: true,
      value: await read(),
      read: mark(context, source, where),
    };
  } catch (error) {
    return unseenByError(error, where, call);
  }
}

/**
 * Checks what came from outside.
 * @throws InvalidAnswerError naming the member.
 */
export function checked<T extends z.ZodType>(
  schema: T,
  answer: unknown,
  what: string,
): z.output<T> {
  const result = schema.safeParse(answer);
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    throw new InvalidAnswerError(
      `the answer for ${what} has another form than its API promises: ${
        path.join('.') || 'it'
      } (${message})`,
    );
  }
  return result.data;
}

type ItemOf<L> = NonNullable<L> extends (infer I)[] ? I : never;

/** Whether IAM says that there is more and brings no marker: the pages would end there as if that were all. */
function isCutOff(page: object): boolean {
  return (
    'IsTruncated' in page &&
    page.IsTruncated === true &&
    !('Marker' in page && page.Marker)
  );
}

/**
 * The items of all pages. A page without its list is a broken answer: AWS sends an empty list where there is none, and
 * taking an empty answer for 'there are none' would delete what is there.
 * @param member - the member of the answer that holds the list.
 * @throws InvalidAnswerError where a page has no list.
 */
export async function allItems<P extends object, K extends keyof P & string>(
  context: ReadContext,
  pages: AsyncIterable<P>,
  member: K,
): Promise<ItemOf<P[K]>[]> {
  const items: ItemOf<P[K]>[] = [];
  const iterator = pages[Symbol.asyncIterator]();
  for (;;) {
    context.signal.throwIfAborted();
    const page = await context.limit(() => iterator.next());
    if (page.done) {
      return items;
    }
    const list: unknown = page.value?.[member];
    if (!Array.isArray(list)) {
      throw new InvalidAnswerError(
        `the answer has no list '${member}', which its API promises`,
      );
    }
    if (isCutOff(page.value)) {
      throw new InvalidAnswerError(
        'the answer is cut off and does not say where to go on',
      );
    }
    items.push(...list);
  }
}
