import { Step } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { parametersOf, StepParameters } from '../parameters';
import { replaceTrust } from './awsCliTrust';
import { shellCommand, shellComment, shellLine, shellWord } from './shell';

/** The commands that do one step; every one of them may be run again. */
export function commandsOf(step: Step): string[] {
  if (step.satisfied) {
    return ['# already so: nothing to do'];
  }
  switch (step.kind) {
    case 'ensure-agent':
      return ensureAgent(step);
    case 'extend-trust':
      return extendTrust(step);
    case 'create-association':
      return createAssociation(parametersOf(step, 'create-association'));
    case 'wait-effective':
      return [`sleep ${parametersOf(step, 'wait-effective').seconds}`];
    case 'restart':
      return restart(step);
    case 'verify':
      return verify(step);
    case 'delete-association':
      return [deleteAssociation(parametersOf(step, 'delete-association'))];
    case 'delete-addon':
      return deleteAddon(step);
    case 'create-addon':
      return createAddon(parametersOf(step, 'create-addon'));
    case 'update-addon':
      return updateAddon(parametersOf(step, 'update-addon'));
    case 'clean-up':
      return cleanUp(step);
    default:
      return [];
  }
}

function stop(message: string): string[] {
  return [`echo ${shellWord(message)} >&2`, 'exit 1'];
}

function addonNames(parameters: { clusterName: string; addonName: string }) {
  return {
    'cluster-name': parameters.clusterName,
    'addon-name': parameters.addonName,
  };
}

function ensureAgent(step: Step): string[] {
  const names = addonNames(parametersOf(step, 'ensure-agent'));
  return [
    `if ! ${shellLine(
      ['aws', 'eks', 'describe-addon'],
      names,
    )} >/dev/null 2>&1; then`,
    `  ${shellLine(['aws', 'eks', 'create-addon'], names)}`,
    'fi',
    shellCommand(['aws', 'eks', 'wait', 'addon-active'], names),
  ];
}

function extendTrust(step: Step): string[] {
  const { roleName, trustPolicy } = parametersOf(step, 'extend-trust');
  const before = step.before?.trustPolicy;
  if (!trustPolicy || typeof before !== 'string') {
    return stop(
      `The trust policy of ${roleName} can't be extended from here: add the statement by hand, see the plan`,
    );
  }
  return replaceTrust(roleName, before, JSON.stringify(trustPolicy));
}

/** Makes an association where there is none; one with another role is for people. */
export function createAssociation(
  parameters: Pick<
    StepParameters<'create-association'>,
    'clusterName' | 'namespace' | 'serviceAccount' | 'roleArn'
  >,
): string[] {
  const { clusterName, namespace, serviceAccount, roleArn } = parameters;
  const names = {
    'cluster-name': clusterName,
    namespace,
    'service-account': serviceAccount,
  };
  return [
    `association=$(${shellLine(
      ['aws', 'eks', 'list-pod-identity-associations'],
      { ...names, query: 'associations[0].associationId', output: 'text' },
    )})`,
    'if [ "$association" = None ]; then',
    `  ${shellLine(['aws', 'eks', 'create-pod-identity-association'], {
      ...names,
      'role-arn': roleArn,
    })}`,
    'else',
    `  role=$(${shellLine(['aws', 'eks', 'describe-pod-identity-association'], {
      'cluster-name': clusterName,
    })} --association-id "$association" --query association.roleArn --output text)`,
    `  if [ "$role" != ${shellWord(roleArn)} ]; then`,
    '    echo "Association $association is there already, with $role: make a new plan" >&2',
    '    exit 1',
    '  fi',
    'fi',
  ];
}

function restart(step: Step): string[] {
  const { controllers } = parametersOf(step, 'restart');
  if (!controllers.length && step.needed) {
    return [
      '# What runs with the service account could not be seen: restart it yourself.',
    ];
  }
  return controllers.flatMap(({ kind, name, namespace, how, note }) => {
    const resource = `${kind.toLowerCase()}/${name}`;
    const rollout = ['kubectl', '-n', namespace, 'rollout'];
    return how === 'rollout'
      ? [
          shellLine([...rollout, 'restart', resource]),
          shellLine([...rollout, 'status', resource], { timeout: '15m' }),
        ]
      : [shellComment(`${kind} ${name}: ${note}`)];
  });
}

/** Names of live pods that came up without the variables; the awk program ends with 1 where there are any. */
const BARE_PODS =
  '$2 == "" && $3 !~ /AWS_CONTAINER_CREDENTIALS_FULL_URI/ { print "Without Pod Identity: " $1; bare = 1 } END { exit bare }';

const POD_COLUMNS =
  'jsonpath={range .items[*]}{.metadata.name}{"\\t"}{.metadata.deletionTimestamp}{"\\t"}{.spec.containers[*].env[*].name}{"\\n"}{end}';

