import {
  CheckResult,
  ClusterFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { clusterEvidence } from '../evidence';
import { everyScope } from './everyScope';
import { block, fail, pass, unknown } from './results';

/**
 * First platform version per Kubernetes version that has EKS Pod Identity; every later Kubernetes version has it in all
 * of its platform versions (EKS user guide, pod-identities, commit ff452013).
 */
const FIRST_PLATFORM: Record<number, number> = {
  24: 13,
  25: 10,
  26: 9,
  27: 8,
  28: 4,
};

/** Kubernetes and platform version of the cluster are new enough. */
export const clusterVersion = everyScope({
  id: 'cluster-version',
  title: 'Cluster version offers Pod Identity',
  needs: ['eks:DescribeCluster'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  ask: judge,
});

function judge(cluster: ClusterFacts): CheckResult {
  const { kubernetesVersion, platformVersion, name } = cluster;
  const evidence = [
    clusterEvidence(
      `Kubernetes ${kubernetesVersion}, platform ${platformVersion}`,
      cluster,
    ),
  ];
  if (cluster.outpost) {
    return block(
      `Cluster ${name} is a local cluster on AWS Outposts, where EKS Pod Identity does not exist.`,
      evidence,
      {
        summary:
          'Keep IRSA in this cluster, or move what runs there to a cluster in the region.',
        steps: [
          `Keep the OIDC provider of ${name} and the annotations of its service accounts.`,
          'Plan the move of the workloads to a cluster in the region, if they may leave the Outpost.',
        ],
      },
    );
  }
  if (cluster.stale) {
    return unknown(
      `Cluster ${name} could not be read since ${cluster.stale.since}: ${cluster.stale.reason}.`,
      [
        {
          what: `Cluster ${name}`,
          reason: cluster.stale.reason,
        },
      ],
      evidence,
    );
  }
  const minor = Number(/^1\.(\d+)$/.exec(kubernetesVersion)?.[1]);
  const platform = Number(/^eks\.(\d+)/.exec(platformVersion)?.[1]);
  if (Number.isNaN(minor)) {
    return unknown(
      `Kubernetes version '${kubernetesVersion}' of ${name} is not understood.`,
      [
        {
          what: `Kubernetes version of ${name}`,
          reason: `'${kubernetesVersion}' is not of the form 1.NN`,
        },
      ],
      evidence,
    );
  }
  if (minor > 28) {
    return pass(
      `Kubernetes ${kubernetesVersion} offers Pod Identity in every platform version.`,
      evidence,
    );
  }
  const first = FIRST_PLATFORM[minor];
  if (first === undefined) {
    return fail(
      `Kubernetes ${kubernetesVersion} of ${name} is older than Pod Identity, which begins with 1.24.`,
      evidence,
      upgrade(cluster),
    );
  }
  if (Number.isNaN(platform)) {
    return unknown(
      `Platform version '${platformVersion}' of ${name} is not understood.`,
      [
        {
          what: `Platform version of ${name}`,
          reason: `'${platformVersion}' is not of the form eks.NN`,
        },
      ],
      evidence,
    );
  }
  return platform >= first
    ? pass(
        `Kubernetes ${kubernetesVersion} on ${platformVersion} offers Pod Identity (since eks.${first}).`,
        evidence,
      )
    : fail(
        `Kubernetes ${kubernetesVersion} offers Pod Identity from platform eks.${first} on; ${name} is on ${platformVersion}.`,
        evidence,
        upgrade(cluster),
      );
}

function upgrade({ name, region, kubernetesVersion }: ClusterFacts) {
  const following = `1.${Number(kubernetesVersion.split('.')[1]) + 1}`;
  const next = `1.${Math.max(Number(kubernetesVersion.split('.')[1]) + 1, 29)}`;
  return {
    summary: 'Upgrade the cluster.',
    steps: [
      'Platform versions are rolled out by AWS within a Kubernetes version; an upgrade of Kubernetes brings the newest one.',
      `One minor version at a time, up to ${next}: aws eks update-cluster-version --name ${name} --region ${region} --kubernetes-version ${following}`,
    ],
    link: 'https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html',
  };
}
