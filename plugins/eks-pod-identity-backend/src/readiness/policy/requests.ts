import { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  absent,
  beginning,
  ContextEntry,
  contextOf,
  multi,
  RequestContext,
  single,
  timeKeys,
  unknowable,
} from './context';
import { Caller } from './principals';

/** The service principal of EKS Pod Identity, the same in all partitions (EKS user guide, pod-id-role). */
export const POD_IDENTITY_SERVICE = 'pods.eks.amazonaws.com';

/** The six session tags that EKS sends (EKS user guide, pod-id-abac). */
export const SESSION_TAGS = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-service-account',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
] as const;

/** Whose request it is. */
export interface PodIdentitySubject {
  cluster: { arn: string; name: string; region: string; accountId: string };
  namespace: string;
  serviceAccount: string;
  disableSessionTags: boolean;
  /** The instant that conditions on time are decided for; without one they stay open. */
  now?: string;
}

/** EKS, as the caller that trust policies see. */
export const podIdentityCaller: Caller = {
  type: 'service',
  name: POD_IDENTITY_SERVICE,
};

/**
 * Keys that a request of a service principal does not have (IAM user guide, 'AWS global condition context keys'):
 * it has no principal of an account or organization, no session of its own, and EKS sets no external id for a role.
 */
const ABSENT_FOR_SERVICES = new Set([
  'aws:federatedprovider',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:userid',
  'aws:username',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'aws:sourceidentity',
  'sts:sourceidentity',
  'sts:externalid',
]);

/**
 * The request by which EKS assumes a role for a pod (AssumeRole; TagSession is evaluated with the same keys): the
 * cluster is the source, the session tags come as request tags, and all of them are transitive. The session's name begins
 * with `eks-`, ten characters of the cluster's name and a dash (CloudTrail sample, domain source trust-policies.md).
 */
export function podIdentityContext(
  subject: PodIdentitySubject,
  role?: RoleFacts,
): RequestContext {
  const { cluster, namespace, serviceAccount, disableSessionTags } = subject;
  const tags: Record<string, ContextEntry> = disableSessionTags
    ? {}
    : {
        'aws:RequestTag/eks-cluster-arn': single(cluster.arn),
        'aws:RequestTag/eks-cluster-name': single(cluster.name),
        'aws:RequestTag/kubernetes-namespace': single(namespace),
        'aws:RequestTag/kubernetes-service-account': single(serviceAccount),
        'aws:RequestTag/kubernetes-pod-name': beginning(''),
        'aws:RequestTag/kubernetes-pod-uid': beginning(''),
        'aws:TagKeys': multi([...SESSION_TAGS]),
        'sts:TransitiveTagKeys': multi([...SESSION_TAGS]),
      };
  return contextOf(
    {
      ...tags,
      ...resourceKeys(cluster.accountId, role),
      'aws:SourceArn': single(cluster.arn),
      'aws:SourceAccount': single(cluster.accountId),
      'aws:PrincipalIsAWSService': single('true'),
      'aws:PrincipalServiceName': single(POD_IDENTITY_SERVICE),
      'aws:PrincipalType': unknowable,
      'aws:PrincipalArn': unknowable,
      'aws:SecureTransport': single('true'),
      ...timeKeys(subject.now),
      'sts:RoleSessionName': beginning(`eks-${cluster.name.slice(0, 10)}-`),
    },
    key =>
      ABSENT_FOR_SERVICES.has(key) ||
      isAbsentTag(key, role) ||
      key.startsWith('aws:requesttag/') ||
      key.startsWith('aws:principaltag/') ||
      key === 'aws:tagkeys' ||
      key === 'sts:transitivetagkeys' ||
      isFederatedKey(key)
        ? absent
        : unknowable,
  );
}

/** The request by which a pod assumes a role through the cluster's OIDC provider. */
export function webIdentityContext(
  subject: {
    issuer: string;
    providerArn: string;
    accountId: string;
    namespace: string;
    serviceAccount: string;
    now?: string;
  },
  role?: RoleFacts,
): RequestContext {
  const issuer = issuerHost(subject.issuer);
  return contextOf(
    {
      ...resourceKeys(subject.accountId, role),
      [`${issuer}:sub`]: single(
        `system:serviceaccount:${subject.namespace}:${subject.serviceAccount}`,
      ),
      [`${issuer}:aud`]: single('sts.amazonaws.com'),
      'aws:FederatedProvider': single(subject.providerArn),
      'aws:PrincipalIsAWSService': single('false'),
      'aws:SecureTransport': single('true'),
      ...timeKeys(subject.now),
    },
    key =>
      isAbsentTag(key, role) ||
      key.startsWith('aws:requesttag/') ||
      key.startsWith('aws:principaltag/') ||
      key === 'aws:tagkeys' ||
      key === 'aws:sourcearn' ||
      key === 'aws:sourceaccount' ||
      isFederatedKey(key)
        ? absent
        : unknowable,
  );
}

/** `https://oidc.eks.…/id/X` as it is written in policies: without the scheme and a final slash. */
export function issuerHost(issuer: string): string {
  return issuer.replace(/^https:\/\//, '').replace(/\/$/, '');
}

const KNOWN_PROVIDERS = [
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
  'cognito-identity.amazonaws.com',
];

/** Keys that only web identity and SAML sessions have: `oidc.eks.…:sub`, `saml:aud`, `cognito-identity.amazonaws.com:amr`. */
export function isFederatedKey(key: string): boolean {
  if (
    key.startsWith('saml:') ||
    KNOWN_PROVIDERS.some(host => key.startsWith(host))
  ) {
    return true;
  }
  // Any other provider's keys begin with its host name, with or without a path; prefixes of AWS services have no dot.
  const parts = key.split(':');
  const [host] = parts[0].split('/');
  return parts.length === 2 && host.includes('.') && /^[a-z_]+$/.test(parts[1]);
}

/** A tag that a role which was read does not have. */
function isAbsentTag(key: string, role: RoleFacts | undefined): boolean {
  return role !== undefined && /^(aws|iam):resourcetag\//.test(key);
}

function resourceKeys(
  accountId: string,
  role: RoleFacts | undefined,
): Record<string, ContextEntry> {
  const entries: Record<string, ContextEntry> = {
    'aws:ResourceAccount': single(accountId),
  };
  for (const [key, value] of Object.entries(role?.tags ?? {})) {
    entries[`aws:ResourceTag/${key}`] = single(value);
    entries[`iam:ResourceTag/${key}`] = single(value);
  }
  return entries;
}
