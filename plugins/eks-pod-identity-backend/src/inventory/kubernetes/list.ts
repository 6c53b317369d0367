import { ApiException } from '@kubernetes/client-node';
import { InvalidAnswerError } from '../aws/failures';

interface Page<T> {
  items: T[];
  metadata?: { _continue?: string };
}

const pageSize = 500;
/** A list that changes faster than it is read is given up after this many fresh starts. */
const maxRestarts = 3;

/**
 * All objects of a list, page by page. Where the cluster forgets its place (410: the list took longer than its history),
 * the list starts again.
 */
export async function listAll<T>(
  list: (page: { limit: number; _continue?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  for (let restart = 0; ; restart++) {
    try {
      const items: T[] = [];
      let next: string | undefined;
      do {
        const page: Page<T> = await list({
          limit: pageSize,
          ...(next ? { _continue: next } : {}),
        });
        if (!Array.isArray(page?.items)) {
          throw new InvalidAnswerError(
            "the answer has no list 'items', which its API promises",
          );
        }
        items.push(...page.items);
        next = page.metadata?._continue || undefined;
      } while (next);
      return items;
    } catch (error) {
      const isExpired = error instanceof ApiException && error.code === 410;
      if (!isExpired || restart >= maxRestarts) {
        throw error;
      }
    }
  }
}
