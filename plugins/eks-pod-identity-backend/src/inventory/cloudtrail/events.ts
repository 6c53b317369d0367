import type { Event } from '@aws-sdk/client-cloudtrail';
import type { UsageFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';

/** A session of a role, by which its later calls are found. */
export interface Session {
  accessKeyId: string;
  usage: UsageFacts;
}

/** What is known of the account when events are read. */
export interface Surroundings {
  clusters: { arn: string; oidcIssuer?: string }[];
  /** Of all clusters. */
  associations: {
    clusterArn: string;
    namespace: string;
    serviceAccount: string;
    roleArn?: string;
    disableSessionTags?: boolean;
  }[];
}

const recordSchema = z.object({
  eventID: z.string().min(1),
  eventTime: z.iso.datetime({ offset: true }),
  eventName: z.string(),
  awsRegion: z.string(),
  userAgent: z.string().nullish(),
  errorCode: z.string().nullish(),
  userIdentity: z
    .looseObject({
      type: z.string().optional(),
      userName: z.string().optional(),
      identityProvider: z.string().optional(),
      invokedBy: z.string().optional(),
    })
    .prefault({}),
  requestParameters: z
    .looseObject({
      roleArn: z.string().optional(),
      tags: z
        .array(z.object({ key: z.string(), value: z.string() }))
        .optional(),
    })
    .nullish(),
  responseElements: z
    .looseObject({
      credentials: z
        .looseObject({ accessKeyId: z.string().optional() })
        .optional(),
    })
    .nullish(),
});

type EventRecord = z.output<typeof recordSchema>;

/** An event's record, or undefined where it has not the form that CloudTrail documents: one of many is no loss. */
export function recordOf(event: Event): EventRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(event.CloudTrailEvent ?? ''));
  } catch {
    return undefined;
  }
}

/** Some services write user agents in brackets; calls that AWS makes have a service's name instead. */
export function userAgentOf(
  text: string | null | undefined,
): string | undefined {
  const agent = text?.replace(/^\[(.*)\]$/, '$1').trim();
  return !agent || /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(agent)
    ? undefined
    : agent;
}

function commonOf(
  record: EventRecord,
): Pick<UsageFacts, 'eventId' | 'at' | 'region'> {
  return {
    eventId: record.eventID,
    at: new Date(record.eventTime).toISOString(),
    region: record.awsRegion,
  };
}

function sessionOf(record: EventRecord, usage: UsageFacts): Session[] {
  const accessKeyId = record.responseElements?.credentials?.accessKeyId;
  return accessKeyId ? [{ accessKeyId, usage }] : [];
}

/** AssumeRoleWithWebIdentity of a service account: which SDK asked, for which role. */
function irsaUse(
  record: EventRecord,
  { clusters }: Surroundings,
): UsageFacts | undefined {
  const subject = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(
    record.userIdentity.userName ?? '',
  );
  const roleArn = record.requestParameters?.roleArn;
  if (!subject || !roleArn) {
    return undefined;
  }
  const issuer = record.userIdentity.identityProvider?.replace(
    /^arn:[^:]+:iam::\d+:oidc-provider\//,
    '',
  );
  const cluster = clusters.find(
    ({ oidcIssuer }) =>
      issuer && oidcIssuer?.replace(/^https:\/\//, '') === issuer,
  );
  return {
    ...commonOf(record),
    roleArn,
    kind: 'irsa',
    clusterArn: cluster?.arn,
    namespace: subject[1],
    serviceAccount: subject[2],
    userAgent: userAgentOf(record.userAgent),
  };
}

/** AssumeRole that EKS makes for a pod: the session tags name it; where they are switched off, the only association. */
function podIdentityUse(
  record: EventRecord,
  { associations }: Surroundings,
): UsageFacts | undefined {
  const roleArn = record.requestParameters?.roleArn;
  if (record.userIdentity.invokedBy !== 'pods.eks.amazonaws.com' || !roleArn) {
    return undefined;
  }
  const tags = new Map(
    record.requestParameters?.tags?.map(({ key, value }) => [key, value]),
  );
  const use = { ...commonOf(record), roleArn, kind: 'pod-identity' as const };
  const clusterArn = tags.get('eks-cluster-arn');
  if (clusterArn) {
    return {
      ...use,
      clusterArn,
      namespace: tags.get('kubernetes-namespace'),
      serviceAccount: tags.get('kubernetes-service-account'),
    };
  }
  const candidates = associations.filter(
    each => each.roleArn === roleArn && each.disableSessionTags,
  );
  const [only] = candidates;
  return candidates.length === 1
    ? {
        ...use,
        clusterArn: only.clusterArn,
        namespace: only.namespace,
        serviceAccount: only.serviceAccount,
      }
    : use;
}

function useOf(
  record: EventRecord,
  surroundings: Surroundings,
): UsageFacts | undefined {
  switch (record.eventName) {
    case 'AssumeRoleWithWebIdentity':
      return irsaUse(record, surroundings);
    case 'AssumeRole':
      return podIdentityUse(record, surroundings);
    default:
      return undefined;
  }
}

/** Uses of credentials among events, and the sessions that they began. Calls that failed used nothing. */
export function usesOf(
  events: Event[],
  surroundings: Surroundings,
): { usage: UsageFacts[]; sessions: Session[] } {
  const usage: UsageFacts[] = [];
  const sessions: Session[] = [];
  for (const event of events) {
    const record = recordOf(event);
    if (!record || record.errorCode) {
      continue;
    }
    const use = useOf(record, surroundings);
    if (use) {
      usage.push(use);
      sessions.push(...sessionOf(record, use));
    }
  }
  return { usage, sessions };
}

/** Management calls that were made with a session. A call that was denied was made all the same. */
export function callsOf(events: Event[], { usage }: Session): UsageFacts[] {
  return events.flatMap(event => {
    const record = recordOf(event);
    const userAgent = userAgentOf(record?.userAgent);
    return record && userAgent
      ? [
          {
            ...commonOf(record),
            roleArn: usage.roleArn,
            kind: 'call' as const,
            clusterArn: usage.clusterArn,
            namespace: usage.namespace,
            serviceAccount: usage.serviceAccount,
            userAgent,
          },
        ]
      : [];
  });
}

/** Two uses that tell the same of the same workload: only the newest is worth keeping. */
export function usageKey(usage: UsageFacts): string {
  return JSON.stringify([
    usage.kind,
    usage.roleArn,
    usage.clusterArn ?? '',
    usage.namespace ?? '',
    usage.serviceAccount ?? '',
    usage.userAgent ?? '',
  ]);
}

/** The newest use of each kind. */
export function newestUses(usage: UsageFacts[]): UsageFacts[] {
  const newest = new Map<string, UsageFacts>();
  for (const use of usage) {
    const key = usageKey(use);
    const there = newest.get(key);
    if (!there || there.at < use.at) {
      newest.set(key, use);
    }
  }
  return [...newest.values()];
}
