import { allows, type User } from '../auth/authorize';
import type { ClusterContext } from '../context';
import { badRequest } from '../status';
import type { Resource } from '../store/resources';

function review(group: string, kind: string): Resource {
  return {
    group,
    version: 'v1',
    kind,
    plural: `${kind.toLowerCase()}s`,
    singular: kind.toLowerCase(),
    namespaced: false,
    shortNames: [],
    categories: [],
    subresources: [],
    custom: false,
  };
}

/** Kinds that are asked, never stored: `kubectl auth whoami` and `kubectl auth can-i`. */
export const reviewResources: Resource[] = [
  review('authentication.k8s.io', 'SelfSubjectReview'),
  review('authorization.k8s.io', 'SelfSubjectAccessReview'),
];

/** Answers a review. @throws KubeError 400 where an access review names no resource. */
export function answerReview(
  context: ClusterContext,
  resource: Resource,
  user: User,
  body: { spec?: { resourceAttributes?: Record<string, string> } },
): Record<string, unknown> {
  const head = {
    kind: resource.kind,
    apiVersion: `${resource.group}/${resource.version}`,
    metadata: { creationTimestamp: null },
  };
  if (resource.kind === 'SelfSubjectReview') {
    return {
      ...head,
      status: { userInfo: { username: user.name, groups: user.groups } },
    };
  }
  const wanted = body.spec?.resourceAttributes;
  if (!wanted) {
    throw badRequest(
      'spec.resourceAttributes: Required value: only access to resources can be asked for',
    );
  }
  const allowed = allows(context, user, {
    verb: wanted.verb ?? '*',
    group: wanted.group ?? '',
    resource: wanted.resource ?? '*',
    subresource: wanted.subresource,
    namespace: wanted.namespace,
    name: wanted.name,
  });
  return { ...head, spec: body.spec, status: { allowed } };
}
