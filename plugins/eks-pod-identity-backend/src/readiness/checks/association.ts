import {
  Evidence,
  isRoleArn,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AssociationFacts,
  Check,
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf, valueOr } from '../evidence';
import { likelyMeant, mistypedFor } from '../typos';
import {
  because,
  fail,
  notApplicable,
  pass,
  unseenResult,
  warn,
} from './results';
import { restartSteps } from '../restartSteps';

/** The association that the pods rely on is there. */
export const association: Check<'workload'> = {
  id: 'association',
  scope: 'workload',
  title: 'Association is in place',
  needs: [
    'eks:ListPodIdentityAssociations',
    'eks:DescribePodIdentityAssociation',
  ],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html',
  run: judge,
};

function judge(workload: WorkloadSubject): CheckResult {
  const { cluster, namespace, serviceAccount } = workload;
  const account = `${namespace}/${serviceAccount}`;
  const sight = workload.association;
  if (!sight.seen) {
    return unseenResult(`The association of ${account}`, sight);
  }
  if (!sight.value) {
    const mistyped = mistypedFor(cluster, account);
    if (mistyped) {
      return forgotten(workload, mistyped);
    }
    return workload.bindings.running === 'pod-identity'
      ? fail(
          `Pods of ${account} carry Pod Identity, but there is no association any more: they lose their credentials, at the latest at the next restart.`,
          [evidenceOf(`no association for ${account}`, sight.read)],
          {
            summary:
              'Make the association again, or go back to IRSA and restart.',
            steps: [
              `aws eks create-pod-identity-association --cluster-name ${
                cluster.name
              } --region ${
                cluster.region
              } --namespace ${namespace} --service-account ${serviceAccount} --role-arn ${
                workload.irsaRoleArn && isRoleArn(workload.irsaRoleArn)
                  ? workload.irsaRoleArn
                  : 'ROLE_ARN'
              }`,
              'Or go back to IRSA: let the annotation name the role, then restart the pods.',
              ...restartSteps(workload),
            ],
          },
        )
      : notApplicable(
          `There is no association for ${account} yet: the move makes it.`,
          [evidenceOf(`no association for ${account}`, sight.read)],
        );
  }
  const evidence = [
    evidenceOf(
      `${sight.value.id}: ${sight.value.roleArn ?? 'role not read'}${
        sight.value.ownerArn ? `, owned by ${sight.value.ownerArn}` : ''
      }`,
      sight.read,
      `eks:DescribePodIdentityAssociation ${sight.value.arn}`,
    ),
  ];
  const unused =
    workload.serviceAccountObject.seen &&
    !workload.serviceAccountObject.value &&
    workload.pods.seen &&
    !valueOr(workload.pods, []).length;
  const meant = unused ? likelyMeant(cluster, sight.value.id) : undefined;
  if (meant) {
    return typo(workload, sight.value, meant, evidence);
  }
  return unused
    ? warn(
        `Association ${sight.value.id} is for ${account}, which is not in ${cluster.name}.`,
        evidence,
        {
          summary: 'Delete it, if nothing is going to use it.',
          steps: [
            `aws eks delete-pod-identity-association --cluster-name ${cluster.name} --region ${cluster.region} --association-id ${sight.value.id}`,
          ],
        },
      )
    : pass(
        `Association ${sight.value.id} is in place${
          sight.value.ownerArn ? ', owned by an add-on' : ''
        }.`,
        evidence,
      );
}

/** Steps that make the association for the name that was meant, and remove the other one. */
function replacing(
  { cluster }: WorkloadSubject,
  { id, roleArn }: AssociationFacts,
  meant: string,
): string[] {
  const [namespace, serviceAccount] = meant.split('/');
  const at = `--cluster-name ${cluster.name} --region ${cluster.region}`;
  return [
    `aws eks create-pod-identity-association ${at} --namespace ${namespace} --service-account ${serviceAccount} --role-arn ${
      roleArn ?? 'ROLE_ARN'
    }`,
    `aws eks delete-pod-identity-association ${at} --association-id ${id}`,
    'If code manages the association, correct the name there instead.',
  ];
}

/** The association of a service account that is not there, and whose name is a slip of one that is. */
function typo(
  workload: WorkloadSubject,
  stray: AssociationFacts,
  meant: string,
  evidence: Evidence[],
): CheckResult {
  const account = `${workload.namespace}/${workload.serviceAccount}`;
  return because(
    'association-typo',
    { association: stray.id, account, meant },
    warn(
      `Association ${stray.id} is for ${account}, which is not in ${workload.cluster.name}: likely a typo for ${meant}, which has no association.`,
      evidence,
      {
        summary: `Create the association for ${meant} instead.`,
        steps: replacing(workload, stray, meant),
      },
    ),
  );
}

/** A service account without an association, beside one whose name is a slip of its own. */
function forgotten(
  workload: WorkloadSubject,
  stray: AssociationFacts,
): CheckResult {
  const { cluster, bindings } = workload;
  const account = `${workload.namespace}/${workload.serviceAccount}`;
  const wrong = `${stray.namespace}/${stray.serviceAccount}`;
  const lost = bindings.running === 'pod-identity';
  return because(
    'association-for-mistyped-name',
    { association: stray.id, account, mistyped: wrong },
    (lost ? fail : warn)(
      `There is no association for ${account}. Association ${
        stray.id
      } is for ${wrong}, which is not in ${cluster.name}: likely a typo.${
        lost
          ? ' Its pods carry Pod Identity and lose their credentials, at the latest at the next restart.'
          : ''
      }`,
      [
        evidenceOf(
          `${stray.id} is for ${wrong}`,
          workload.association.seen
            ? workload.association.read
            : { source: 'eks', where: cluster.arn, readAt: cluster.readAt },
          `eks:DescribePodIdentityAssociation ${stray.arn}`,
        ),
      ],
      {
        summary: `Create the association for ${account}, if it was meant for it.`,
        steps: replacing(workload, stray, account),
      },
    ),
  );
}
