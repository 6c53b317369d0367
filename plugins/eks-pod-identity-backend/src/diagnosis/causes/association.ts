import { parseArn } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  associationsOf,
  clustersOf,
  failingEvidence,
  silent,
} from '../account';
import { Account } from '../../readiness/assessment';
import { Cause, nameOr, Proof } from '../cause';
import { isAccountId } from '../ids';
import { Names } from '../names';
import { otherServices } from './elsewhere';

const creatingAssociation = [
  'CreatePodIdentityAssociation',
  'EKS Pod Identity Association',
  'aws_eks_pod_identity_association',
  'AWS::EKS::PodIdentityAssociation',
  'UpdatePodIdentityAssociation',
  'CreateAddon',
  'creating EKS Add-On',
];

/** Undefined where the text does not give it: then nothing says that the role is foreign. */
function accountOf(arn: string): string | undefined {
  try {
    const { accountId } = parseArn(arn);
    return isAccountId(accountId) ? accountId : undefined;
  } catch {
    return undefined;
  }
}

function foreignRoles(names: Names, { facts }: Account): Proof {
  const foreign = names.roleArns.filter(
    arn => accountOf(arn) && accountOf(arn) !== facts.accountId,
  );
  return foreign.length > 0
    ? {
        speaks: 'for',
        evidence: foreign.map(arn => ({
          what: `${arn} is of account ${accountOf(arn)}; the clusters are in ${
            facts.accountId
          }`,
          where: 'the text',
        })),
      }
    : silent;
}

