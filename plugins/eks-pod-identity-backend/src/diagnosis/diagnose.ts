import {
  Diagnoses,
  Diagnosis,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Account } from '../readiness/assessment';
import { isOfCluster } from './callers';
import { Cause, Context, Proof } from './cause';
import { causes, explains } from './causes';
import { speaksOfEks } from './eks';
import { findSignature, Match, matchedText } from './match';
import { readNames } from './names';
import { readErrorText } from './text';

/** A cause that stands in the text. */
interface Recognised {
  cause: Cause;
  match: Match;
}

/** Two errors in one log are apart when so many letters and digits lie between them. */
const APART = 400;

/** Below this a cause is only named when the account shows it. */
const ALONE = 0.4;

/** Below this a cause is only possible: it is shown as that, and explains nothing else away. */
const PROBABLE = 0.5;

/** The most that words prove which are written outside of EKS as well, where nothing ties them to it. */
const POSSIBLE = 0.45;

/** What the account's word for or against a cause is worth. */
const PROOF_WEIGHT = { for: 1.05, silent: 1, against: 0.5 };

const unknown: Diagnoses['unknown'] = {
  message:
    'No known cause of EKS Pod Identity or IRSA errors was recognised in this text.',
  tryNext: [
    'Paste more of it: the whole message with the lines before it, from the tool or the log of the pod.',
    'Look at the log of the agent: kubectl -n kube-system logs ds/eks-pod-identity-agent',
    'Ask who the pod is: aws sts get-caller-identity inside it; assumed-role/…/eks-… is Pod Identity, i-… the node.',
    'Look at the findings of the service on its entity page.',
  ],
};

function recognise(cause: Cause, context: Context): Match | undefined {
  const { text, names } = context;
  const bySignature = cause.signatures.flatMap(signature => {
    const match = findSignature(text, signature, context);
    return match ? [match] : [];
  });
  const byDenial = cause.denial
    ? names.denials.flatMap(denial => {
        const weight = cause.denial?.(denial, context) ?? 0;
        const start = text.squeezed.indexOf(denial.phrase);
        const end = start + denial.phrase.length;
        return weight > 0 && start >= 0 ? [{ start, end, weight }] : [];
      })
    : [];
  return [...bySignature, ...byDenial].sort((a, b) => b.weight - a.weight)[0];
}

function near(a: Match, b: Match): boolean {
  return a.start < b.end + APART && b.start < a.end + APART;
}

/** Leaves out what follows from another cause that stands close by. */
function withoutConsequences(recognised: Recognised[]): Recognised[] {
  return recognised.filter(
    ({ cause, match }) =>
      !recognised.some(
        other =>
          explains[other.cause.id]?.includes(cause.id) &&
          other.match.explains !== false &&
          other.match.weight >= PROBABLE &&
          near(other.match, match),
      ),
  );
}

function prove(cause: Cause, { names, account }: Context): Proof {
  return account && cause.prove
    ? cause.prove(names, account)
    : { evidence: [], speaks: 'silent' };
}

/** How sure a cause is: by its words, by what the account says to it, and by whether the text is of EKS at all. */
function confidence(
  { cause, match }: Recognised,
  proof: Proof,
  { fromEks }: Context,
): number {
  const sure = Math.min(1, match.weight * PROOF_WEIGHT[proof.speaks]);
  return cause.writtenElsewhere && !fromEks && proof.speaks !== 'for'
    ? Math.min(sure, POSSIBLE)
    : sure;
}

/** One word of EKS can have two causes; the stronger one stands alone unless they are close. */
function withoutWeakTwins(list: { diagnosis: Diagnosis; match: Match }[]) {
  return list.filter(
    ({ diagnosis, match }) =>
      !list.some(
        other =>
          other.match.start === match.start &&
          other.match.end === match.end &&
          other.diagnosis.confidence - diagnosis.confidence > 0.3,
      ),
  );
}

/**
 * Explains an error text: the causes that it shows, most likely first, each with what the account says to it and
 * what to do. A text without a known cause gets none. Pure.
 * @param account facts and assessment of the newest sync, where there is one
 */
export function diagnose(text: string, account?: Account): Diagnoses {
  const read = readErrorText(text);
  const names = readNames(read);
  const fromEks = speaksOfEks(read) || names.denials.some(isOfCluster);
  const context = { text: read, names, fromEks, account };
  const recognised = causes.flatMap(cause => {
    const match = recognise(cause, context);
    return match ? [{ cause, match }] : [];
  });
  const diagnosed = withoutConsequences(recognised)
    .map(({ cause, match }) => {
      const proof = prove(cause, context);
      return {
        match,
        proof,
        diagnosis: {
          cause: cause.id,
          title: cause.title,
          what: cause.what,
          confidence: confidence({ cause, match }, proof, context),
          matched: matchedText(read, match),
          evidence: proof.evidence,
          steps: cause.steps(names),
          ...(proof.request ? { request: proof.request } : {}),
        },
      };
    })
    .filter(
      ({ match, proof }) => match.weight >= ALONE || proof.speaks === 'for',
    )
    .sort((a, b) => b.diagnosis.confidence - a.diagnosis.confidence);
  const diagnoses = withoutWeakTwins(diagnosed).map(
    ({ diagnosis }) => diagnosis,
  );
  return diagnoses.length > 0 ? { diagnoses } : { diagnoses, unknown };
}
