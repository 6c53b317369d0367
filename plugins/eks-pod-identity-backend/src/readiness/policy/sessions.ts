import {
  ClusterFacts,
  RoleFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  absent,
  beginning,
  ContextEntry,
  contextOf,
  like,
  multi,
  RequestContext,
  single,
  timeKeys,
  unknowable,
} from './context';
import { isFederatedKey, issuerHost, SESSION_TAGS } from './requests';
import { providerArnOf } from './trust';

/** How a pod came to its first session. */
export type Way = 'irsa' | 'pod-identity';

/** Whose sessions are compared. */
export interface SessionSubject {
  cluster: ClusterFacts;
  /** Absent where it is not known for which service account EKS assumes the role. */
  account?: { namespace: string; serviceAccount: string };
  disableSessionTags: boolean;
  /** The instant that conditions on time are decided for. */
  now: string;
}

/** A session with a role: the pod's own, or one that was assumed with another role's session. */
export interface RoleSession {
  role: RoleFacts;
  way: Way;
  chained: boolean;
}

/** The session tags of Pod Identity, as far as they are known beforehand; empty where a session has none. */
function tagsOf(
  { cluster, account, disableSessionTags }: SessionSubject,
  way: Way,
): [string, ContextEntry][] {
  if (way === 'irsa' || disableSessionTags) {
    return [];
  }
  const known: Partial<Record<(typeof SESSION_TAGS)[number], string>> = {
    'eks-cluster-arn': cluster.arn,
    'eks-cluster-name': cluster.name,
    'kubernetes-namespace': account?.namespace,
    'kubernetes-service-account': account?.serviceAccount,
  };
  return SESSION_TAGS.map(key => {
    const value = known[key];
    return [key, value === undefined ? beginning('') : single(value)];
  });
}

/**
 * What policies see of the principal of a session. A session tag wins over a tag of the role with the same key; all six
 * are transitive, so chained sessions have them too (EKS user guide, pod-id-abac). The provider and its claims are keys of
 * the session that came by web identity alone (IAM user guide, 'AWS federation condition context keys').
 */
function principalKeys(
  subject: SessionSubject,
  { role, way, chained }: RoleSession,
): Record<string, ContextEntry> {
  const { cluster, account } = subject;
  const name =
    way === 'irsa' || chained ? '*' : `eks-${cluster.name.slice(0, 10)}-*`;
  const entries: Record<string, ContextEntry> = {
    'aws:PrincipalArn': single(role.arn),
    'aws:PrincipalAccount': single(role.arn.split(':')[4]),
    'aws:PrincipalType': single('AssumedRole'),
    'aws:PrincipalIsAWSService': single('false'),
    'aws:SecureTransport': single('true'),
    'aws:userid': like(`AROA*:${name}`),
    // Only users have MFA devices; temporary credentials say so (IAM user guide, `aws:MultiFactorAuthPresent`).
    'aws:MultiFactorAuthPresent': single('false'),
    'aws:MultiFactorAuthAge': absent,
    ...timeKeys(subject.now),
  };
  if (way === 'irsa' && !chained && cluster.oidcIssuer) {
    const host = issuerHost(cluster.oidcIssuer);
    entries['aws:FederatedProvider'] = single(
      providerArnOf(
        cluster.oidcIssuer,
        cluster.partition,
        role.arn.split(':')[4],
      ),
    );
    entries[`${host}:aud`] = single('sts.amazonaws.com');
    entries[`${host}:sub`] = account
      ? single(
          `system:serviceaccount:${account.namespace}:${account.serviceAccount}`,
        )
      : beginning('system:serviceaccount:');
  }
  const tags = new Map<string, ContextEntry>();
  for (const [key, value] of Object.entries(role.tags)) {
    tags.set(key.toLowerCase(), single(value));
  }
  for (const [key, value] of tagsOf(subject, way)) {
    tags.set(key, value);
  }
  tags.forEach((value, key) => {
    entries[`aws:PrincipalTag/${key}`] = value;
  });
  return entries;
}

/** Keys that a session does not have, or that nobody knows. */
function otherPrincipalKey(
  key: string,
  { role, way, chained }: RoleSession,
  subject: SessionSubject,
): ContextEntry {
  if (key.startsWith('aws:principaltag/')) {
    // Tags come with the details of a role, as its policies do.
    return role.policies.seen ? absent : unknowable;
  }
  if (isFederatedKey(key) || key === 'aws:federatedprovider') {
    return way === 'irsa' && !chained && !subject.cluster.oidcIssuer
      ? unknowable
      : absent;
  }
  return key === 'aws:username' || key === 'aws:principalservicename'
    ? absent
    : unknowable;
}

/** What the permission policies of a role see of a request that is made with its session. */
export function sessionContext(
  subject: SessionSubject,
  session: RoleSession,
): RequestContext {
  const { way, chained } = session;
  const name =
    way === 'irsa' || chained
      ? beginning('')
      : beginning(`eks-${subject.cluster.name.slice(0, 10)}-`);
  return contextOf(
    {
      ...principalKeys(subject, session),
      'sts:RoleSessionName': name,
    },
    key => otherPrincipalKey(key, session, subject),
  );
}

/**
 * The request by which a session assumes a further role, as the policies on both sides see it. Transitive tags are tags of
 * that request as well; what code may add to it (its own tags, a session name, an external id) is not known.
 * @param options.externalId what EKS sends for a target role; absent where code makes the request
 */
export function chainContext(
  subject: SessionSubject,
  session: RoleSession,
  target: { arn: string; role?: RoleFacts },
  options: { byEks?: { externalId?: string } } = {},
): RequestContext {
  const sent = tagsOf(subject, session.way);
  const keys = sent.length
    ? multi([...SESSION_TAGS], { more: !options.byEks })
    : unknowable;
  const own = options.byEks && !sent.length ? absent : keys;
  const resource: Record<string, ContextEntry> = {};
  if (target.role?.policies.seen) {
    for (const [key, value] of Object.entries(target.role.tags)) {
      resource[`aws:ResourceTag/${key}`] = single(value);
      resource[`iam:ResourceTag/${key}`] = single(value);
    }
  }
  const externalId = options.byEks?.externalId;
  return contextOf(
    {
      ...principalKeys(subject, session),
      ...resource,
      ...Object.fromEntries(
        sent.map(([key, value]) => [`aws:RequestTag/${key}`, value]),
      ),
      'aws:TagKeys': own,
      'sts:TransitiveTagKeys': own,
      'aws:ResourceAccount': single(target.arn.split(':')[4]),
      ...(options.byEks
        ? { 'sts:ExternalId': externalId ? single(externalId) : absent }
        : {}),
    },
    key => {
      if (key.startsWith('aws:requesttag/')) {
        const isOurs = (SESSION_TAGS as readonly string[]).includes(
          key.slice('aws:requesttag/'.length),
        );
        return options.byEks || isOurs ? absent : unknowable;
      }
      if (/^(aws|iam):resourcetag\//.test(key)) {
        return target.role?.policies.seen ? absent : unknowable;
      }
      return otherPrincipalKey(key, session, subject);
    },
  );
}
