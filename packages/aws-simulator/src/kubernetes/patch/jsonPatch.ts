import * as fastJsonPatch from 'fast-json-patch';
import { badRequest, KubeError } from '../status';

/**
 * JSON patch (RFC 6902).
 * @throws KubeError 400 where it is not one, 422 where it does not fit the document or a test fails.
 */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    throw badRequest('the patch is not a list of operations');
  }
  try {
    return fastJsonPatch.applyPatch(
      target,
      patch as fastJsonPatch.Operation[],
      true,
      false,
    ).newDocument;
  } catch (error) {
    const [message] = String((error as Error).message).split('\n');
    throw new KubeError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${message}`,
    );
  }
}
