import {
  CheckResult,
  ClusterFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { clusterEvidence } from '../evidence';
import { everyScope } from './everyScope';
import { because, fail, pass, unknown } from './results';

/** A cluster in one of these works; UPDATING is a version or configuration change under way (EKS API reference, Cluster). */
const WORKING = new Set(['ACTIVE', 'UPDATING']);

/** What to wait for, where waiting helps. */
const WAIT: Record<string, string> = {
  CREATING: 'cluster-active',
  PENDING: 'cluster-active',
  DELETING: 'cluster-deleted',
};

/** The cluster is there and works: what is read of one that comes or goes is not what will be. */
export const clusterStatus = everyScope({
  id: 'cluster-status',
  title: 'Cluster is active',
  needs: ['eks:DescribeCluster'],
  link: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Cluster.html',
  ask: judge,
});

function judge(cluster: ClusterFacts): CheckResult {
  const { name, region, status } = cluster;
  const evidence = [clusterEvidence(`status ${status}`, cluster)];
  if (WORKING.has(status)) {
    return pass(`Cluster ${name} is ${status}.`, evidence);
  }
  if (status === 'FAILED') {
    return because(
      'cluster-failed',
      { cluster: name },
      fail(`Cluster ${name} is FAILED: it could not be created.`, evidence, {
        summary: 'Delete the cluster and create it again.',
        steps: [
          `aws eks describe-cluster --name ${name} --region ${region} --query cluster.health`,
          `aws eks delete-cluster --name ${name} --region ${region}`,
        ],
      }),
    );
  }
  const wait = WAIT[status];
  return because(
    'cluster-not-active',
    { cluster: name, status },
    unknown(
      `Cluster ${name} is ${
        status || 'in no known status'
      }: what it will run is not known${
        wait ? ` (aws eks wait ${wait} --name ${name} --region ${region})` : ''
      }.`,
      [
        {
          what: `Final state of cluster ${name}`,
          reason: `its status is ${status || 'not reported'}`,
        },
      ],
      evidence,
    ),
  );
}
