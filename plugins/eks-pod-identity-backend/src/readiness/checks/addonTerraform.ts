import {
  AccountFacts,
  AddonSubject,
  Check,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { managedByTags } from '../managedBy';
import {
  missingOfUnfollowed,
  supportOf,
  terraformAddon,
  unfollowedTerraform,
  unreadTerraform,
} from '../terraform';
import {
  because,
  dedupe,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
} from './results';

const BLOCK_LINK =
  'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_addon';

/** Terraform that manages the add-on knows the block: module terraform-aws-modules/eks 20.29.0, provider hashicorp/aws 5.75.0. */
export const addonTerraformVersion: Check<'addon'> = {
  id: 'addon-terraform-version',
  scope: 'addon',
  title: 'Terraform knows pod_identity_association',
  needs: ['repository: Terraform'],
  link: BLOCK_LINK,
  run: judgeVersion,
};

/**
 * The 403 trap: removing service_account_role_arn makes the provider send an empty role ARN, and EKS answers
 * 'Cross-account pass role is not allowed.' (hashicorp/terraform-provider-aws issue 30645).
 */
export const addonTerraformEmptyRole: Check<'addon'> = {
  id: 'addon-terraform-empty-role',
  scope: 'addon',
  title: 'Terraform does not remove the role in the same apply',
  needs: ['eks:DescribeAddon', 'repository: Terraform'],
  link: 'https://github.com/hashicorp/terraform-provider-aws/issues/30645',
  run: judgeEmptyRole,
};

function judgeVersion(subject: AddonSubject, facts: AccountFacts): CheckResult {
  const { addon, cluster } = subject;
  const code = terraformAddon(facts, addon.name, cluster.name);
  if (!code.length) {
    const unclear = mayRevert(subject, facts) ?? unclearCode(subject, facts);
    if (unclear) return unclear;
    const managed = managedByTags(addon.tags, `eks:DescribeAddon ${addon.arn}`);
    return managed?.tool === 'terraform'
      ? codeNotFound(subject, managed.evidence)
      : notApplicable('No Terraform code that was read manages it.');
  }
  const judged = code.map(entry => ({ ...entry, ...supportOf(entry) }));
  const old = judged.find(({ supports }) => supports === false);
  if (old) {
    return fail(
      `The Terraform code of ${addon.name} can't say pod_identity_association: ${old.reason}`,
      [
        old.addon.evidence,
        ...old.terraform.modules.slice(0, 2).map(({ evidence }) => evidence),
      ],
      {
        summary: 'Upgrade module and provider first.',
        steps: [
          `In the way: ${old.reason}`,
          ...(old.reason.includes('no release')
            ? [
                'Set the add-on by resource aws_eks_addon or by module terraform-aws-modules/eks instead.',
              ]
            : []),
          'terraform-aws-modules/eks: 20.29.0 or later (21 wants provider 6 and renames cluster_addons to addons).',
          'hashicorp/aws: 5.75.0 or later.',
          'terraform init -upgrade, and look that the plan shows no change.',
        ],
        link: BLOCK_LINK,
      },
    );
  }
  const open = judged.find(({ supports }) => supports === null);
  if (open) {
    return unknown(
      `Whether the Terraform code of ${addon.name} knows pod_identity_association could not be told: ${open.reason}`,
      [
        {
          what: 'Version of module or provider',
          reason: open.reason,
          permission: 'a .terraform.lock.hcl, or exact versions in the code',
        },
      ],
      [open.addon.evidence],
    );
  }
  return (
    unclearCode(subject, facts) ??
    pass(
      `The Terraform code of ${addon.name} knows pod_identity_association.`,
      [code[0].addon.evidence],
    )
  );
}

function codeNotFound(
  { addon, cluster }: AddonSubject,
  evidence: Evidence[],
): CheckResult {
  return unknown(
    `${addon.name} is managed by Terraform by its tags, and its code was not found.`,
    [
      {
        what: `Terraform code of ${addon.name} in ${cluster.name}`,
        reason: 'no repository that was read manages it',
        permission:
          'annotation backstage.io/source-location on the entity of the platform repository',
      },
    ],
    evidence,
  );
}

/** An add-on that has moved stays so until then, whatever code that can't be followed says: its next run may give the role back. */
function mayRevert(
  { addon, cluster }: AddonSubject,
  facts: AccountFacts,
): CheckResult | undefined {
  const hasMoved =
    !addon.serviceAccountRoleArn && addon.podIdentityAssociationArns.length > 0;
  const [first] = hasMoved
    ? unfollowedTerraform(facts, addon.name, cluster.name)
    : [];
  return first
    ? because(
        'addon-code-may-revert',
        { addon: addon.name, what: first.what, where: first.where },
        warn(
          `${addon.name} uses Pod Identity, but code that was not evaluated may set its IRSA role again: ${first.what} (${first.where}).`,
          [first],
          {
            summary: 'Check that the code sets the association and no role.',
            steps: [],
          },
        ),
      )
    : undefined;
}

/** Code that can't be followed, or could not be read, may be the one that manages the add-on. */
function unclearCode(
  { addon, cluster }: AddonSubject,
  facts: AccountFacts,
): CheckResult | undefined {
  const unfollowed = unfollowedTerraform(facts, addon.name, cluster.name);
  const [first] = unfollowed;
  if (first) {
    return because(
      'addon-terraform-unfollowed',
      { addon: addon.name, what: first.what, where: first.where },
      unknown(
        `Whether code manages ${addon.name} can't be determined: ${first.what} (${first.where}).`,
        dedupe(missingOfUnfollowed(unfollowed)),
        unfollowed,
      ),
    );
  }
  const missing = unreadTerraform(facts, addon.name);
  return missing.length
    ? unknown(
        `Whether Terraform manages ${addon.name} could not be told: ${missing[0].what} could not be read.`,
        missing,
      )
    : undefined;
}

function judgeEmptyRole(
  subject: AddonSubject,
  facts: AccountFacts,
): CheckResult {
  const { addon, cluster } = subject;
  const code = terraformAddon(facts, addon.name, cluster.name);
  const managed =
    code.length > 0 ||
    managedByTags(addon.tags, `eks:DescribeAddon ${addon.arn}`)?.tool ===
      'terraform';
  if (!addon.serviceAccountRoleArn && managed) {
    return pass(`${addon.name} has no IRSA role that Terraform could remove.`, [
      ...code.slice(0, 1).map(entry => entry.addon.evidence),
    ]);
  }
  if (!managed) {
    return (
      (addon.serviceAccountRoleArn ? unclearCode(subject, facts) : undefined) ??
      notApplicable('No Terraform code that was read manages it.')
    );
  }
  const removing = code.find(
    entry => entry.addon.hasServiceAccountRole === false,
  );
  const steps = stepsOf(subject);
  if (removing) {
    return fail(
      `The code no longer sets service_account_role_arn (${removing.addon.evidence.where}), but ${addon.name} in ${cluster.name} still has ${addon.serviceAccountRoleArn}: terraform apply sends an empty role and ends in 403 Cross-account pass role is not allowed.`,
      [removing.addon.evidence],
      { summary: 'Change the add-on itself first, then apply.', steps },
    );
  }
  const unclear = code.find(
    entry => entry.addon.hasServiceAccountRole === null,
  );
  if (unclear) {
    const { evidence } = unclear.addon;
    return because(
      'addon-terraform-role-unclear',
      { addon: addon.name, where: evidence.where },
      unknown(
        `Whether the code of ${addon.name} still sets service_account_role_arn can't be determined (${evidence.where}): where it is null, terraform apply ends in 403 Cross-account pass role is not allowed.`,
        [
          {
            what: `Value of service_account_role_arn of ${addon.name}`,
            reason: `the expression in ${evidence.where} depends on values that are not in the code`,
            permission: 'a committed terraform.tfvars with these values',
          },
        ],
        [evidence],
      ),
    );
  }
  return warn(
    `Terraform manages ${addon.name}: replacing service_account_role_arn by pod_identity_association in one apply ends in 403 Cross-account pass role is not allowed.`,
    code.slice(0, 1).map(entry => entry.addon.evidence),
    { summary: 'Change the add-on itself first, then the code.', steps },
  );
}

function stepsOf({ addon, cluster }: AddonSubject): string[] {
  return [
    `aws eks update-addon --cluster-name ${cluster.name} --region ${
      cluster.region
    } --addon-name ${addon.name} --addon-version ${
      addon.version
    } --resolve-conflicts PRESERVE --pod-identity-associations serviceAccount=${
      addon.podIdentityConfiguration.seen
        ? addon.podIdentityConfiguration.value[0]?.serviceAccount ?? 'NAME'
        : 'NAME'
    },roleArn=${addon.serviceAccountRoleArn}`,
    'Do not pass --service-account-role-arn in that command: leaving it out unsets the role of IRSA.',
    'Then the code: remove service_account_role_arn, add pod_identity_association. terraform plan shows no change, because the add-on is there already.',
    'Or delete the add-on, remove a left-over association, and create it again.',
  ];
}
