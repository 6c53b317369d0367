import type { AccessEntry, Caller } from '../../state/types';
import type { ClusterContext } from '../context';
import type { KubeObject } from '../objects';
import { unauthorized } from '../status';

/** Somebody whom the cluster knows. */
export interface User {
  name: string;
  groups: string[];
  /** Names of EKS access policies. */
  policies: string[];
  /** May do everything: clusters that do not enforce their access entries. */
  unrestricted: boolean;
}

/** What somebody wants to do. */
export interface Attributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

/** An assumed role counts as its role: `…:assumed-role/NAME/SESSION` is `…:role/…/NAME`. */
function principalFits(principalArn: string, callerArn: string): boolean {
  if (principalArn === callerArn) {
    return true;
  }
  const session = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(
    callerArn,
  );
  const role = /^arn:([^:]+):iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(
    principalArn,
  );
  return (
    session !== null &&
    role !== null &&
    [1, 2, 3].every(index => session[index] === role[index])
  );
}

function entryOf(
  context: ClusterContext,
  caller: Caller,
): AccessEntry | undefined {
  return [...context.cluster.accessEntries.values()].find(({ principalArn }) =>
    principalFits(principalArn, caller.arn),
  );
}

/**
 * Who a caller is inside a cluster. Where access is not enforced, every caller of the account is an administrator.
 * @throws KubeError 401 for callers of other accounts, and for those without an access entry where access is enforced.
 */
export function userOf(context: ClusterContext, caller: Caller): User {
  const entry = entryOf(context, caller);
  const enforced = context.cluster.spec.kubernetes?.enforceAccess === true;
  if (!entry && (enforced || caller.accountId !== context.state.accountId)) {
    throw unauthorized();
  }
  return {
    name: entry?.username || caller.arn,
    groups: [...(entry?.kubernetesGroups ?? []), 'system:authenticated'],
    policies: entry?.policies ?? [],
    unrestricted: !enforced,
  };
}

const readVerbs = ['get', 'list', 'watch'];

/** What EKS's access policies allow, as far as the kinds here go. None but the administrators' reads RBAC or Secrets. */
function policyAllows(policy: string, wanted: Attributes): boolean {
  const name = policy.split('/').pop() ?? policy;
  const reads = readVerbs.includes(wanted.verb);
  const sensitive =
    wanted.resource === 'secrets' ||
    wanted.group === 'rbac.authorization.k8s.io';
  switch (name) {
    case 'AmazonEKSClusterAdminPolicy':
      return true;
    case 'AmazonEKSAdminPolicy':
      return wanted.namespace !== undefined || reads;
    case 'AmazonEKSAdminViewPolicy':
      return reads;
    case 'AmazonEKSEditPolicy':
      return (
        !sensitive &&
        (reads || wanted.namespace !== undefined) &&
        wanted.resource !== 'nodes'
      );
    case 'AmazonEKSViewPolicy':
      return reads && !sensitive && wanted.resource !== 'nodes';
    default:
      return false;
  }
}

interface Rule {
  verbs?: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
}

function ruleAllows(rule: Rule, wanted: Attributes): boolean {
  const covers = (list: string[] | undefined, value: string) =>
    (list ?? []).some(each => each === '*' || each === value);
  const resource = wanted.subresource
    ? `${wanted.resource}/${wanted.subresource}`
    : wanted.resource;
  return (
    covers(rule.verbs, wanted.verb) &&
    covers(rule.apiGroups, wanted.group) &&
    covers(rule.resources, resource) &&
    (!rule.resourceNames?.length ||
      (wanted.name !== undefined && rule.resourceNames.includes(wanted.name)))
  );
}

/** Roles that every cluster has. */
const builtInRoles: Record<string, Rule[]> = {
  'cluster-admin': [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
};

type Subject = { kind: string; name: string };

function bindingAllows(
  context: ClusterContext,
  binding: KubeObject,
  user: User,
  wanted: Attributes,
): boolean {
  const { store } = context;
  const subjects = (binding.subjects ?? []) as Subject[];
  const bound = subjects.some(
    ({ kind, name }) =>
      (kind === 'User' && name === user.name) ||
      (kind === 'Group' && user.groups.includes(name)),
  );
  if (!bound) {
    return false;
  }
  const { kind, name } = binding.roleRef as Subject;
  const role = store.get(
    store.resource('rbac.authorization.k8s.io/v1', kind),
    kind === 'Role' ? binding.metadata.namespace : undefined,
    name,
  );
  const rules = (role?.rules ?? builtInRoles[name] ?? []) as Rule[];
  return rules.some(rule => ruleAllows(rule, wanted));
}

/** May somebody do that? By access policies, and by the role bindings that are in the cluster. */
export function allows(
  context: ClusterContext,
  user: User,
  wanted: Attributes,
): boolean {
  const { forbidden = [] } = context.cluster.spec.kubernetes ?? {};
  if (forbidden.includes(wanted.resource) || wanted.resource === 'secrets') {
    return false;
  }
  if (user.unrestricted || user.groups.includes('system:masters')) {
    return true;
  }
  if (user.policies.some(policy => policyAllows(policy, wanted))) {
    return true;
  }
  const { store } = context;
  const list = (kind: string) =>
    store.list(store.resource('rbac.authorization.k8s.io/v1', kind));
  return [
    ...list('ClusterRoleBinding'),
    ...list('RoleBinding').filter(
      ({ metadata }) => metadata.namespace === wanted.namespace,
    ),
  ].some(binding => bindingAllows(context, binding, user, wanted));
}
