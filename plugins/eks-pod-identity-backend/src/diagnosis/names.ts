import { ErrorText } from './text';

/** Who a denied call was made as, and what was denied. */
export interface Denial {
  /** ARN of the caller, as far as it is legible. */
  caller?: string;
  accountId?: string;
  /** Of `assumed-role/ROLE/SESSION`. */
  roleName?: string;
  sessionName?: string;
  /** `iam:PassRole`, lower case and without punctuation: `iampassrole`. */
  action: string;
  /** As it is written, where it is legible. */
  actionText?: string;
}

/** What the text names. */
export interface Names {
  clusters: string[];
  addons: string[];
  associationIds: string[];
  roleArns: string[];
  addonVersions: string[];
  /** `namespace/name` */
  serviceAccounts: string[];
  denials: Denial[];
}

function all(texts: string[], pattern: RegExp, group = 1): string[] {
  return [
    ...new Set(
      texts.flatMap(text =>
        [...text.matchAll(pattern)].map(match => match[group]),
      ),
    ),
  ].filter(Boolean);
}

const NAME = '[0-9A-Za-z][A-Za-z0-9_-]{0,99}';

const clusterPatterns = [
  new RegExp(`EKS Add-?On \\(\\s*(${NAME})\\s*:`, 'gi'),
  new RegExp(`:cluster\\/(${NAME})`, 'g'),
  new RegExp(`:podidentityassociation\\/(${NAME})\\/`, 'g'),
  new RegExp(`:addon\\/(${NAME})\\/`, 'g'),
  new RegExp(`\\/clusters\\/(${NAME})`, 'g'),
  new RegExp(`"?cluster-?name"?\\s*[:=]\\s*"?(${NAME})`, 'gi'),
  new RegExp(`cluster found for name:?\\s*(${NAME})`, 'gi'),
  new RegExp(`\\bcluster "(${NAME})"`, 'gi'),
];

const addonPatterns = [
  new RegExp(`EKS Add-?On \\(\\s*${NAME}\\s*:\\s*(${NAME})\\s*\\)`, 'gi'),
  new RegExp(`:addon\\/${NAME}\\/(${NAME})\\/`, 'g'),
  new RegExp(`\\/addons\\/(${NAME})`, 'g'),
  new RegExp(`Addon (${NAME}) cannot be`, 'gi'),
  new RegExp(`not supported for addon (?!version)(${NAME})`, 'gi'),
  new RegExp(`"?addon-?name"?\\s*[:=]\\s*"?(${NAME})`, 'gi'),
  new RegExp(`\\baddon "(${NAME})"`, 'gi'),
];

function denialsOf(text: ErrorText): Denial[] {
  const legible = [text.spaced, text.joined].flatMap(form =>
    [
      ...form.matchAll(
        /User:\s*(arn:aws[\w-]*:(?:sts|iam)::(\d{12}):(?:assumed-role\/([\w+=,.@-]+)\/([\w+=,.@-]+)|\S+))\s*is\s*not\s*authorized\s*to\s*perform:\s*([\w-]+:[A-Za-z]+)/gi,
      ),
    ].map(([, caller, accountId, roleName, sessionName, actionText]) => ({
      caller,
      accountId,
      roleName,
      sessionName,
      actionText,
      action: actionText.toLowerCase().replace(/[^a-z0-9]/g, ''),
    })),
  );
  const found = new Map<string, Denial>();
  for (const denial of legible) {
    const key = `${denial.caller} ${denial.action}`;
    found.set(key, found.get(key) ?? denial);
  }
  // Where the text is broken in the middle of a name, the action can still be told.
  for (const [, action] of text.squeezed.matchAll(
    /notauthorizedtoperform([a-z0-9]{4,80}?)(?=onresource|because|onthe|withan|statuscode|requestid|$)/g,
  )) {
    if (![...found.values()].some(denial => action.startsWith(denial.action))) {
      found.set(action, { action });
    }
  }
  return [...found.values()];
}

/** Reads names, ids and denied calls out of an error text. */
export function readNames(text: ErrorText): Names {
  const texts = [text.spaced, text.joined];
  const any = (patterns: RegExp[]) => [
    ...new Set(patterns.flatMap(pattern => all(texts, pattern))),
  ];
  return {
    clusters: any(clusterPatterns),
    addons: any(addonPatterns),
    associationIds: all(texts, /\b(a-[a-z0-9]{17})\b/g),
    roleArns: all(texts, /(arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+)/g),
    addonVersions: all(texts, /addon version:?\s*(v[\w.-]+)/gi),
    serviceAccounts: [
      ...all(texts, /system:serviceaccount:([\w.-]+:[\w.-]+)/g).map(name =>
        name.replace(':', '/'),
      ),
      ...texts.flatMap(form =>
        [
          ...form.matchAll(
            /namespace\s+([a-z0-9-]+)\s+and\s+service\s*account\s+([a-z0-9.-]+)/gi,
          ),
        ].map(([, namespace, name]) => `${namespace}/${name}`),
      ),
    ].filter((name, index, list) => list.indexOf(name) === index),
    denials: denialsOf(text),
  };
}
