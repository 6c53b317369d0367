import {
  Plan,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { PlanRenderer } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { parametersOf } from '../parameters';
import { awsCliUndo } from './awsCliUndo';
import { shellCommand, shellWord } from './shell';

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
          name: 'apply.sh',
          mediaType: 'text/x-shellscript',
          content: script(plan, plan.steps, commandsOf),
        },
        {
          name: 'undo.sh',
          mediaType: 'text/x-shellscript',
          content: script(plan, [...plan.steps].reverse(), step =>
            awsCliUndo(step, plan),
          ),
        },
      ],
      notes: [
        'Needs AWS CLI 2.15 or 1.30 and later, and kubectl with access to the cluster.',
        'Every step may be run again, and every prefix of the script is safe to stop at.',
        ...plan.warnings,
      ],
    };
  },
};

function script(
  plan: Plan,
  steps: Step[],
  commands: (step: Step) => string[],
): string {
  const parts = [
    '#!/usr/bin/env bash',
    'set -euo pipefail',
    '',
    `# ${plan.kind === 'addon' ? 'Add-on' : 'Workload'} ${
      plan.subject
    } in cluster ${plan.cluster.name} (${plan.cluster.region})`,
    `export AWS_REGION=${shellWord(plan.cluster.region)}`,
    shellCommand(['aws', 'eks', 'update-kubeconfig'], {
      name: plan.cluster.name,
    }),
  ];
  for (const step of steps) {
    const lines = commands(step);
    if (lines.length) {
      parts.push('', `# ${step.title}`, ...lines);
    }
  }
  return `${parts.join('\n')}\n`;
}

function commandsOf(step: Step): string[] {
  if (step.satisfied) {
    return ['# already so: nothing to do'];
  }
  switch (step.kind) {
    case 'ensure-agent':
      return ensureAgent(step);
    case 'extend-trust':
      return extendTrust(step);
    case 'create-association':
      return createAssociation(step);
    case 'wait-effective':
      return [`sleep ${parametersOf(step, 'wait-effective').seconds}`];
    case 'restart':
      return restart(step);
    case 'delete-association':
      return [deleteAssociation(step)];
    case 'delete-addon':
      return deleteAddon(step);
    case 'create-addon':
      return changeAddon(step, 'create-addon');
    case 'update-addon':
      return changeAddon(step, 'update-addon');
    case 'clean-up':
      return cleanUp(step);
    case 'verify':
      return verify(step);
    default:
      return [];
  }
}

function ensureAgent(step: Step): string[] {
  const { clusterName, addonName } = parametersOf(step, 'ensure-agent');
  const names = { 'cluster-name': clusterName, 'addon-name': addonName };
  return [
    `${shellCommand(
      ['aws', 'eks', 'describe-addon'],
      names,
    )} >/dev/null 2>&1 ||`,
    shellCommand(['aws', 'eks', 'create-addon'], names),
    shellCommand(['aws', 'eks', 'wait', 'addon-active'], names),
  ];
}

function extendTrust(step: Step): string[] {
  const { roleName, trustPolicy } = parametersOf(step, 'extend-trust');
  if (!trustPolicy) {
    return [
      `echo ${shellWord(
        `The trust policy of ${roleName} could not be read: add the statement by hand, see the plan`,
      )} >&2`,
      'exit 1',
    ];
  }
  return [
    '# The whole document, with all statements that were there when the plan was made.',
    shellCommand(['aws', 'iam', 'update-assume-role-policy'], {
      'role-name': roleName,
      'policy-document': JSON.stringify(trustPolicy),
    }),
  ];
}

function createAssociation(step: Step): string[] {
  const { clusterName, namespace, serviceAccount, roleArn } = parametersOf(
    step,
    'create-association',
  );
  const previous = step.before?.associationId;
  if (typeof previous === 'string') {
    return [
      shellCommand(['aws', 'eks', 'update-pod-identity-association'], {
        'cluster-name': clusterName,
        'association-id': previous,
        'role-arn': roleArn,
      }),
    ];
  }
  return [
    shellCommand(['aws', 'eks', 'create-pod-identity-association'], {
      'cluster-name': clusterName,
      namespace,
      'service-account': serviceAccount,
      'role-arn': roleArn,
    }),
  ];
}

