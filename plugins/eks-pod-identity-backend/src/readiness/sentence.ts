import {
  Finding,
  roleNameOf,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { DecidedVerdict } from './verdict';

/** What a verdict's sentence is told from. */
export interface SentenceInput {
  decided: DecidedVerdict;
  findings: Finding[];
  /** Whether the next restart switches to Pod Identity. */
  armed: boolean;
  roleArn?: string;
  /** Why it needs no permissions. */
  noNeed?: string;
  /** `It`, `Add-on aws-ebs-csi-driver`. */
  name?: string;
}

/** The verdict in one plain sentence, which names the reason that decided. */
export function sentenceOf(input: SentenceInput): string {
  const { decided, findings, armed, roleArn, name = 'It' } = input;
  const because = decided.because && firstSentence(decided.because.message);
  switch (decided.verdict) {
    case 'blocked':
      return because!;
    case 'action-required': {
      const failing = findings.filter(({ outcome }) => outcome === 'fail');
      const more = failing.length - 1;
      const also = more
        ? ` (and ${more} more check${more > 1 ? 's' : ''} fail${
            more > 1 ? '' : 's'
          })`
        : '';
      const text = `${because!.replace(/\.$/, '')}${also}.`;
      return armed
        ? `The next restart switches to Pod Identity, but: ${text}`
        : text;
    }
    case 'unknown':
      return (
        because ??
        `How ${name === 'It' ? 'it' : name} gets credentials could not be told.`
      );
    case 'migrated':
      return `${name} gets its credentials from Pod Identity${
        roleArn ? ` with role ${roleNameOf(roleArn)}` : ''
      }.`;
    case 'ready':
      return armed
        ? `${name} is ready, and its association is in place: the next restart completes the move.`
        : `${name} is ready: every check that is needed could look, and nothing is in the way.`;
    default:
      return input.noNeed ?? `${name} needs no AWS permissions of its own.`;
  }
}

/** Up to the first full stop that ends a sentence; those in versions, names and addresses do not. */
function firstSentence(text: string): string {
  const end = /[.!?](?=\s+[A-Z'"„])/.exec(text);
  return end ? text.slice(0, end.index + 1) : text;
}
