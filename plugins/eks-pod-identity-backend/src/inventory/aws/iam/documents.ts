/**
 * Decodes a policy document: IAM answers them URL-encoded (RFC 3986). Text that is no encoding stays as it is, so that
 * a broken document can be shown as a finding.
 */
export function decodeDocument(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