function restart(step: Step): string[] {
  return parametersOf(step, 'restart').controllers.flatMap(
    ({ kind, name, namespace, how, note }) => {
      const resource = `${kind.toLowerCase()}/${name}`;
      return how === 'rollout'
        ? [
            shellCommand([
              'kubectl',
              '-n',
              namespace,
              'rollout',
              'restart',
              resource,
            ]),
            shellCommand([
              'kubectl',
              '-n',
              namespace,
              'rollout',
              'status',
              resource,
            ]),
          ]
        : [`# ${kind} ${name}: ${note}`];
    },
  );
}

function deleteAssociation(step: Step): string {
  const { associationId } = parametersOf(step, 'delete-association');
  return shellCommand(['aws', 'eks', 'delete-pod-identity-association'], {
    'cluster-name': clusterNameOf(step.target),
    'association-id': associationId,
  });
}

function deleteAddon(step: Step): string[] {
  const { clusterName, addonName } = parametersOf(step, 'delete-addon');
  const names = { 'cluster-name': clusterName, 'addon-name': addonName };
  return [
    shellCommand(['aws', 'eks', 'delete-addon'], names),
    shellCommand(['aws', 'eks', 'wait', 'addon-deleted'], names),
  ];
}

function changeAddon(
  step: Step,
  command: 'create-addon' | 'update-addon',
): string[] {
  const parameters = parametersOf(step, command);
  const names = {
    'cluster-name': parameters.clusterName,
    'addon-name': parameters.addonName,
  };
  return [
    '# No --service-account-role-arn: left out it unsets the IRSA role; an empty one ends in a 403.',
    shellCommand(['aws', 'eks', command], {
      ...names,
      'addon-version': parameters.addonVersion,
      'configuration-values': parameters.configurationValues,
      ...('resolveConflicts' in parameters
        ? { 'resolve-conflicts': parameters.resolveConflicts }
        : {}),
      'pod-identity-associations': JSON.stringify(
        parameters.podIdentityAssociations,
      ),
      ...('tags' in parameters && Object.keys(parameters.tags).length
        ? { tags: JSON.stringify(parameters.tags) }
        : {}),
    }),
    shellCommand(['aws', 'eks', 'wait', 'addon-active'], names),
  ];
}

function verify(step: Step): string[] {
  const { namespace, serviceAccount, addonName } = step.parameters;
  if (typeof addonName === 'string') {
    return [
      shellCommand(['aws', 'eks', 'describe-addon'], {
        'cluster-name': clusterNameOf(step.target),
        'addon-name': addonName,
        query: 'addon.[status,serviceAccountRoleArn,podIdentityAssociations]',
      }),
    ];
  }
  return [
    '# Every pod must list AWS_CONTAINER_CREDENTIALS_FULL_URI; restart once more where one does not.',
    shellCommand(['kubectl', '-n', String(namespace), 'get', 'pods'], {
      'field-selector': `spec.serviceAccountName=${serviceAccount}`,
      output:
        'jsonpath={range .items[*]}{.metadata.name}{"\\t"}{.spec.containers[*].env[*].name}{"\\n"}{end}',
    }),
  ];
}

function cleanUp(step: Step): string[] {
  const { namespace, serviceAccount } = parametersOf(step, 'clean-up');
  return [
    '# Some days later, when nothing needs the way back any more:',
    `# ${shellCommand([
      'kubectl',
      '-n',
      namespace,
      'annotate',
      'serviceaccount',
      serviceAccount,
      'eks.amazonaws.com/role-arn-',
    ])}`,
  ];
}

/** The cluster's name in the ARN of an add-on or association: both have it as the second part of the resource. */
function clusterNameOf(arn: string): string {
  return arn.split('/')[1];
}
