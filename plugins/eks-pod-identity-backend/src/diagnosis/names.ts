import { Denial, denialsOf } from './denials';
import { unmaskAccounts } from './ids';
import { ErrorText } from './text';

export type { Denial };

/** What the text names. */
export interface Names {
  clusters: string[];
  addons: string[];
  associationIds: string[];
  /** With `000000000000` for an account that the text does not give. */
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

/** Reads names, ids and denied calls out of an error text. */
export function readNames(text: ErrorText): Names {
  const texts = [text.spaced, text.joined].map(unmaskAccounts);
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
    denials: denialsOf(text, texts),
  };
}
