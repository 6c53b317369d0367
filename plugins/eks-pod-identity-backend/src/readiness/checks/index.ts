import { AnyCheck } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { addonHealth } from './addonHealth';
import { addonIdentity } from './addonIdentity';
import { addonPolicy } from './addonPolicy';
import { addonSupport } from './addonSupport';
import {
  addonTerraformEmptyRole,
  addonTerraformVersion,
} from './addonTerraform';
import { agentHealthy } from './agentHealthy';
import { agentPresent } from './agentPresent';
import { agentReachesNodes } from './agentReachesNodes';
import { association } from './association';
import {
  associationBesideAddon,
  associationDuplicate,
} from './associationDuplicate';
import { associationQuota } from './associationQuota';
import { associationRole } from './associationRole';
import { chainShadowing } from './chainShadowing';
import { clusterStatus } from './clusterStatus';
import { clusterVersion } from './clusterVersion';
import { computeSupported } from './computeSupported';
import { credentialProviderInCode } from './credentialProviderInCode';
import { imageVersion } from './imageVersion';
import { permissionsBoundary, rolePermissionsIrsaBound } from './irsaBound';
import { irsaSessions } from './irsaSessions';
import { irsaConsumers } from './irsaConsumers';
import { leftovers } from './leftovers';
import { networkPolicy } from './networkPolicy';
import { nodeRolePermission } from './nodeRolePermission';
import { podsCurrent, podsInjected } from './pods';
import { proxyBypass } from './proxyBypass';
import { roleAccount } from './roleAccount';
import { roleExists } from './roleExists';
import { roleTrust } from './roleTrust';
import { sdkVersion } from './sdkVersion';
import { sessionDuration } from './sessionDuration';
import { sessionPolicy } from './sessionPolicy';
import { sessionTags } from './sessionTags';
import { trustSize } from './trustSize';

/** All checks that ship, in the order in which a failing one is named first. */
export const builtinChecks: AnyCheck[] = [
  computeSupported,
  ...clusterStatus,
  ...clusterVersion,
  sdkVersion,
  imageVersion,
  chainShadowing,
  credentialProviderInCode,
  ...roleExists,
  ...roleAccount,
  ...roleTrust,
  ...rolePermissionsIrsaBound,
  ...permissionsBoundary,
  ...sessionTags,
  ...sessionPolicy,
  ...trustSize,
  ...sessionDuration,
  ...agentPresent,
  ...agentHealthy,
  ...agentReachesNodes,
  ...nodeRolePermission,
  proxyBypass,
  networkPolicy,
  association,
  associationRole,
  associationDuplicate,
  ...associationQuota,
  podsInjected,
  podsCurrent,
  irsaSessions,
  irsaConsumers,
  leftovers,
  addonIdentity,
  associationBesideAddon,
  addonSupport,
  addonPolicy,
  addonHealth,
  addonTerraformVersion,
  addonTerraformEmptyRole,
];
