import { AwsError } from '../../protocol/errors';

/**
 * Checks that a text is a policy document, as far as IAM does before it looks at principals.
 * @throws AwsError MalformedPolicyDocument
 */
export function checkPolicyDocument(text: string): void {
  const malformed = (message: string) =>
    new AwsError('MalformedPolicyDocument', 400, message);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
  const statement = (document as { Statement?: unknown } | null)?.Statement;
  if (!statement || typeof statement !== 'object') {
    throw malformed('Syntax errors in policy.');
  }
  for (const item of Array.isArray(statement) ? statement : [statement]) {
    if (!['Allow', 'Deny'].includes(item?.Effect)) {
      throw malformed('Syntax errors in policy.');
    }
    if (item.Action === undefined && item.NotAction === undefined) {
      throw malformed('Policy statement must contain actions.');
    }
  }
}