/** Causes around Pod Identity associations. */
export const associationCauses: Cause[] = [
  {
    id: 'association-exists',
    title: 'The service account has an association already',
    what: 'One service account has at most one association per cluster. There is one that was left over, made by hand, or belongs to an add-on; or it was deleted a moment ago and is not gone yet.',
    steps: names => {
      const cluster = nameOr(names.clusters, 'CLUSTER');
      const id = nameOr(names.associationIds, 'ASSOCIATION_ID');
      return [
        `Look at it: aws eks describe-pod-identity-association --cluster-name ${cluster} --association-id ${id}`,
        'If it has an ownerArn, an add-on owns it: change it through that add-on (update-addon --pod-identity-associations), not by hand.',
        `If it is the one you want: adopt it (terraform import aws_eks_pod_identity_association.NAME ${cluster},${id}).`,
        `If it is left over, or an add-on is to own it (an add-on can't adopt one): aws eks delete-pod-identity-association --cluster-name ${cluster} --association-id ${id}, wait some seconds, try again. Pods that start in between get no Pod Identity.`,
      ];
    },
    signatures: [
      { phrases: ['Association already exists'], weight: 0.97 },
      { phrases: ['pod identity association…already exists'], weight: 0.85 },
    ],
    prove: (names, account) => {
      const found = associationsOf(account).filter(({ association }) =>
        names.associationIds.includes(association.id),
      );
      if (found.length > 0) {
        return {
          speaks: 'for',
          evidence: found.map(({ cluster, association }) => ({
            what: `${association.id} in ${cluster.name} binds ${
              association.namespace
            }/${association.serviceAccount} to ${
              association.roleArn ?? 'a role that was not read'
            }; ${
              association.ownerArn
                ? `it belongs to the add-on ${association.ownerArn}`
                : 'no add-on owns it'
            }; created ${association.createdAt}`,
            where: `eks:DescribePodIdentityAssociation ${association.arn}`,
          })),
        };
      }
      return names.associationIds.length > 0
        ? {
            speaks: 'silent',
            evidence: [
              {
                what: `${names.associationIds.join(
                  ', ',
                )} was not there when the associations were last read: deleted since, or of another account`,
                where: 'eks:ListPodIdentityAssociations',
              },
            ],
          }
        : silent;
    },
  },
  {
    id: 'cross-account-role',
    title: 'The role belongs to another account than the cluster',
    what: 'EKS passes only roles of the cluster’s own account to Pod Identity, so the association was refused.',
    steps: () => [
      'Create or choose a role in the account of the cluster, with the trust statement for pods.eks.amazonaws.com.',
      'Give the role of the other account as target role of the association (--target-role-arn); its trust policy must allow sts:AssumeRole and sts:TagSession to the first role.',
      'Or keep assuming the other role in code, with the same trust policy.',
    ],
    signatures: [
      {
        phrases: ['Cross-account pass role is not allowed'],
        with: creatingAssociation,
        without: ['UpdateAddon', 'updating EKS Add-On'],
        weight: 0.95,
      },
      {
        phrases: ['Cross-account pass role is not allowed'],
        without: ['UpdateAddon', 'updating EKS Add-On', ...otherServices],
        weight: 0.4,
      },
    ],
    prove: foreignRoles,
  },
  {
    id: 'association-not-found',
    title: 'EKS knows no association for this service account',
    what: "The agent asked EKS Auth for credentials, and there is no association for the token's service account in this cluster and namespace: it was deleted while the pod was running, or was never made here.",
    steps: names => {
      const [namespace, serviceAccount] = nameOr(
        names.serviceAccounts,
        'NAMESPACE/SERVICE_ACCOUNT',
      ).split('/');
      const cluster = nameOr(names.clusters, 'CLUSTER');
      return [
        `See what is there: aws eks list-pod-identity-associations --cluster-name ${cluster} --namespace ${namespace}`,
        `Create it: aws eks create-pod-identity-association --cluster-name ${cluster} --namespace ${namespace} --service-account ${serviceAccount} --role-arn ROLE_ARN`,
        'Names are compared exactly: no wildcards, and pods without serviceAccountName run as default.',
        'Wait some seconds, then restart the pods.',
      ];
    },
    signatures: [
      {
        phrases: ['No association found for'],
        with: ['namespace', 'service account', 'EKS Auth', 'pod identity'],
        weight: 0.95,
      },
      {
        phrases: ['AssumeRoleForPodIdentity', 'ResourceNotFoundException'],
        weight: 0.9,
      },
      {
        phrases: ['ResourceNotFoundException', 'fault: client'],
        with: ['container', '169.254.170.23', 'fd00:ec2::23', 'credentials'],
        weight: 0.8,
      },
      { phrases: ['No pod identity association found'], weight: 0.85 },
    ],
    prove: (names, account) => {
      const clusters = clustersOf(names, account);
      const evidence = names.serviceAccounts.flatMap(name =>
        clusters
          .filter(({ associations }) => associations.seen)
          .map(cluster => {
            const association = cluster.associations.seen
              ? cluster.associations.value.find(
                  ({ namespace, serviceAccount }) =>
                    `${namespace}/${serviceAccount}` === name,
                )
              : undefined;
            return {
              has: association !== undefined,
              what: association
                ? `${cluster.name} has ${association.id} for ${name}, created ${association.createdAt}`
                : `${cluster.name} has no association for ${name}`,
              where: `eks:ListPodIdentityAssociations ${cluster.arn}`,
            };
          }),
      );
      return evidence.length > 0
        ? {
            speaks: evidence.some(({ has }) => !has) ? 'for' : 'silent',
            evidence: evidence
              .slice(0, 5)
              .map(({ what, where }) => ({ what, where })),
          }
        : silent;
    },
  },
  {
    id: 'not-injected',
    title: 'The pod was admitted without the Pod Identity variables',
    what: 'An association exists, but this pod was created before it, in the seconds until it became effective, or the webhook was missed: its failure policy is Ignore, so a pod starts without variables rather than not at all.',
    steps: names => {
      const [namespace] = nameOr(names.serviceAccounts, 'NAMESPACE/NAME').split(
        '/',
      );
      return [
        `Restart the pods: kubectl -n ${namespace} rollout restart deployment/NAME`,
        `See that new ones carry it: kubectl -n ${namespace} get pods -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.spec.containers[*].env[?(@.name=="AWS_CONTAINER_CREDENTIALS_FULL_URI")].value}{"\\n"}{end}'`,
        'Where a new pod comes up bare once more, restart it again: nothing tells when an association has become effective.',
        'See that the container is not named in the pod annotation eks.amazonaws.com/skip-containers.',
      ];
    },
    signatures: [
      { phrases: ['without AWS_CONTAINER_CREDENTIALS_FULL_URI'], weight: 0.95 },
      {
        phrases: ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'not injected'],
        weight: 0.85,
      },
      {
        phrases: ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'not set'],
        weight: 0.75,
      },
      {
        phrases: ['failed calling webhook', 'iam-for-pods.amazonaws.com'],
        weight: 0.85,
      },
      {
        phrases: ['failed calling webhook', 'pod-identity-webhook'],
        weight: 0.85,
      },
    ],
    prove: (names, account) => failingEvidence('pods-injected', names, account),
  },
];
