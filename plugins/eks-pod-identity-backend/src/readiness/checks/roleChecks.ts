import {
  AccountFacts,
  AddonSubject,
  AnyCheck,
  CheckResult,
  ClusterFacts,
  ReadMark,
  RoleFacts,
  Sight,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { valueOr } from '../evidence';
import { notApplicable, unseenResult } from './results';

/** The role that a workload or an add-on has, or would take along in a move. */
export interface RoleUse {
  kind: 'workload' | 'addon';
  /** `Workload orders/api`, `Add-on aws-ebs-csi-driver`. */
  name: string;
  cluster: ClusterFacts;
  roleArn: string;
  role: Sight<RoleFacts | undefined>;
  /** Service accounts that EKS would assume it for. */
  serviceAccounts: { namespace: string; serviceAccount: string }[];
  disableSessionTags: boolean;
  targetRoleArn?: string;
  externalId?: string;
}

/** A question about a role, asked for workloads and add-ons alike. */
export interface RoleQuestion {
  id: string;
  title: string;
  needs: string[];
  link?: string;
  ask(use: RoleUse, facts: AccountFacts): CheckResult;
  /** Judges a workload of which it was seen that it has no role; default: not applicable. */
  withoutRole?(subject: WorkloadSubject): CheckResult | undefined;
}

/** A role that was read. */
export interface ReadRole extends RoleUse {
  facts: RoleFacts;
  read: ReadMark;
}

/** The check for both scopes; where there is no role, or none could be seen, it says so instead of asking. */
export function forRoles(question: RoleQuestion): AnyCheck[] {
  const { ask, withoutRole, ...head } = question;
  return [
    {
      ...head,
      scope: 'workload',
      run: (subject, facts) => {
        const use = workloadRole(subject, withoutRole);
        return 'outcome' in use ? use : ask(use, facts);
      },
    },
    {
      ...head,
      scope: 'addon',
      run: (subject, facts) => {
        const use = addonRole(subject);
        return 'outcome' in use ? use : ask(use, facts);
      },
    },
  ];
}

/** The question for roles that were read: absent and foreign ones are left to the checks that are about that. */
export function ofReadRole(
  ask: (use: ReadRole, facts: AccountFacts) => CheckResult,
): RoleQuestion['ask'] {
  return (use, facts) => {
    if (use.roleArn.split(':')[4] !== use.cluster.accountId) {
      return notApplicable(
        `Role ${use.roleArn} is of another account and is not read.`,
      );
    }
    if (!use.role.seen) {
      return unseenResult(`Role ${use.roleArn}`, use.role);
    }
    return use.role.value
      ? ask({ ...use, facts: use.role.value, read: use.role.read }, facts)
      : notApplicable(`Role ${use.roleArn} does not exist.`);
  };
}

function workloadRole(
  subject: WorkloadSubject,
  withoutRole: RoleQuestion['withoutRole'],
): RoleUse | CheckResult {
  const { cluster, namespace, serviceAccount, association } = subject;
  if (!association.seen) {
    return unseenResult(
      `The association of ${namespace}/${serviceAccount}`,
      association,
    );
  }
  if (association.value && !association.value.roleArn) {
    return unseenResult(`The role of association ${association.value.id}`, {
      seen: false,
      why: 'denied',
      reason: 'only the summary of the association could be read',
      permission: 'eks:DescribePodIdentityAssociation',
    });
  }
  if (!association.value && !subject.serviceAccountObject.seen) {
    return unseenResult(
      `Service account ${namespace}/${serviceAccount}`,
      subject.serviceAccountObject,
    );
  }
  if (!subject.roleArn) {
    return withoutRole?.(subject) ?? notApplicable('It has no role.');
  }
  return {
    kind: 'workload',
    name: `Workload ${namespace}/${serviceAccount}`,
    cluster,
    roleArn: subject.roleArn,
    role: subject.role,
    serviceAccounts: [{ namespace, serviceAccount }],
    disableSessionTags: association.value?.disableSessionTags === true,
    ...(association.value?.targetRoleArn
      ? { targetRoleArn: association.value.targetRoleArn }
      : {}),
    ...(association.value?.externalId
      ? { externalId: association.value.externalId }
      : {}),
  };
}

function addonRole(subject: AddonSubject): RoleUse | CheckResult {
  const { addon, cluster, associations } = subject;
  if (!associations.seen) {
    return unseenResult(`Associations of ${cluster.name}`, associations);
  }
  const association = associations.value.find(({ roleArn }) => roleArn);
  const roleArn = association?.roleArn ?? addon.serviceAccountRoleArn;
  if (!roleArn) {
    return notApplicable('It has no role.');
  }
  const namespace = addon.namespace;
  const told = valueOr(addon.podIdentityConfiguration, []).map(
    ({ serviceAccount }) => serviceAccount,
  );
  return {
    kind: 'addon',
    name: `Add-on ${addon.name}`,
    cluster,
    roleArn,
    role: subject.role,
    serviceAccounts: associations.value.length
      ? associations.value.map(entry => ({
          namespace: entry.namespace,
          serviceAccount: entry.serviceAccount,
        }))
      : namespace
      ? told.map(serviceAccount => ({ namespace, serviceAccount }))
      : [],
    disableSessionTags: association?.disableSessionTags === true,
  };
}
