import { Step } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { z } from 'zod';
import { parametersOf } from '../parameters';
import { createAddon, createAssociation } from './awsCliCommands';
import { replaceTrust } from './awsCliTrust';
import { shellCommand, shellLine } from './shell';

const identities = z
  .array(z.object({ serviceAccount: z.string(), roleArn: z.string() }))
  .default([]);

/** What was there before an add-on was changed. */
const addonBefore = z.object({
  clusterName: z.string(),
  addonName: z.string(),
  addonVersion: z.string(),
  configurationValues: z.string().optional(),
  serviceAccountRoleArn: z.string().optional(),
  podIdentityAssociations: identities,
  namespace: z.string().optional(),
  tags: z.record(z.string(), z.string()).default({}),
});

const associationBefore = z.object({
  namespace: z.string(),
  serviceAccount: z.string(),
  roleArn: z.string(),
});

/** The commands that take one step back; none where there is nothing to undo. */
export function undoOf(step: Step): string[] {
  if (step.satisfied) {
    return [];
  }
  switch (step.kind) {
    case 'create-association':
      return undoAssociation(step);
    case 'restart':
      return undoRestart(step);
    case 'extend-trust':
      return undoTrust(step);
    case 'update-addon':
      return undoUpdate(step);
    case 'create-addon':
      return undoCreate(step);
    case 'delete-addon':
      return createAddon(addonBefore.parse(step.before));
    case 'delete-association':
      return undoDeleteAssociation(step);
    default:
      return [];
  }
}

function undoAssociation(step: Step): string[] {
  const { clusterName, namespace, serviceAccount } = parametersOf(
    step,
    'create-association',
  );
  const cluster = { 'cluster-name': clusterName };
  return [
    `association=$(${shellLine(
      ['aws', 'eks', 'list-pod-identity-associations'],
      {
        ...cluster,
        namespace,
        'service-account': serviceAccount,
        query: 'associations[0].associationId',
        output: 'text',
      },
    )})`,
    'if [ "$association" != None ]; then',
    `  ${shellLine(
      ['aws', 'eks', 'delete-pod-identity-association'],
      cluster,
    )} --association-id "$association"`,
    '  sleep 10',
    'fi',
  ];
}

function undoRestart(step: Step): string[] {
  return parametersOf(step, 'restart')
    .controllers.filter(({ how }) => how === 'rollout')
    .flatMap(({ kind, name, namespace }) => {
      const rollout = ['kubectl', '-n', namespace, 'rollout'];
      const resource = `${kind.toLowerCase()}/${name}`;
      return [
        shellLine([...rollout, 'restart', resource]),
        shellLine([...rollout, 'status', resource], { timeout: '15m' }),
      ];
    });
}

function undoTrust(step: Step): string[] {
  const { roleName, trustPolicy } = parametersOf(step, 'extend-trust');
  const before = step.before?.trustPolicy;
  return trustPolicy && typeof before === 'string'
    ? replaceTrust(roleName, JSON.stringify(trustPolicy), before)
    : [];
}

function undoUpdate(step: Step): string[] {
  const before = addonBefore.parse(step.before);
  const names = {
    'cluster-name': before.clusterName,
    'addon-name': before.addonName,
  };
  return [
    shellCommand(['aws', 'eks', 'update-addon'], {
      ...names,
      'addon-version': before.addonVersion,
      'configuration-values': before.configurationValues,
      'resolve-conflicts': 'PRESERVE',
      'service-account-role-arn': before.serviceAccountRoleArn,
      'pod-identity-associations': JSON.stringify(
        before.podIdentityAssociations,
      ),
    }),
    shellCommand(['aws', 'eks', 'wait', 'addon-active'], names),
  ];
}

function undoCreate(step: Step): string[] {
  const { clusterName, addonName } = parametersOf(step, 'create-addon');
  const names = { 'cluster-name': clusterName, 'addon-name': addonName };
  return [
    `if ${shellLine(
      ['aws', 'eks', 'describe-addon'],
      names,
    )} >/dev/null 2>&1; then`,
    `  ${shellLine(['aws', 'eks', 'delete-addon'], names)}`,
    `  ${shellLine(['aws', 'eks', 'wait', 'addon-deleted'], names)}`,
    'fi',
  ];
}

function undoDeleteAssociation(step: Step): string[] {
  const { clusterName } = parametersOf(step, 'delete-association');
  const before = associationBefore.safeParse(step.before);
  return before.success
    ? createAssociation({ clusterName, ...before.data })
    : ['# The role of the association was not seen: make it again by hand.'];
}
