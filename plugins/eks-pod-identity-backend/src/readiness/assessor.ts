import { AccountFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Assessment } from './assessment';

/** Judges a whole account; see `assess.ts`. Facts in, verdicts out. */
export type Assessor = (facts: AccountFacts) => Promise<Assessment>;
