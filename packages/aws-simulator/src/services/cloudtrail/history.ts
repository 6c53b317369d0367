import type { AccountFile, CloudTrailEventSpec } from '../../account/schema';
import { parseTime } from '../../account/time';
import { withPodIdentity } from '../../data/sdkMinimums';
import { userAgentOf } from '../../data/sdkUserAgents';
import { roleNameOf } from '../../state/arns';
import { iamId } from '../../state/callers';
import type { AccountState, Cluster, RunningPod } from '../../state/types';
import { trailEvent, writeEvent, type EventParts } from './record';
import {
  podIdentitySession,
  sessionKey,
  webIdentitySession,
  type PodSession,
  type SessionStart,
} from './sessions';

const hour = 3_600_000;
const day = 24 * hour;
/** A pod's history holds one renewal of its credentials in this time, and its calls after each. */
const renewalMs = 8 * hour;

type Container = RunningPod['containers'][number];

/** Calls go to CloudTrail's region of the service: S3's and the like in the cluster's. */
function managementCall(
  state: AccountState,
  cluster: Cluster,
  session: PodSession,
  call: { name: string; at: Date; userAgent: string; seed: string },
): EventParts {
  const [service, operation] = call.name.split(':');
  const roleName = roleNameOf(session.roleArn);
  const roleId =
    state.roles.get(roleName)?.roleId ?? iamId('AROA', session.roleArn);
  return {
    seed: call.seed,
    eventTime: call.at,
    eventName: operation,
    eventSource: `${service}.amazonaws.com`,
    region: service === 'iam' ? 'us-east-1' : cluster.region,
    readOnly: /^(?:List|Get|Describe|Head|Lookup)/.test(operation),
    username: session.name,
    accessKeyId: session.accessKeyId,
    // Some services write user agents in brackets; S3 is the best known.
    userAgent: service === 's3' ? `[${call.userAgent}]` : call.userAgent,
    sourceIPAddress: '203.0.113.10',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${roleId}:${session.name}`,
      arn: `arn:${state.partition}:sts::${state.accountId}:assumed-role/${roleName}/${session.name}`,
      accountId: state.accountId,
      accessKeyId: session.accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: roleId,
          arn: session.roleArn,
          accountId: state.accountId,
          userName: roleName,
        },
        ...(session.providerArn
          ? {
              webIdFederationData: {
                federatedProvider: session.providerArn,
                attributes: {},
              },
            }
          : {}),
        attributes: {
          creationDate: session.startedAt
            .toISOString()
            .replace(/\.\d{3}Z$/, 'Z'),
          mfaAuthenticated: 'false',
        },
      },
    },
  };
}

/** The node's role, where pods reach instance metadata: an old SDK goes on to it in silence. */
function nodeSession(
  cluster: Cluster,
  pod: RunningPod,
  at: Date,
): PodSession | undefined {
  const group = [...cluster.nodegroups.values()].find(
    ({ httpPutResponseHopLimit }) => httpPutResponseHopLimit > 1,
  );
  return (
    group && {
      roleArn: group.nodeRoleArn,
      name: `i-0${pod.uid.replace(/-/g, '').slice(0, 16)}`,
      accessKeyId: sessionKey(`${pod.uid}/node`),
      startedAt: at,
    }
  );
}

function startOf(
  state: AccountState,
  cluster: Cluster,
  pod: RunningPod,
  container: Container,
  at: Date,
  seed: string,
): {
  start?: SessionStart;
  session?: PodSession;
  source: 'irsa' | 'pod-identity' | 'none';
} {
  const userAgent = (source: 'irsa' | 'none') =>
    container.userAgent ?? userAgentOf(container.sdk ?? '', source);
  switch (pod.binding.kind) {
    case 'irsa': {
      // This call is made without credentials: no feature id tells a source yet.
      const start = webIdentitySession(
        state,
        cluster,
        pod,
        pod.binding.roleArn,
        { at, userAgent: userAgent('irsa'), sdk: container.sdk, seed },
      );
      return { start, session: start.session, source: 'irsa' };
    }
    case 'pod-identity': {
      const outcome = container.sdk ? withPodIdentity(container.sdk) : 'works';
      if (outcome === 'works') {
        if (!pod.binding.association) {
          // EKS Auth knows of none, so there is nothing to assume.
          return { source: 'none' };
        }
        const start = podIdentitySession(state, cluster, pod, { at, seed });
        return { start, session: start.session, source: 'pod-identity' };
      }
      return {
        session:
          outcome === 'node-role' ? nodeSession(cluster, pod, at) : undefined,
        source: 'none',
      };
    }
    default:
      return { session: nodeSession(cluster, pod, at), source: 'none' };
  }
}

/** What one container of a pod leaves in CloudTrail when it gets credentials and uses them. */
function containerEvents(
  state: AccountState,
  cluster: Cluster,
  pod: RunningPod,
  container: Container,
  at: Date,
): EventParts[] {
  if (!container.sdk && !container.userAgent) {
    return [];
  }
  const seed = `${cluster.arn}/${pod.uid}/${container.name}/${at.getTime()}`;
  const { start, session, source } = startOf(
    state,
    cluster,
    pod,
    container,
    at,
    seed,
  );
  const userAgent =
    container.userAgent ?? userAgentOf(container.sdk ?? '', source);
  const calls = session ? container.calls ?? ['s3:ListBuckets'] : [];
  return [
    ...(start ? [start.event] : []),
    ...calls.map((name, index) =>
      managementCall(state, cluster, session as PodSession, {
        name,
        at: new Date(at.getTime() + (index + 1) * 1000),
        userAgent,
        seed: `${seed}/${index}`,
      }),
    ),
  ];
}

function podEvents(
  state: AccountState,
  cluster: Cluster,
  pod: RunningPod,
  at: Date,
): EventParts[] {
  return pod.containers.flatMap(container =>
    containerEvents(state, cluster, pod, container, at),
  );
}

/** Writes down what pods do that come up from now on. */
export function followPods(state: AccountState): void {
  state.events.on('pod-started', (cluster, pod) => {
    for (const parts of podEvents(state, cluster, pod, state.clock.now())) {
      writeEvent(state, trailEvent(state, parts));
    }
  });
}

function pastOf(
  state: AccountState,
  cluster: Cluster,
  pod: RunningPod,
  days: number,
): EventParts[] {
  const now = state.clock.start.getTime();
  const from = Math.max(pod.createdAt.getTime(), now - days * day);
  // Renewals count from the pod's own start, so that pods do not all renew at once.
  const phase = (now - pod.createdAt.getTime()) % renewalMs;
  const events: EventParts[] = [];
  for (let at = now - phase; at >= from; at -= renewalMs) {
    events.push(...podEvents(state, cluster, pod, new Date(at)));
  }
  return events.filter(({ eventTime }) => eventTime.getTime() <= now);
}

function givenEvent(
  spec: CloudTrailEventSpec,
  state: AccountState,
): EventParts {
  const { clock, accountId } = state;
  return {
    eventTime: parseTime(spec.eventTime, clock.start),
    eventName: spec.eventName,
    eventSource: spec.eventSource,
    region: spec.region ?? 'us-east-1',
    readOnly:
      spec.readOnly ?? /^(?:List|Get|Describe|Assume)/.test(spec.eventName),
    username: spec.username,
    accessKeyId: spec.accessKeyId,
    userAgent: spec.userAgent ?? 'unknown',
    sourceIPAddress: spec.sourceIPAddress ?? '203.0.113.10',
    userIdentity: spec.userIdentity ?? { type: 'IAMUser', accountId },
    requestParameters: spec.requestParameters,
    responseElements: spec.responseElements,
    errorCode: spec.errorCode,
    errorMessage: spec.errorMessage,
    resources: spec.resources,
  };
}

/**
 * Writes the trail's past: the events of the account file, and those that the pods which run now
 * would have left.
 */
export function writeHistory(
  state: AccountState,
  spec: AccountFile['cloudTrail'] = {},
): void {
  const derived =
    spec.derive === false
      ? []
      : [...state.clusters.values()].flatMap(cluster =>
          (cluster.kubernetes?.pods() ?? []).flatMap(pod =>
            pastOf(state, cluster, pod, spec.days ?? 14),
          ),
        );
  const given = (spec.events ?? []).map(event => givenEvent(event, state));
  const past = [...derived, ...given].sort(
    (a, b) => a.eventTime.getTime() - b.eventTime.getTime(),
  );
  for (const parts of past) {
    writeEvent(state, trailEvent(state, parts));
  }
}
