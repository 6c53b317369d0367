import {
  Artifact,
  Plan,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { RenderContext } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { parametersOf } from '../parameters';
import { hclAttributes, hclString } from './hcl';
import { fileName, hclName, subjectWords } from './names';

/** First major version of terraform-aws-modules/eks whose inputs lost the `cluster_` prefix. */
const MODULE_WITHOUT_PREFIX = 21;

/**
 * The Terraform code of an add-on after its move. The code alone can't make the move: with the role argument removed,
 * the provider sends an empty role ARN, which EKS answers with a 403. So the notes tell the order.
 */
export function terraformAddon(plan: Plan, context: RenderContext): Artifact {
  const step = plan.steps.find(
    ({ kind }) => kind === 'update-addon' || kind === 'create-addon',
  );
  if (!step) {
    throw new Error(`The plan for ${plan.subject} changes no add-on`);
  }
  const { addonName, clusterName, podIdentityAssociations } = parametersOf(
    step,
    step.kind === 'update-addon' ? 'update-addon' : 'create-addon',
  );
  const places = context.terraform.flatMap(({ addons }) =>
    addons.filter(
      addon =>
        addon.name === addonName &&
        (!addon.clusterName || addon.clusterName === clusterName),
    ),
  );
  const module = context.terraform
    .flatMap(({ modules }) => modules)
    .find(({ source }) => /terraform-aws-modules\/eks\/aws$/.test(source));
  const throughModule =
    places.length > 0
      ? places.some(({ through }) => through === 'module')
      : module !== undefined;
  return {
    format: 'terraform',
    title: 'Terraform',
    files: [
      {
        name: fileName(plan, '.tf'),
        mediaType: 'text/x-hcl',
        content: throughModule
          ? moduleCode(
              addonName,
              podIdentityAssociations,
              majorOf(module?.version),
            )
          : resourceCode(plan, addonName, clusterName, podIdentityAssociations),
      },
    ],
    notes: [
      'Change the add-on first (see AWS CLI), then this code: terraform plan shows no change afterwards. The other way round terraform apply ends in 403 Cross-account pass role is not allowed.',
      ...places.map(
        ({ evidence, hasServiceAccountRole }) =>
          `${evidence.where}: ${
            hasServiceAccountRole
              ? 'remove service_account_role_arn here, add pod_identity_association.'
              : 'the add-on stands here.'
          }`,
      ),
      ...context.terraform
        .filter(
          ({ supportsAddonPodIdentityAssociation }) =>
            supportsAddonPodIdentityAssociation === false,
        )
        .map(({ reason }) => `Upgrade first: ${reason}`),
      'Needs hashicorp/aws 5.75.0 or later, and terraform-aws-modules/eks 20.29.0 or later where the module manages the add-on.',
      ...plan.warnings,
    ],
  };
}

function majorOf(version: string | undefined): number | undefined {
  const major = Number.parseInt(version ?? '', 10);
  return Number.isNaN(major) ? undefined : major;
}

interface Identity {
  serviceAccount: string;
  roleArn: string;
}

function moduleCode(
  addonName: string,
  identities: Identity[],
  major: number | undefined,
): string {
  const input =
    major !== undefined && major >= MODULE_WITHOUT_PREFIX
      ? 'addons'
      : 'cluster_addons';
  return [
    `# In the module block of terraform-aws-modules/eks`,
    `${input} = {`,
    `  ${addonName} = {`,
    '    # service_account_role_arn is removed',
    `    pod_identity_association = [${identities
      .map(
        identity =>
          `{\n${hclAttributes(
            [
              ['role_arn', hclString(identity.roleArn)],
              ['service_account', hclString(identity.serviceAccount)],
            ],
            '      ',
          )}\n    }`,
      )
      .join(', ')}]`,
    '  }',
    '}',
    '',
  ].join('\n');
}

function resourceCode(
  plan: Plan,
  addonName: string,
  clusterName: string,
  identities: Identity[],
): string {
  return [
    `resource "aws_eks_addon" "${hclName(...subjectWords(plan))}" {`,
    hclAttributes(
      [
        ['cluster_name', hclString(clusterName)],
        ['addon_name', hclString(addonName)],
      ],
      '  ',
    ),
    '  # service_account_role_arn is removed',
    ...identities.flatMap(identity => [
      '',
      '  pod_identity_association {',
      hclAttributes(
        [
          ['role_arn', hclString(identity.roleArn)],
          ['service_account', hclString(identity.serviceAccount)],
        ],
        '    ',
      ),
      '  }',
    ]),
    '}',
    '',
  ].join('\n');
}
