import {
  Finding,
  Plan,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonSubject,
  AssociationFacts,
  RoleFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { podIdentityTrust } from '../readiness/policy/trust';
import {
  AddonIdentity,
  addonIdentities,
  leftOverAssociations,
  ownedAssociations,
} from './addonIdentities';
import {
  alignCode,
  createAddon,
  deleteAddon,
  deleteAssociation,
  updateAddon,
  verifyAddon,
} from './addonSteps';
import { agentStep } from './agentStep';
import { TrustStep, trustStep } from './trustStep';
import { PlanBasis } from './workloadPlan';

/** The two ways to take an add-on over. */
export type AddonMethod = 'update-in-place' | 'recreate';

/** The add-on whose restart touches the network of every node. */
const CNI = 'vpc-cni';

/**
 * The plan that takes an EKS add-on over.
 *
 * In place: one UpdateAddon with `podIdentityAssociations`, the version and the configuration in force, and **without**
 * `serviceAccountRoleArn`; then the Terraform code, which shows no diff afterwards. Or as many do it by hand: delete the
 * add-on, remove the left-over association, create it again. A plain `terraform apply` of the change sends an empty role
 * ARN, which EKS answers with 403 'Cross-account pass role is not allowed' (hashicorp/terraform-provider-aws issue 30645).
 *
 * @param roleOf the facts of a role: the one of IRSA is not always the one that counts for the add-on today
 * @throws InputError when the add-on can't be taken over, see {@link addonIdentities}
 */
export function planAddon(
  subject: AddonSubject,
  basis: PlanBasis,
  method: AddonMethod,
  roleOf: (arn: string) => Sight<RoleFacts | undefined>,
): Plan {
  const { addon, cluster } = subject;
  const identities = addonIdentities(subject);
  const irsaRole = addon.serviceAccountRoleArn!;
  const owned = identitiesOf(ownedAssociations(subject));
  const leftOvers = leftOverAssociations(subject, identities);
  const passes = (check: string) =>
    basis.findings.some(
      (finding: Finding) =>
        finding.check === check && finding.outcome === 'pass',
    );
  const added = identities.filter(
    ({ serviceAccount }) =>
      !owned.some(one => one.serviceAccount === serviceAccount),
  );
  const trust = trustOf(
    subject,
    added.length
      ? { roleArn: irsaRole, identities: added }
      : { roleArn: identities[0].roleArn, identities },
    roleOf,
    basis.assessedAt,
  );
  const remove = leftOvers.map(association =>
    deleteAssociation(subject, association),
  );
  return {
    kind: 'addon',
    subjectId: subject.id,
    subject: addon.name,
    cluster: {
      arn: cluster.arn,
      name: cluster.name,
      region: cluster.region,
      accountId: cluster.accountId,
    },
    method,
    steps: [
      agentStep(cluster, passes('agent-present')),
      trust.step,
      ...(method === 'update-in-place'
        ? [...remove, updateAddon(subject, identities, owned)]
        : [
            deleteAddon(subject, owned),
            ...remove,
            createAddon(subject, identities),
          ]),
      verifyAddon(subject, identities),
      alignCode(subject),
    ],
    warnings: [...trust.warnings, ...warningsOf(subject, { added, leftOvers })],
    interruption: interruptionOf(subject, method),
    basis: { assessedAt: basis.assessedAt, verdict: basis.verdict },
  };
}

function identitiesOf(associations: AssociationFacts[]): AddonIdentity[] {
  return associations.flatMap(({ serviceAccount, roleArn }) =>
    roleArn ? [{ serviceAccount, roleArn }] : [],
  );
}

/** Opens the role that the add-on's service accounts are to get. */
function trustOf(
  { addon, cluster }: AddonSubject,
  { roleArn, identities }: { roleArn: string; identities: AddonIdentity[] },
  roleOf: (arn: string) => Sight<RoleFacts | undefined>,
  now: string,
): TrustStep {
  const sight = roleOf(roleArn);
  const serviceAccounts = identities
    .filter(identity => identity.roleArn === roleArn)
    .map(({ serviceAccount }) => serviceAccount);
  const role = sight.seen ? sight.value : undefined;
  const admitted =
    role !== undefined &&
    addon.namespace !== undefined &&
    serviceAccounts.every(
      serviceAccount =>
        podIdentityTrust(role, {
          cluster,
          namespace: addon.namespace!,
          serviceAccount,
          disableSessionTags: false,
          now,
        }).result === 'allowed',
    );
  return trustStep(
    { arn: roleArn, sight },
    { namespace: addon.namespace, serviceAccounts },
    { cluster, admitted, sessionTags: true, now },
  );
}

function warningsOf(
  subject: AddonSubject,
  {
    added,
    leftOvers,
  }: { added: AddonIdentity[]; leftOvers: AssociationFacts[] },
): string[] {
  const { addon } = subject;
  return [
    'Do not run terraform apply for this change before the add-on itself is changed: removing service_account_role_arn in the same apply ends in 403 Cross-account pass role is not allowed.',
    ...(added.length > 1
      ? [
          `${addon.name} has ${added.length} service accounts (${added
            .map(({ serviceAccount }) => serviceAccount)
            .join(', ')}): each gets ${
            addon.serviceAccountRoleArn
          }, as by IRSA. Narrow that later if it is too much.`,
        ]
      : []),
    ...(addon.namespace
      ? []
      : [
          `The namespace of ${addon.name} is not known: the trust statement names only its service accounts.`,
        ]),
    ...leftOvers.map(
      ({ id, serviceAccount }) =>
        `Association ${id} for ${serviceAccount} is not the add-on's: the add-on can't adopt it, it must go first ('Association already exists'). Pods that start in between get no Pod Identity.`,
    ),
  ];
}

function interruptionOf(
  { addon }: AddonSubject,
  method: AddonMethod,
): Plan['interruption'] {
  if (method === 'recreate') {
    return {
      expected: 'certain',
      reason: `Between delete and re-creation ${addon.name} does not run in this cluster.`,
    };
  }
  return addon.name === CNI
    ? {
        expected: 'possible',
        reason:
          'EKS restarts the CNI on one node after the other: pods that run keep their network, new ones on that node wait for it.',
      }
    : {
        expected: 'none',
        reason:
          "EKS restarts the add-on's pods one after the other; running pods keep their credentials until then.",
      };
}
