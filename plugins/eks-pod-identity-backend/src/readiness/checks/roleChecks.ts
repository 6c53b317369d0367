import {
  AccountFacts,
  AddonSubject,
  AnyCheck,
  AssociationFacts,
  CheckResult,
  ClusterFacts,
  ReadMark,
  RoleFacts,
  Sight,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  Evidence,
  isRoleArn,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { serviceAccountsOfAddon } from '../data/addons';
import { evidenceOf, valueOr } from '../evidence';
import { SessionChange, sessionChanges } from '../policy/sessionChanges';
import { sessionContext, SessionSubject } from '../policy/sessions';
import { roleOf } from '../subjects';
import { notApplicable, unseenResult, worstResult } from './results';

/** The role that a workload or an add-on has, or would take along in a move. */
export interface RoleUse {
  kind: 'workload' | 'addon';
  /** `Workload orders/api`, `Add-on aws-ebs-csi-driver`. */
  name: string;
  cluster: ClusterFacts;
  roleArn: string;
  /** Where the ARN was read: the association, the annotation or the add-on. */
  namedBy: Evidence;
  role: Sight<RoleFacts | undefined>;
  /** Service accounts that EKS would assume it for. */
  serviceAccounts: { namespace: string; serviceAccount: string }[];
  disableSessionTags: boolean;
  targetRoleArn?: string;
  externalId?: string;
  associationId?: string;
  /** Inline session policy of the association. */
  sessionPolicy?: string;
  /** Whether its pods have what the association gives already. */
  runsPodIdentity: boolean;
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
        const uses = addonRoles(subject, facts);
        return 'outcome' in uses
          ? uses
          : worstResult(uses.map(use => ask(use, facts)));
      },
    },
  ];
}

/** The question for roles that were read: absent and foreign ones are left to the checks that are about that. */
export function ofReadRole(
  ask: (use: ReadRole, facts: AccountFacts) => CheckResult,
): RoleQuestion['ask'] {
  return (use, facts) => {
    if (!isRoleArn(use.roleArn)) {
      return notApplicable(`'${use.roleArn}' is not the ARN of a role.`);
    }
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
    return unseenRoleOf(association.value.id);
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
    namedBy: association.value
      ? namedByAssociation(association.value, association.read)
      : evidenceOf(
          `annotation eks.amazonaws.com/role-arn: ${subject.roleArn}`,
          readOf(subject),
          `ServiceAccount ${namespace}/${serviceAccount} in ${cluster.name}`,
        ),
    role: subject.role,
    serviceAccounts: [{ namespace, serviceAccount }],
    disableSessionTags: association.value?.disableSessionTags === true,
    ...(association.value?.targetRoleArn
      ? { targetRoleArn: association.value.targetRoleArn }
      : {}),
    ...(association.value?.externalId
      ? { externalId: association.value.externalId }
      : {}),
    ...(association.value?.policy
      ? { sessionPolicy: association.value.policy }
      : {}),
    ...(association.value ? { associationId: association.value.id } : {}),
    runsPodIdentity: subject.bindings.running === 'pod-identity',
  };
}

/** One use per association of the add-on, each with its own role; without associations, the role of IRSA. */
function addonRoles(
  subject: AddonSubject,
  facts: AccountFacts,
): RoleUse[] | CheckResult {
  const { addon, cluster, associations } = subject;
  if (!associations.seen) {
    return unseenResult(`Associations of ${cluster.name}`, associations);
  }
  const untold = associations.value.find(({ roleArn }) => !roleArn);
  if (untold) {
    return unseenRoleOf(untold.id);
  }
  const head = {
    kind: 'addon' as const,
    name: `Add-on ${addon.name}`,
    cluster,
    runsPodIdentity: false,
  };
  if (associations.value.length) {
    return associations.value.map(association => ({
      ...head,
      roleArn: association.roleArn!,
      namedBy: namedByAssociation(association, associations.read),
      role: roleOf(facts, association.roleArn),
      serviceAccounts: [association],
      disableSessionTags: association.disableSessionTags === true,
      ...(association.targetRoleArn
        ? { targetRoleArn: association.targetRoleArn }
        : {}),
      ...(association.externalId ? { externalId: association.externalId } : {}),
      ...(association.policy ? { sessionPolicy: association.policy } : {}),
      associationId: association.id,
    }));
  }
  if (!addon.serviceAccountRoleArn) {
    return notApplicable('It has no role.');
  }
  const told = valueOr(addon.podIdentityConfiguration, []);
  return [
    {
      ...head,
      roleArn: addon.serviceAccountRoleArn,
      namedBy: {
        what: `serviceAccountRoleArn of ${addon.name}: ${addon.serviceAccountRoleArn}`,
        source: 'eks',
        where: `eks:DescribeAddon ${addon.arn}`,
        readAt: cluster.readAt,
      },
      role: subject.role,
      serviceAccounts: serviceAccountsOfAddon(addon).filter(
        // What EKS names counts; the table of add-ons only where EKS names none.
        ({ serviceAccount }) =>
          !told.length ||
          told.some(entry => entry.serviceAccount === serviceAccount),
      ),
      disableSessionTags: false,
    },
  ];
}

/** Without an association the role is known from the service account, so that one was read. */
function readOf({ serviceAccountObject, cluster }: WorkloadSubject): ReadMark {
  return serviceAccountObject.seen
    ? serviceAccountObject.read
    : { source: 'kubernetes', where: cluster.arn, readAt: cluster.readAt };
}

function namedByAssociation(
  { arn, id, roleArn }: AssociationFacts,
  read: ReadMark,
): Evidence {
  return evidenceOf(
    `role of association ${id}: ${roleArn}`,
    read,
    `eks:DescribePodIdentityAssociation ${arn}`,
  );
}

/** Only the summary of the association could be read. */
function unseenRoleOf(associationId: string): CheckResult {
  return unseenResult(`The role of association ${associationId}`, {
    seen: false,
    why: 'denied',
    reason: 'only the summary of the association could be read',
    permission: 'eks:DescribePodIdentityAssociation',
  });
}

/** What a role's sessions are judged for: one subject per service account, or one of which it is not known. */
export function sessionSubjects(
  use: RoleUse,
  { now }: AccountFacts,
): SessionSubject[] {
  const { cluster, disableSessionTags, serviceAccounts } = use;
  const head = { cluster, disableSessionTags, now };
  return serviceAccounts.length
    ? serviceAccounts.map(({ namespace, serviceAccount }) => ({
        ...head,
        account: { namespace, serviceAccount },
      }))
    : [head];
}

/**
 * The role whose permissions the pods get: the target role, where the association has one; undefined where that one is not
 * read.
 */
export function permittedRole(
  use: ReadRole,
  facts: AccountFacts,
): RoleFacts | undefined {
  if (!use.targetRoleArn) {
    return use.facts;
  }
  return valueOr(roleOf(facts, use.targetRoleArn), undefined);
}

/** How the policies of the role decide in the sessions of Pod Identity and no longer as in those of IRSA. */
export function changesOf(
  use: ReadRole,
  role: RoleFacts,
  facts: AccountFacts,
): SessionChange[] {
  const chained = use.targetRoleArn !== undefined;
  return sessionSubjects(use, facts).flatMap(subject =>
    sessionChanges(
      role,
      sessionContext(subject, { role, way: 'irsa', chained: false }),
      sessionContext(subject, { role, way: 'pod-identity', chained }),
    ),
  );
}

/** Whether a decision changes by tags of the session alone. */
export function isOfTags({ keys }: SessionChange): boolean {
  return keys.every(key => /^aws:principaltag\//i.test(key));
}
