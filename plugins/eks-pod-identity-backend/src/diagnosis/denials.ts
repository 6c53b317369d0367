import { isAccountId } from './ids';
import { ErrorText } from './text';

/** Who a denied call was made as, and what was denied. */
export interface Denial {
  /** ARN of the caller, as far as it is legible; the account may be masked. */
  caller?: string;
  accountId?: string;
  /** Of `assumed-role/ROLE/SESSION`, or of `role/ROLE` where the service tells the role alone. */
  roleName?: string;
  sessionName?: string;
  /** `iam:PassRole`, lower case and without punctuation: `iampassrole`. */
  action: string;
  /** As it is written, where it is legible. */
  actionText?: string;
  /** Why it was denied, as the message goes on: `because no identity-based policy allows …`. */
  reason: string;
  /** Letters and digits by which it is found in the text. */
  phrase: string;
}

/** A name, whole or masked, blanks allowed in brackets only. */
const NAME = '(?:<[^<>]{1,60}>|\\{[^{}]{1,60}\\}|[^\\s/"\'`<>{}]){1,160}';

const QUOTE = '[`"\'*]{0,3}';

const callers = new RegExp(
  `User:\\s*${QUOTE}([^\\s/]{0,120}?assumed-role/(${NAME})(?:/(${NAME}))?|arn:aws[^\\s\`"']{1,250})${QUOTE}\\s*is\\s*not\\s*authorized\\s*to\\s*perform:?\\s*${QUOTE}([\\w-]{1,40}:[A-Za-z]{1,80})(?=([^]{0,400}))`,
  'gi',
);

/** The security plugin of OpenSearch tells role and permission in its own words. */
const openSearch = new RegExp(
  `no permissions for \\[([\\w:/*, -]{1,120})\\] and User \\[name=(arn:aws[\\w-]*:iam::\\d{12}:role/(?:[^\\s/,\\]]{1,64}/){0,8}([^\\s/,\\]]{1,64}))`,
  'gi',
);

/** Where the sentence about one denied call ends. */
const END = /\.\s|status code|request id|User:|"\s*[,}]/i;

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function accountOf(arn: string): string | undefined {
  const account = /::(\d{12}):/.exec(arn)?.[1];
  return isAccountId(account) ? account : undefined;
}

function legible(form: string): Denial[] {
  return [
    ...[...form.matchAll(callers)].map(
      ([, caller, roleName, sessionName, actionText, rest]) => ({
        caller,
        accountId: accountOf(caller),
        roleName,
        sessionName,
        actionText,
        action: lettersOf(actionText),
        reason: rest.split(END)[0],
        phrase: `notauthorizedtoperform${lettersOf(actionText)}`,
      }),
    ),
    ...[...form.matchAll(openSearch)].map(
      ([, permission, caller, roleName]) => ({
        caller,
        accountId: accountOf(caller),
        roleName,
        actionText: permission,
        action: `es${lettersOf(permission)}`,
        reason: '',
        phrase: `nopermissionsfor${lettersOf(permission)}`,
      }),
    ),
  ];
}

/**
 * The calls that the text says were denied.
 * @param forms the text in forms in which accounts are unmasked
 */
export function denialsOf(text: ErrorText, forms: string[]): Denial[] {
  const found = new Map<string, Denial>();
  for (const denial of forms.flatMap(legible)) {
    const key = `${denial.caller} ${denial.action}`;
    found.set(key, found.get(key) ?? denial);
  }
  // Where the text is broken in the middle of a name, the action can still be told.
  for (const [, action] of text.squeezed.matchAll(
    /notauthorizedtoperform([a-z0-9]{4,80}?)(?=onresource|because|onthe|withan|statuscode|requestid|$)/g,
  )) {
    if (![...found.values()].some(denial => action.startsWith(denial.action))) {
      found.set(action, {
        action,
        reason: '',
        phrase: `notauthorizedtoperform${action}`,
      });
    }
  }
  return [...found.values()];
}
