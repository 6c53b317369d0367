/** What stands where an account id was taken out before a text was published. No account has it. */
export const MASKED_ACCOUNT = '000000000000';

/** `<ACCOUNT ID>`, `[REDACTED]`, `${AWS_ACCOUNT_ID}`, `{{ account }}`: a placeholder in brackets, blanks in it allowed. */
const bracketed =
  /^(?:<[^<>]{0,60}>|\([^()]{0,60}\)|\[[^[\]]{0,60}\]|\$?\{{1,2}[^{}]{0,60}\}{1,2})$/;

/**
 * The account of an ARN, whatever stands there: digits, a placeholder in brackets, or any other word without a blank
 * (`xxxx`, `****`, `8888XXXXXXXX`, `aws-account-id`).
 */
const accountOfArn =
  /(\barn:aws[\w-]{0,20}:[\w-]{1,40}:[\w*-]{0,40}:)(\d{12}|<[^<>:]{0,60}>|\[[^[\]:]{0,60}\]|\$?\{{1,2}[^{}:]{0,60}\}{1,2}|\([^():]{0,60}\)|[^\s:/"'`,;()[\]{}<>]{1,64})(?=:)/g;

/** Whether this is the id of an account, not a placeholder for one. `000000000000` is what simulators and masks use. */
export function isAccountId(text: string | undefined): boolean {
  return /^\d{12}$/.test(text ?? '') && text !== MASKED_ACCOUNT;
}

/**
 * Writes {@link MASKED_ACCOUNT} where an ARN has a placeholder for the id of its account, so that every pattern knows
 * one form of it. Other parts of the text stay as they are.
 */
export function unmaskAccounts(text: string): string {
  return text.replace(accountOfArn, (_, before: string, account: string) =>
    isAccountId(account) ? `${before}${account}` : `${before}${MASKED_ACCOUNT}`,
  );
}

/** Whether a name was taken out before the text was published: in brackets, or nothing but x, stars and dashes. */
export function isMasked(name: string): boolean {
  return bracketed.test(name) || /^[xX*#.…_-]{2,}$/.test(name);
}
