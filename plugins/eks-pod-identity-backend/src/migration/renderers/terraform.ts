import {
  Plan,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  PlanRenderer,
  RenderContext,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { parametersOf, StepParameters } from '../parameters';
import { hclAttributes, hclString } from './hcl';
import { fileName, hclName, subjectWords } from './names';
import { terraformAddon } from './terraformAddon';

/** Renders a plan as Terraform code; what Terraform can't do (the restart) is told in the notes. */
export const terraformRenderer: PlanRenderer = {
  format: 'terraform',
  title: 'Terraform',
  render(plan, context) {
    return plan.kind === 'addon'
      ? terraformAddon(plan, context)
      : workload(plan, context);
  },
};

function workload(plan: Plan, context: RenderContext) {
  const name = hclName(...subjectWords(plan));
  const associate = stepOf(plan, 'create-association');
  const association = parametersOf(associate, 'create-association');
  const existing = associate.before?.associationId;
  const trust = stepOf(plan, 'extend-trust');
  const restarts = parametersOf(stepOf(plan, 'restart'), 'restart');
  return {
    format: 'terraform',
    title: 'Terraform',
    files: [
      {
        name: fileName(plan, '.tf'),
        mediaType: 'text/x-hcl',
        content: [
          ...(trust.satisfied ? [] : [trustDocument(name, trust), '']),
          ...(typeof existing === 'string'
            ? [importBlock(name, association, existing), '']
            : []),
          associationResource(name, association),
        ].join('\n'),
      },
    ],
    notes: [
      ...versionNotes(context),
      ...(trust.satisfied
        ? []
        : [
            `Add the statement to the assume_role_policy of ${
              parametersOf(trust, 'extend-trust').roleName
            } (source_policy_documents, or a further statement block); the OIDC statement stays. Apply it before the association: EKS refuses one whose role does not trust it.`,
          ]),
      ...(typeof existing === 'string'
        ? [
            `Association ${existing} is there already: the import block takes it over (Terraform 1.5 and later), where it is not in your code yet.`,
          ]
        : []),
      ...(plan.steps.some(
        ({ kind, satisfied }) => kind === 'ensure-agent' && !satisfied,
      )
        ? [
            'The cluster has no agent: add the add-on eks-pod-identity-agent first (aws_eks_addon, or cluster_addons of the module).',
          ]
        : []),
      ...(restarts.controllers.length
        ? [
            'terraform apply does not restart pods: the switch acts at their next restart, whoever causes it. Restart them at a time of your choice, at least 10 seconds after the apply.',
          ]
        : []),
      ...plan.warnings,
    ],
  };
}

function versionNotes({ terraform }: RenderContext): string[] {
  const providers = terraform.flatMap(({ providers: list }) => list);
  const aws = providers.filter(({ source }) =>
    source.endsWith('hashicorp/aws'),
  );
  return [
    'Needs hashicorp/aws 5.29.0 or later (aws_eks_pod_identity_association).',
    ...aws.map(
      ({ version, constraint, evidence }) =>
        `Your code: hashicorp/aws ${
          version ?? constraint ?? 'of unknown version'
        } (${evidence.where}).`,
    ),
  ];
}

function stepOf(plan: Plan, kind: Step['kind']): Step {
  const step = plan.steps.find(candidate => candidate.kind === kind);
  if (!step) {
    throw new Error(`The plan for ${plan.subject} has no step '${kind}'`);
  }
  return step;
}

function associationResource(
  name: string,
  association: StepParameters<'create-association'>,
): string {
  return [
    `resource "aws_eks_pod_identity_association" "${name}" {`,
    hclAttributes(
      [
        ['cluster_name', hclString(association.clusterName)],
        ['namespace', hclString(association.namespace)],
        ['service_account', hclString(association.serviceAccount)],
        ['role_arn', hclString(association.roleArn)],
        ...(association.targetRoleArn
          ? [
              ['target_role_arn', hclString(association.targetRoleArn)] as [
                string,
                string,
              ],
            ]
          : []),
        ...(association.disableSessionTags
          ? [['disable_session_tags', 'true'] as [string, string]]
          : []),
      ],
      '  ',
    ),
    '}',
    '',
  ].join('\n');
}

function importBlock(
  name: string,
  association: StepParameters<'create-association'>,
  id: string,
): string {
  return [
    'import {',
    hclAttributes(
      [
        ['to', `aws_eks_pod_identity_association.${name}`],
        ['id', hclString(`${association.clusterName},${id}`)],
      ],
      '  ',
    ),
    '}',
  ].join('\n');
}

function trustDocument(name: string, step: Step): string {
  const { statement } = parametersOf(step, 'extend-trust');
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(
    ([test, keys]) =>
      Object.entries(keys).map(([variable, values]) =>
        [
          '    condition {',
          hclAttributes(
            [
              ['test', hclString(test)],
              ['variable', hclString(variable)],
              ['values', `[${[values].flat().map(hclString).join(', ')}]`],
            ],
            '      ',
          ),
          '    }',
        ].join('\n'),
      ),
  );
  return [
    `data "aws_iam_policy_document" "${name}" {`,
    '  statement {',
    hclAttributes(
      [
        ['sid', hclString(statement.Sid)],
        ['actions', '["sts:AssumeRole", "sts:TagSession"]'],
      ],
      '    ',
    ),
    '',
    '    principals {',
    '      type        = "Service"',
    '      identifiers = ["pods.eks.amazonaws.com"]',
    '    }',
    ...conditions.map(condition => `\n${condition}`),
    '  }',
    '}',
    '',
  ].join('\n');
}
