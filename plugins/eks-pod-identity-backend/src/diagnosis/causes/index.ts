import { Cause } from '../cause';
import { addonCauses } from './addon';
import { agentCauses } from './agent';
import { associationCauses } from './association';
import { eksCauses } from './eks';
import { noCredentialsCauses } from './noCredentials';
import { permissionCauses } from './permissions';
import { providerCauses } from './provider';
import { sdkCauses } from './sdk';
import { toolCauses } from './tools';
import { trustCauses } from './trust';

/** All causes, each with how it is recognised, proved and mended. */
export const causes: readonly Cause[] = [
  ...addonCauses,
  ...associationCauses,
  ...eksCauses,
  ...sdkCauses,
  ...providerCauses,
  ...noCredentialsCauses,
  ...agentCauses,
  ...trustCauses,
  ...permissionCauses,
  ...toolCauses,
];

/**
 * Causes that explain others: where the first stands close by in the text, the others are what follows from it and
 * are not named.
 */
export const explains: Readonly<Record<string, readonly string[]>> = {
  'sdk-ipv6': ['sdk-too-old', 'no-credentials', 'sdk-wrong-provider'],
  'sdk-too-old': [
    'no-credentials',
    'sdk-wrong-provider',
    'agent-missing',
    'agent-blocked',
  ],
  'sdk-token-not-refreshed': ['token-invalid', 'no-credentials'],
  'sdk-wrong-provider': ['no-credentials', 'irsa-trust-mismatch'],
  'agent-missing': ['no-credentials', 'agent-blocked'],
  'agent-blocked': ['no-credentials'],
  'agent-ipv6-disabled': ['agent-port-taken', 'agent-missing'],
  'agent-port-taken': ['agent-missing'],
  'agent-cannot-reach-eks-auth': [
    'no-credentials',
    'agent-missing',
    'agent-blocked',
  ],
  'agent-node-role-denied': [
    'no-credentials',
    'caller-denied',
    'node-role-fallback',
    'trust-invalid-for-pod-identity',
  ],
  'association-not-found': ['no-credentials'],
  'token-invalid': ['no-credentials'],
  'irsa-trust-mismatch': ['no-credentials'],
  'irsa-provider-missing': ['no-credentials', 'irsa-trust-mismatch'],
  'pass-role-denied': ['caller-denied'],
  'tag-session-denied': [
    's3-or-service-denied',
    'trust-invalid-for-pod-identity',
  ],
  'not-injected': ['no-credentials'],
  'addon-version-no-support': ['addon-service-account-unsupported'],
  'association-exists': ['addon-exists'],
};
