import { oidcProviderArn, roleNameOf } from '../../state/arns';
import { iamId } from '../../state/callers';
import { digest, uuid } from '../../state/ids';
import type { AccountState, Cluster, RunningPod } from '../../state/types';
import { evaluateTrust } from '../../trust/evaluate';
import {
  podIdentityRequests,
  sessionTags,
  webIdentityRequest,
} from '../../trust/sessions';
import type { EventParts } from './record';

/** A role session that a pod holds. */
export interface PodSession {
  roleArn: string;
  name: string;
  accessKeyId: string;
  startedAt: Date;
  /** Of a web identity: the provider. */
  providerArn?: string;
}

/** The STS call behind a session, and the session where the trust policy let it happen. */
export interface SessionStart {
  event: EventParts;
  session?: PodSession;
}

/**
 * Session names that SDKs make up for web identities; Java's, Go's and JavaScript's are partly from
 * memory (unverified).
 */
function webIdentitySessionName(sdk: string | undefined, at: Date): string {
  const ms = at.getTime();
  switch (sdk?.split('-')[0].split(' ')[0]) {
    case 'python':
    case 'aws':
      return `botocore-session-${Math.floor(ms / 1000)}`;
    case 'java':
    case 'kotlin':
      return `aws-sdk-java-${ms}`;
    case 'js':
      return `aws-sdk-js-session-${ms}`;
    case 'go':
      return `${ms}000000`;
    case 'dotnet':
      return `aws-dotnet-sdk-session-${ms}0000`;
    default:
      return `web-identity-token-${ms}`;
  }
}

/** `eks-` + 10 characters of the cluster + `-` + 10 of the pod + `-` + UUID (AWS security workshop, 2024). */
export function podIdentitySessionName(
  cluster: Pick<Cluster, 'name'>,
  pod: Pick<RunningPod, 'name'>,
  seed: string,
): string {
  return `eks-${cluster.name.slice(0, 10)}-${pod.name.slice(0, 10)}-${uuid(
    seed,
  )}`;
}

/** A temporary access key id that follows from a text. */
export function sessionKey(seed: string): string {
  return iamId('ASIA', digest(seed).toString('hex')).slice(0, 20);
}

function credentials(accessKeyId: string, at: Date, seconds: number): object {
  return {
    accessKeyId,
    expiration: new Date(at.getTime() + seconds * 1000).toUTCString(),
    sessionToken: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  };
}

/** AssumeRoleWithWebIdentity, as an SDK in the pod calls it; its user agent is the SDK's. */
export function webIdentitySession(
  state: AccountState,
  cluster: Cluster,
  pod: RunningPod,
  roleArn: string,
  call: { at: Date; userAgent: string; sdk?: string; seed: string },
): SessionStart {
  const issuer = cluster.issuer.replace('https://', '');
  const providerArn = oidcProviderArn(state, cluster.issuer);
  const subject = `system:serviceaccount:${pod.namespace}:${pod.serviceAccount}`;
  const name = webIdentitySessionName(call.sdk, call.at);
  const accessKeyId = sessionKey(call.seed);
  const event: EventParts = {
    seed: call.seed,
    eventTime: call.at,
    eventName: 'AssumeRoleWithWebIdentity',
    eventSource: 'sts.amazonaws.com',
    region: cluster.region,
    readOnly: true,
    username: subject,
    userAgent: call.userAgent,
    sourceIPAddress: '203.0.113.10',
    userIdentity: {
      type: 'WebIdentityUser',
      principalId: `${providerArn}:sts.amazonaws.com:${subject}`,
      userName: subject,
      identityProvider: providerArn,
    },
    requestParameters: { roleArn, roleSessionName: name },
    resources: [{ type: 'AWS::IAM::Role', name: roleArn }],
  };
  if (!state.oidcProviders.has(providerArn)) {
    return {
      event: {
        ...event,
        errorCode: 'InvalidIdentityToken',
        errorMessage: `No OpenIDConnect provider found in your account for https://${issuer}`,
      },
    };
  }
  const role = state.roles.get(roleNameOf(roleArn));
  const isAllowed =
    role?.arn === roleArn &&
    evaluateTrust(role.trust, webIdentityRequest(cluster, providerArn, pod)) ===
      'allow';
  if (!isAllowed) {
    return {
      event: {
        ...event,
        errorCode: 'AccessDenied',
        errorMessage: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      },
    };
  }
  return {
    event: {
      ...event,
      responseElements: {
        credentials: credentials(accessKeyId, call.at, 3600),
        subjectFromWebIdentityToken: subject,
        assumedRoleUser: {
          assumedRoleId: `${role.roleId}:${name}`,
          arn: `arn:${state.partition}:sts::${state.accountId}:assumed-role/${role.name}/${name}`,
        },
        provider: providerArn,
        audience: 'sts.amazonaws.com',
      },
    },
    session: { roleArn, name, accessKeyId, startedAt: call.at, providerArn },
  };
}

/** AssumeRole, as EKS calls it for the agent: the SDK does not show here. */
export function podIdentitySession(
  state: AccountState,
  cluster: Cluster,
  pod: RunningPod,
  call: { at: Date; seed: string },
): SessionStart {
  if (pod.binding.kind !== 'pod-identity' || !pod.binding.association) {
    throw new TypeError('the pod has no association');
  }
  const { association } = pod.binding;
  const { roleArn } = association;
  const name = podIdentitySessionName(cluster, pod, call.seed);
  const accessKeyId = sessionKey(call.seed);
  const tags = association.disableSessionTags ? {} : sessionTags(cluster, pod);
  const role = state.roles.get(roleNameOf(roleArn));
  const isAllowed =
    role?.arn === roleArn &&
    podIdentityRequests(cluster, pod, association).every(
      request => evaluateTrust(role.trust, request) === 'allow',
    );
  const event: EventParts = {
    seed: call.seed,
    eventTime: call.at,
    eventName: 'AssumeRole',
    eventSource: 'sts.amazonaws.com',
    region: cluster.region,
    readOnly: true,
    userAgent: 'pods.eks.amazonaws.com',
    sourceIPAddress: 'pods.eks.amazonaws.com',
    userIdentity: { type: 'AWSService', invokedBy: 'pods.eks.amazonaws.com' },
    requestParameters: {
      roleArn,
      roleSessionName: name,
      durationSeconds: 21600,
      ...(Object.keys(tags).length > 0
        ? {
            tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
            transitiveTagKeys: Object.keys(tags),
          }
        : {}),
    },
    resources: [{ type: 'AWS::IAM::Role', name: roleArn }],
  };
  if (!isAllowed) {
    return {
      event: {
        ...event,
        errorCode: 'AccessDenied',
        errorMessage: `User: pods.eks.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      },
    };
  }
  return {
    event: {
      ...event,
      responseElements: {
        credentials: credentials(accessKeyId, call.at, 21600),
        assumedRoleUser: {
          assumedRoleId: `${role.roleId}:${name}`,
          arn: `arn:${state.partition}:sts::${state.accountId}:assumed-role/${role.name}/${name}`,
        },
      },
    },
    session: { roleArn, name, accessKeyId, startedAt: call.at },
  };
}
