import { clustersOf, silent } from '../account';
import { Cause, nameOr } from '../cause';

/** Calls of EKS and EKS Auth that this is about; throttling elsewhere has other answers. */
const eksOperations = [
  'operation error EKS',
  'AssumeRoleForPodIdentity',
  'PodIdentityAssociation',
  'DescribeAddon',
  'ListAddons',
  'UpdateAddon',
  'CreateAddon',
  'DeleteAddon',
  'DescribeCluster operation',
  'ListClusters operation',
  'EKS Add-On',
];

/** Causes in the EKS API itself: where it was called, and how often. */
export const eksCauses: Cause[] = [
  {
    id: 'cluster-not-found',
    title: 'There is no such cluster in this region and account',
    what: 'The call went to another region or account than the cluster is in, or its name is misspelt.',
    steps: names => [
      'See who you are: aws sts get-caller-identity',
      'List the clusters of the region: aws eks list-clusters --region REGION',
      `Compare the name '${nameOr(
        names.clusters,
        'CLUSTER',
      )}' letter by letter; AWS_REGION and AWS_PROFILE decide where it is looked for.`,
    ],
    signatures: [
      { phrases: ['No cluster found for name'], weight: 0.97 },
      {
        phrases: ['ResourceNotFoundException', 'cluster not found'],
        with: ['EKS', 'DescribeCluster'],
        weight: 0.7,
      },
    ],
    prove: (names, account) => {
      if (names.clusters.length === 0) {
        return silent;
      }
      const there = clustersOf(names, account);
      return {
        speaks: there.length > 0 ? 'silent' : 'for',
        evidence:
          there.length > 0
            ? there.map(({ name, region, arn }) => ({
                what: `A cluster ${name} is in ${region} of account ${account.facts.accountId}: the call went elsewhere`,
                where: `eks:DescribeCluster ${arn}`,
              }))
            : [
                {
                  what: `Account ${
                    account.facts.accountId
                  } has no cluster ${names.clusters.join(
                    ', ',
                  )} in ${account.facts.regions.join(
                    ', ',
                  )}; it has ${account.facts.clusters
                    .map(({ name, region }) => `${name} (${region})`)
                    .join(', ')}`,
                  where: 'eks:ListClusters',
                },
              ],
      };
    },
  },
  {
    id: 'quota',
    title: 'A limit of EKS is reached',
    what: 'Either the cluster has no association left (5,000 per cluster, not adjustable), or the API is being called too fast.',
    steps: names => [
      `Count: aws eks list-pod-identity-associations --cluster-name ${nameOr(
        names.clusters,
        'CLUSTER',
      )} --query 'length(associations)'`,
      'Remove associations that no pod uses any more; the fleet page lists them.',
      'When it is throttling: call more slowly, or let the SDK retry in adaptive mode (AWS_RETRY_MODE=adaptive).',
    ],
    signatures: [
      {
        phrases: ['ResourceLimitExceededException'],
        with: [
          'PodIdentityAssociation',
          'number of associations',
          'pod identity',
        ],
        weight: 0.95,
      },
      {
        phrases: [
          'number of associations in the cluster has reached its limit',
        ],
        weight: 0.95,
      },
      {
        phrases: ['ThrottlingException'],
        with: eksOperations,
        weight: 0.9,
      },
      {
        phrases: ['TooManyRequestsException'],
        with: eksOperations,
        weight: 0.9,
      },
      { phrases: ['Rate exceeded'], with: eksOperations, weight: 0.8 },
    ],
    prove: (names, account) => {
      const counted = clustersOf(names, account).filter(
        ({ associations }) => names.clusters.length > 0 && associations.seen,
      );
      return counted.length > 0
        ? {
            speaks: 'silent',
            evidence: counted.map(cluster => ({
              what: `${cluster.name} has ${
                cluster.associations.seen
                  ? cluster.associations.value.length
                  : 0
              } associations`,
              where: `eks:ListPodIdentityAssociations ${cluster.arn}`,
            })),
          }
        : silent;
    },
  },
];
