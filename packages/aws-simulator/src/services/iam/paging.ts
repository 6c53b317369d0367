import { AwsError } from '../../protocol/errors';
import type { CallContext } from '../context';
import { BadToken, page } from '../paging';

/** Members of every list in IAM. */
export interface Paged {
  Marker?: string;
  MaxItems?: number;
}

/**
 * A page as IAM cuts it: IsTruncated always, Marker where there is more.
 * @throws AwsError ValidationError for a marker of another list.
 */
export function iamPage<T>(
  items: Iterable<T>,
  key: (item: T) => string,
  input: Paged,
  scope: string,
  context: CallContext,
): { items: T[]; paging: { IsTruncated: boolean; Marker?: string } } {
  try {
    const cut = page(items, key, {
      scope: `iam:${scope}`,
      size: input.MaxItems ?? context.state.settings.pageSize,
      token: input.Marker,
    });
    return {
      items: cut.items,
      paging: { IsTruncated: cut.next !== undefined, Marker: cut.next },
    };
  } catch (error) {
    if (error instanceof BadToken) {
      throw new AwsError('ValidationError', 400, 'Invalid Marker.');
    }
    throw error;
  }
}
