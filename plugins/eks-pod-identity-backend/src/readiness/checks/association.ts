import {
  Check,
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf, valueOr } from '../evidence';
import { fail, notApplicable, pass, unseenResult, warn } from './results';

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
                workload.irsaRoleArn ?? 'ROLE_ARN'
              }`,
              'Or restart the pods on purpose, if the annotation is to be in force.',
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
