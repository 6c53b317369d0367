import {
  AccountFacts,
  AnyCheck,
  CheckResult,
  ClusterFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { memo } from '../memo';

/** A question about a cluster whose answer counts for every workload and add-on in it. */
export interface ClusterQuestion {
  id: string;
  title: string;
  needs: string[];
  link?: string;
  ask(cluster: ClusterFacts, facts: AccountFacts): CheckResult;
}

/**
 * The same check for the cluster itself and for all that runs in it: what is wrong with the cluster stands in the way of
 * each of them. It is asked once per cluster.
 */
export function everyScope(question: ClusterQuestion): AnyCheck[] {
  const { ask, ...head } = question;
  const answers = memo((facts: AccountFacts) =>
    memo((cluster: ClusterFacts) => ask(cluster, facts)),
  );
  return [
    {
      ...head,
      scope: 'cluster',
      run: ({ cluster }, facts) => answers(facts)(cluster),
    },
    {
      ...head,
      scope: 'workload',
      run: ({ cluster }, facts) => answers(facts)(cluster),
    },
    {
      ...head,
      scope: 'addon',
      run: ({ cluster }, facts) => answers(facts)(cluster),
    },
  ];
}
