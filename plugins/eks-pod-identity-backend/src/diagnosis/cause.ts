import { Diagnosis } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Account } from '../readiness/assessment';
import { Names } from './names';

/** Words by which a cause is recognised. */
export interface Signature {
  /**
   * All of these stand in the text. Letters and digits count, nothing else; `…` stands for some text between
   * (a name, a version).
   */
  phrases: string[];
  /** At least one of these stands there too. */
  with?: string[];
  /** None of these. */
  without?: string[];
  /** How much it proves: 0 to 1. */
  weight: number;
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
  denial?(denial: Names['denials'][number], account?: Account): number;
  prove?(names: Names, account: Account): Proof;
}

/** The first of the names, or a word in capitals to be replaced by hand. */
export function nameOr(list: string[], placeholder: string): string {
  return list[0] ?? placeholder;
}
