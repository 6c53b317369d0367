import {
  Plan,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { PlanRenderer } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { commandsOf } from './awsCliCommands';
import { undoOf } from './awsCliUndo';
import { fileName } from './names';
import { shellCommand, shellComment, shellLine, shellWord } from './shell';

/** Renders a plan as a shell script of AWS CLI and kubectl commands, and a second one that takes it back. */
export const awsCliRenderer: PlanRenderer = {
  format: 'aws-cli',
  title: 'AWS CLI',
  render(plan) {
    return {
      format: 'aws-cli',
      title: 'AWS CLI',
      files: [
        {
          name: fileName(plan, '.apply.sh'),
          mediaType: 'text/x-shellscript',
          content: script(plan, plan.steps, step => commandsOf(step)),
        },
        {
          name: fileName(plan, '.undo.sh'),
          mediaType: 'text/x-shellscript',
          content: script(plan, inUndoOrder(plan.steps), undoOf),
        },
      ],
      notes: [
        'Needs bash, AWS CLI 2.15 or 1.30 and later with rights to change the add-on, association and role, and kubectl with access to the cluster.',
        'Every step may be run again, and every prefix of the apply script is safe to stop at.',
        ...plan.steps.flatMap(step =>
          step.managedBy && !step.satisfied
            ? [
                `${step.title}: managed by ${step.managedBy.tool}${
                  step.managedBy.name ? ` (${step.managedBy.name})` : ''
                }. Make the change there instead, or there as well.`,
              ]
            : [],
        ),
        ...plan.warnings,
      ],
    };
  },
};

/** Backwards, but pods restart only after the association is gone, and the trust closes after that. */
function inUndoOrder(steps: Step[]): Step[] {
  const late: Step['kind'][] = ['restart', 'extend-trust'];
  const rank = ({ kind }: Step) => late.indexOf(kind);
  return [...steps].reverse().sort((a, b) => rank(a) - rank(b));
}

function script(
  plan: Plan,
  steps: Step[],
  commands: (step: Step) => string[],
): string {
  const body = steps.flatMap(step => {
    const lines = commands(step);
    return lines.length ? ['', shellComment(step.title), ...lines] : [];
  });
  const region = shellWord(plan.cluster.region);
  return `${[
    '#!/usr/bin/env bash',
    'set -euo pipefail',
    '',
    shellComment(
      `${plan.kind === 'addon' ? 'Add-on' : 'Workload'} ${
        plan.subject
      } in cluster ${plan.cluster.name} (${plan.cluster.region})`,
    ),
    `export AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_PAGER=`,
    `account=$(${shellLine(['aws', 'sts', 'get-caller-identity'], {
      query: 'Account',
      output: 'text',
    })})`,
    `if [ "$account" != ${shellWord(plan.cluster.accountId)} ]; then`,
    `  echo "These are credentials of account $account, the plan is for ${plan.cluster.accountId}" >&2`,
    '  exit 1',
    'fi',
    ...(body.some(line => line.includes('kubectl '))
      ? [
          '# A kubeconfig of its own: yours stays as it is.',
          'KUBECONFIG=$(mktemp)',
          'export KUBECONFIG',
          `trap 'rm -f "$KUBECONFIG"' EXIT`,
          shellCommand(['aws', 'eks', 'update-kubeconfig'], {
            name: plan.cluster.name,
          }),
        ]
      : []),
    ...body,
  ].join('\n')}\n`;
}
