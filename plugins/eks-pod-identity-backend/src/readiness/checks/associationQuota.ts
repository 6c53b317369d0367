import {
  AnyCheck,
  CheckResult,
  ClusterFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf } from '../evidence';
import { fail, pass, unseenResult, warn } from './results';

/** Associations per cluster, not adjustable (EKS user guide, pod-identities, 'Limits'; older pages said 1,000). */
const QUOTA = 5000;

const head = {
  id: 'association-quota',
  title: 'Associations are below the quota',
  needs: ['eks:ListPodIdentityAssociations'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
};

/** There is room for one more association in the cluster; a workload that has its own needs none. */
export const associationQuota: AnyCheck[] = [
  { ...head, scope: 'cluster', run: ({ cluster }) => judge(cluster) },
  {
    ...head,
    scope: 'workload',
    run: ({ cluster, association }) =>
      association.seen && association.value
        ? pass('It has its association already.')
        : judge(cluster),
  },
];

function judge(cluster: ClusterFacts): CheckResult {
  const { associations } = cluster;
  if (!associations.seen) {
    return unseenResult(`Associations of ${cluster.name}`, associations);
  }
  const count = associations.value.length;
  const evidence = [
    evidenceOf(`${count} associations of at most ${QUOTA}`, associations.read),
  ];
  const remedy = {
    summary: 'Remove associations that no pod uses.',
    steps: [
      `aws eks list-pod-identity-associations --cluster-name ${cluster.name} --region ${cluster.region}`,
      'The tab Identities of the fleet page lists associations that no pod uses.',
    ],
  };
  if (count >= QUOTA) {
    return fail(
      `${cluster.name} has ${count} associations, which is the quota: one more is refused with ResourceLimitExceededException.`,
      evidence,
      remedy,
    );
  }
  return count >= QUOTA * 0.9
    ? warn(
        `${cluster.name} has ${count} associations; the quota is ${QUOTA}.`,
        evidence,
        remedy,
      )
    : pass(
        `${cluster.name} has ${count} associations; the quota is ${QUOTA}.`,
        evidence,
      );
}
