import { createHash } from 'crypto';
import { Plan } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Longer names do not fit into every file system together with an ending. */
const LONGEST = 200;

/** What is kept of a name that is too long, before its hash. */
const KEPT = 180;

/**
 * One name of several words, which no other words give: words are joined by two underscores, and a character outside of
 * `kept` is written as its code point, `_x2e_` for a dot.
 */
function nameOf(words: string[], kept: RegExp): string {
  const name = words
    .map(word =>
      [...word]
        .map(character =>
          kept.test(character)
            ? character
            : `_x${character.codePointAt(0)!.toString(16)}_`,
        )
        .join(''),
    )
    .join('__');
  // `_h` begins no other part of a name.
  return name.length <= LONGEST
    ? name
    : `${name.slice(0, KEPT)}_h${createHash('sha256')
        .update(name)
        .digest('hex')}`;
}

/** An identifier of HCL for these words; other words give another one. */
export function hclName(...words: string[]): string {
  const name = nameOf(words, /[A-Za-z0-9-]/);
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}

/**
 * The words that no other subject of the account has: cluster names are unique in a region only, and an add-on has one
 * word less than a service account.
 */
export function subjectWords({ cluster, subject }: Plan): string[] {
  return [cluster.name, cluster.region, ...subject.split('/')];
}

/** A file name for a plan. Capital letters are written out, since some file systems do not tell them apart. */
export function fileName(plan: Plan, ending: string): string {
  return `${nameOf(subjectWords(plan), /[a-z0-9-]/)}${ending}`;
}
