import {
  AccountFacts,
  Check,
  CheckResult,
  RoleFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { isRoleArn } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import { roleOf } from '../subjects';
import {
  because,
  fail,
  notApplicable,
  pass,
  unknown,
  unseenResult,
  warn,
} from './results';

/** The association points to the role that the annotation names, or to one that allows the same. */
export const associationRole: Check<'workload'> = {
  id: 'association-role',
  scope: 'workload',
  title: 'Association points to the expected role',
  needs: [
    'eks:DescribePodIdentityAssociation',
    'kubernetes: list serviceaccounts',
  ],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html',
  run: judge,
};

function judge(workload: WorkloadSubject, facts: AccountFacts): CheckResult {
  const { association, irsaRoleArn, cluster, serviceAccountObject } = workload;
  if (!association.seen) {
    return unseenResult('The association', association);
  }
  if (!association.value) {
    return notApplicable('There is no association yet.');
  }
  const { id, roleArn, targetRoleArn, arn } = association.value;
  if (!roleArn) {
    return unknown(`The role of association ${id} could not be read.`, [
      {
        what: `Role of association ${id}`,
        reason: 'only its summary could be read',
        permission: 'eks:DescribePodIdentityAssociation',
      },
    ]);
  }
  if (!serviceAccountObject.seen) {
    return unseenResult(
      'The annotation of the service account',
      serviceAccountObject,
    );
  }
  const evidence = [
    evidenceOf(
      `${id}: ${roleArn}${targetRoleArn ? `, target ${targetRoleArn}` : ''}`,
      association.read,
      `eks:DescribePodIdentityAssociation ${arn}`,
    ),
    evidenceOf(
      `annotation eks.amazonaws.com/role-arn: ${irsaRoleArn ?? 'none'}`,
      serviceAccountObject.read,
      `ServiceAccount ${workload.namespace}/${workload.serviceAccount} in ${cluster.name}`,
    ),
  ];
  if (!irsaRoleArn) {
    return pass(
      `Association ${id} gives ${roleArn}; no annotation names another role.`,
      evidence,
    );
  }
  if (!isRoleArn(irsaRoleArn)) {
    return pass(
      `Association ${id} gives ${roleArn}; the annotation, '${irsaRoleArn}', is not the ARN of a role and gives none.`,
      evidence,
    );
  }
  // With a target role the pods get its permissions, and those of the association's role no longer.
  const givenArn = targetRoleArn ?? roleArn;
  const isMigrated = workload.bindings.running === 'pod-identity';
  if (
    irsaRoleArn === givenArn ||
    (isMigrated && [roleArn, targetRoleArn].includes(irsaRoleArn))
  ) {
    return pass(`Association and annotation name the same role.`, evidence);
  }
  if (isMigrated) {
    return warn(
      `Pods run with ${roleArn}; the annotation that is left over names ${irsaRoleArn}.`,
      evidence,
    );
  }
  if (
    samePolicies(roleOf(facts, givenArn), roleOf(facts, irsaRoleArn)) === true
  ) {
    return pass(
      `Association ${id} gives another role than the annotation, with the same policies.`,
      evidence,
    );
  }
  if (irsaRoleArn === roleArn && givenArn.split(':')[4] !== cluster.accountId) {
    const reason = 'policies of other accounts are not read';
    return unknown(
      `Association ${id} gives the target role ${givenArn}, the annotation ${irsaRoleArn}: whether the pods can do the same after the restart can't be told, because ${reason}.`,
      [{ what: `Policies of ${givenArn}`, reason }],
      evidence,
    );
  }
  return because(
    'association-role-differs',
    { association: id, role: givenArn, annotation: irsaRoleArn },
    fail(
      `Association ${id} gives ${givenArn}, the annotation ${irsaRoleArn}: after the restart the pods have other permissions.`,
      evidence,
      {
        summary:
          'Point the association to the role that the pods have now, or make sure that the other one allows the same.',
        steps: [
          // The role is right already where only the target role is another one.
          irsaRoleArn === roleArn
            ? `Remove target role ${targetRoleArn} from association ${id}, or create the association again without one.`
            : `aws eks update-pod-identity-association --cluster-name ${cluster.name} --region ${cluster.region} --association-id ${id} --role-arn ${irsaRoleArn}`,
          `Or compare: aws iam list-attached-role-policies --role-name ${givenArn
            .split('/')
            .pop()}`,
        ],
      },
    ),
  );
}

function samePolicies(
  a: ReturnType<typeof roleOf>,
  b: ReturnType<typeof roleOf>,
): boolean {
  if (!a.seen || !b.seen || !a.value || !b.value) {
    return false;
  }
  const [mine, theirs] = [a.value, b.value].map(policiesOf);
  return mine !== undefined && mine === theirs;
}

function policiesOf({
  policies,
  permissionsBoundaryArn,
}: RoleFacts): string | undefined {
  return policies.seen
    ? JSON.stringify([
        permissionsBoundaryArn ?? null,
        ...policies.value
          .map(({ kind, document }) => `${kind} ${document}`)
          .sort(),
      ])
    : undefined;
}
