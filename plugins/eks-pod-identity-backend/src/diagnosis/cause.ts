import { Diagnosis } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Account } from '../readiness/assessment';
import { Denial, Names } from './names';
import { ErrorText } from './text';

/** What a text is, beside its phrases. */
export interface Context {
  text: ErrorText;
  names: Names;
  /** Whether the text says that it comes from a pod, or is about one. */
  fromEks: boolean;
  account?: Account;
}

/** Words by which a cause is recognised. */
export interface Signature {
  /**
   * All of these stand in the text, close together. Letters and digits count, nothing else; `…` stands for some text
   * between (a name, a version).
   */
  phrases: string[];
  /** At least one of these stands close by too. */
  with?: string[];
  /** None of these stands close by. */
  without?: string[];
  /** How much it proves: 0 to 1; where the words alone do not tell, by what else is known. */
  weight: number | ((context: Context) => number);
  /** False: what else is recognised close by is no consequence of this. */
  explains?: false;
}

/** What the account adds to a recognised cause. */
export interface Proof {
  evidence: Diagnosis['evidence'];
  request?: Diagnosis['request'];
  /** `for`: the account shows the cause; `against`: it shows that it can't be this; `silent`: it tells nothing. */
  speaks: 'for' | 'against' | 'silent';
}

/** Why an error happens, and what to do. */
export interface Cause {
  /** As in the table of causes that the domain's documents give; stable, part of the API. */
  id: string;
  title: string;
  what: string;
  /** Commands are filled with the names that the text or the account gave. */
  steps(names: Names): string[];
  signatures: Signature[];
  /** Calls that were denied are recognised by caller and action instead of a phrase. 0: not this cause. */
  denial?(denial: Denial, context: Context): number;
  /**
   * The same words are written outside of EKS (laptops, instances, other clouds): where nothing in the text ties them
   * to a pod, and the account does not show the cause, it is at most possible.
   */
  writtenElsewhere?: boolean;
  prove?(names: Names, account: Account): Proof;
}

/** The first of the names, or a word in capitals to be replaced by hand. */
export function nameOr(list: string[], placeholder: string): string {
  return list[0] ?? placeholder;
}