function verify(step: Step): string[] {
  const parameters = parametersOf(step, 'verify');
  if ('addonName' in parameters) {
    return verifyAddon(parameters);
  }
  const { namespace, serviceAccount } = parameters;
  return [
    `if ! ${shellLine(['kubectl', '-n', namespace, 'get', 'pods'], {
      'field-selector': `spec.serviceAccountName=${serviceAccount},status.phase=Running`,
      output: POD_COLUMNS,
    })} | awk -F '\\t' ${shellWord(BARE_PODS)}; then`,
    '  echo "Restart these once more (run this script again), or see who has to: nothing was removed" >&2',
    '  exit 1',
    'fi',
  ];
}

function verifyAddon(parameters: {
  clusterName: string;
  addonName: string;
  serviceAccounts: string[];
}): string[] {
  const describe = (query: string) =>
    `$(${shellLine(['aws', 'eks', 'describe-addon'], {
      ...addonNames(parameters),
      query,
      output: 'text',
    })})`;
  return [
    `associations=${describe('length(addon.podIdentityAssociations || `[]`)')}`,
    `role=${describe('addon.serviceAccountRoleArn')}`,
    `if [ "$associations" != ${parameters.serviceAccounts.length} ]; then`,
    `  echo ${shellWord(
      `${parameters.addonName} lists`,
    )} "$associations associations, ${
      parameters.serviceAccounts.length
    } are expected" >&2`,
    '  exit 1',
    'fi',
    'if [ "$role" != None ]; then',
    '  echo "The add-on still shows the role $role; with the agent in the cluster its pods get Pod Identity all the same" >&2',
    'fi',
  ];
}

function deleteAssociation({
  clusterName,
  associationId,
}: StepParameters<'delete-association'>): string {
  return [
    `if ${shellLine(['aws', 'eks', 'describe-pod-identity-association'], {
      'cluster-name': clusterName,
      'association-id': associationId,
    })} >/dev/null 2>&1; then`,
    `  ${shellLine(['aws', 'eks', 'delete-pod-identity-association'], {
      'cluster-name': clusterName,
      'association-id': associationId,
    })}`,
    'fi',
  ].join('\n');
}

/** Deletes the add-on only while it has the role of IRSA: run again, the new one stays. */
function deleteAddon(step: Step): string[] {
  const names = addonNames(parametersOf(step, 'delete-addon'));
  return [
    `role=$(${shellLine(['aws', 'eks', 'describe-addon'], {
      ...names,
      query: 'addon.serviceAccountRoleArn',
      output: 'text',
    })} 2>/dev/null || true)`,
    `if [ "$role" = ${shellWord(
      String(step.before?.serviceAccountRoleArn),
    )} ]; then`,
    `  ${shellLine(['aws', 'eks', 'delete-addon'], names)}`,
    `  ${shellLine(['aws', 'eks', 'wait', 'addon-deleted'], names)}`,
    'fi',
  ];
}

type NewAddon = Omit<
  StepParameters<'create-addon'>,
  'podIdentityAssociations'
> & {
  podIdentityAssociations?: StepParameters<'create-addon'>['podIdentityAssociations'];
  serviceAccountRoleArn?: string;
};

/** CreateAddon, again while EKS still sees an association that was deleted a moment ago. */
export function createAddon(parameters: NewAddon): string[] {
  const { tags, namespace, podIdentityAssociations } = parameters;
  const names = addonNames(parameters);
  return [
    'for attempt in 1 2 3 4 5 6; do',
    `  if ${shellLine(
      ['aws', 'eks', 'describe-addon'],
      names,
    )} >/dev/null 2>&1; then break; fi`,
    `  if ${shellLine(['aws', 'eks', 'create-addon'], {
      ...names,
      'addon-version': parameters.addonVersion,
      'configuration-values': parameters.configurationValues,
      'namespace-config': namespace && `namespace=${namespace}`,
      'service-account-role-arn': parameters.serviceAccountRoleArn,
      'pod-identity-associations': podIdentityAssociations?.length
        ? JSON.stringify(podIdentityAssociations)
        : undefined,
      tags: Object.keys(tags).length ? JSON.stringify(tags) : undefined,
    })}; then break; fi`,
    '  if [ "$attempt" = 6 ]; then exit 1; fi',
    '  sleep 5',
    'done',
    shellCommand(['aws', 'eks', 'wait', 'addon-active'], names),
  ];
}

function updateAddon(parameters: StepParameters<'update-addon'>): string[] {
  return [
    '# No --service-account-role-arn: left out it unsets the IRSA role; an empty one ends in a 403.',
    shellCommand(['aws', 'eks', 'update-addon'], {
      ...addonNames(parameters),
      'addon-version': parameters.addonVersion,
      'configuration-values': parameters.configurationValues,
      'resolve-conflicts': parameters.resolveConflicts,
      'pod-identity-associations': JSON.stringify(
        parameters.podIdentityAssociations,
      ),
    }),
    shellCommand(
      ['aws', 'eks', 'wait', 'addon-active'],
      addonNames(parameters),
    ),
  ];
}

function cleanUp(step: Step): string[] {
  const { namespace, serviceAccount } = parametersOf(step, 'clean-up');
  return [
    '# Some days later, when nothing needs the way back any more:',
    shellComment(
      shellLine([
        'kubectl',
        '-n',
        namespace,
        'annotate',
        'serviceaccount',
        serviceAccount,
        'eks.amazonaws.com/role-arn-',
      ]),
    ),
  ];
}
