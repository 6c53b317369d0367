import {
  Plan,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { parametersOf } from '../parameters';
import { shellCommand } from './shell';

/** The commands that take one step back; none where there is nothing to undo. */
export function awsCliUndo(step: Step, plan: Plan): string[] {
  if (step.satisfied) {
    return [];
  }
  const cluster = { 'cluster-name': plan.cluster.name };
  switch (step.kind) {
    case 'create-association':
      return undoAssociation(step, cluster);
    case 'restart':
      return [
        '# Restart once more, after the association is gone:',
        ...parametersOf(step, 'restart')
          .controllers.filter(({ how }) => how === 'rollout')
          .map(
            ({ kind, name, namespace }) =>
              `# ${shellCommand([
                'kubectl',
                '-n',
                namespace,
                'rollout',
                'restart',
                `${kind.toLowerCase()}/${name}`,
              ])}`,
          ),
      ];
    case 'update-addon':
      return undoUpdate(step, cluster);
    case 'create-addon':
      return [
        shellCommand(['aws', 'eks', 'delete-addon'], {
          ...cluster,
          'addon-name': parametersOf(step, 'create-addon').addonName,
        }),
      ];
    case 'delete-addon':
      return undoDelete(step, cluster);
    case 'delete-association':
      return undoDeleteAssociation(step, cluster);
    default:
      return [];
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function undoAssociation(
  step: Step,
  cluster: Record<string, string>,
): string[] {
  const { namespace, serviceAccount } = parametersOf(
    step,
    'create-association',
  );
  const previous = text(step.before?.associationId);
  if (previous) {
    return [
      shellCommand(['aws', 'eks', 'update-pod-identity-association'], {
        ...cluster,
        'association-id': previous,
        'role-arn': text(step.before?.roleArn),
      }),
    ];
  }
  return [
    `association=$(${shellCommand(
      ['aws', 'eks', 'list-pod-identity-associations'],
      {
        ...cluster,
        namespace,
        'service-account': serviceAccount,
        query: 'associations[0].associationId',
        output: 'text',
      },
    )})`,
    `${shellCommand(
      ['aws', 'eks', 'delete-pod-identity-association'],
      cluster,
    )} \\\n  --association-id "$association"`,
  ];
}

function undoUpdate(step: Step, cluster: Record<string, string>): string[] {
  const { addonName } = parametersOf(step, 'update-addon');
  return [
    shellCommand(['aws', 'eks', 'update-addon'], {
      ...cluster,
      'addon-name': addonName,
      'service-account-role-arn': text(step.before?.serviceAccountRoleArn),
      'pod-identity-associations': '[]',
    }),
  ];
}

function undoDelete(step: Step, cluster: Record<string, string>): string[] {
  return [
    shellCommand(['aws', 'eks', 'create-addon'], {
      ...cluster,
      'addon-name': parametersOf(step, 'delete-addon').addonName,
      'addon-version': text(step.before?.addonVersion),
      'configuration-values': text(step.before?.configurationValues),
      'service-account-role-arn': text(step.before?.serviceAccountRoleArn),
    }),
  ];
}

function undoDeleteAssociation(
  step: Step,
  cluster: Record<string, string>,
): string[] {
  return [
    shellCommand(['aws', 'eks', 'create-pod-identity-association'], {
      ...cluster,
      namespace: text(step.before?.namespace),
      'service-account': text(step.before?.serviceAccount),
      'role-arn': text(step.before?.roleArn),
    }),
  ];
}
