/** What a check is asked about. */
export type CheckScope = 'workload' | 'addon' | 'cluster';

/**
 * Ids of the checks that ship with the plugin. Third parties add their own, so an id is any string
 * wherever findings are read; these are the ones that our code and our translations name.
 */
export const checkIds = [
  // cluster
  'cluster-status',
  'cluster-version',
  'agent-present',
  'agent-healthy',
  'agent-reaches-nodes',
  'node-role-permission',
  'association-quota',
  // compute
  'compute-supported',
  // network
  'proxy-bypass',
  'network-policy',
  // code
  'sdk-version',
  'image-version',
  'chain-shadowing',
  'credential-provider-in-code',
  // role
  'role-exists',
  'role-account',
  'role-trust',
  'role-permissions-irsa-bound',
  'trust-size',
  'session-tags',
  'session-policy',
  'permissions-boundary',
  'session-duration',
  // association
  'association',
  'association-role',
  'association-duplicate',
  'pods-injected',
  'pods-current',
  'irsa-consumers',
  'irsa-sessions',
  'leftovers',
  // add-on
  'addon-supports-pod-identity',
  'addon-policy',
  'addon-identity',
  'addon-health',
  'addon-terraform-version',
  'addon-terraform-empty-role',
] as const;

/** See {@link checkIds}. */
export type CheckId = (typeof checkIds)[number];

/** A finding's outcome, worst first. */
export const outcomes = [
  'fail',
  'unknown',
  'warn',
  'pass',
  'not-applicable',
] as const;

/** See {@link outcomes}. */
export type Outcome = (typeof outcomes)[number];
