import { uuid } from '../../state/ids';
import { roleNameOf } from '../../state/arns';
import type { AccountState, Caller, TrailEvent } from '../../state/types';

/** More than a demo needs; the oldest are dropped, so that a long run does not fill the memory. */
const keptEvents = 50_000;

/** What an event is made of; the rest of its record follows from it. */
export interface EventParts {
  eventTime: Date;
  eventName: string;
  eventSource: string;
  region: string;
  readOnly: boolean;
  userIdentity: Record<string, unknown>;
  userAgent: string;
  sourceIPAddress: string;
  username?: string;
  accessKeyId?: string;
  requestParameters?: Record<string, unknown> | null;
  responseElements?: Record<string, unknown> | null;
  errorCode?: string;
  errorMessage?: string;
  requestId?: string;
  resources?: { type?: string; name: string }[];
  /** Makes the ids of derived events the same at every start. */
  seed?: string;
}

function withoutUndefined(
  record: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  );
}

/** Builds an event in the form of CloudTrail's record contents, version 1.11. */
export function trailEvent(state: AccountState, parts: EventParts): TrailEvent {
  const eventId = uuid(parts.seed);
  const resources = parts.resources ?? [];
  return {
    eventId,
    eventTime: parts.eventTime,
    eventName: parts.eventName,
    eventSource: parts.eventSource,
    region: parts.region,
    username: parts.username,
    accessKeyId: parts.accessKeyId,
    readOnly: parts.readOnly,
    resources: resources.map(({ type, name }) => ({
      ResourceType: type,
      ResourceName: name,
    })),
    record: withoutUndefined({
      eventVersion: '1.11',
      userIdentity: parts.userIdentity,
      eventTime: parts.eventTime.toISOString().replace(/\.\d{3}Z$/, 'Z'),
      eventSource: parts.eventSource,
      eventName: parts.eventName,
      awsRegion: parts.region,
      sourceIPAddress: parts.sourceIPAddress,
      userAgent: parts.userAgent,
      errorCode: parts.errorCode,
      errorMessage: parts.errorMessage,
      requestParameters: parts.requestParameters ?? null,
      responseElements: parts.responseElements ?? null,
      requestID: parts.requestId ?? uuid(parts.seed && `${parts.seed}/request`),
      eventID: eventId,
      readOnly: parts.readOnly,
      resources:
        resources.length > 0
          ? resources.map(({ type, name }) => ({
              accountId: state.accountId,
              type,
              ARN: name,
            }))
          : undefined,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: state.accountId,
      eventCategory: 'Management',
    }),
  };
}

/** Adds an event to the trail. */
export function writeEvent(state: AccountState, event: TrailEvent): void {
  state.trail.push(event);
  if (state.trail.length > keptEvents) {
    state.trail.splice(0, state.trail.length - keptEvents);
  }
}

/** userIdentity of a caller: a user, or a session of a role. */
export function callerIdentity(
  caller: Caller,
  state: AccountState,
): { userIdentity: Record<string, unknown>; username: string } {
  const common = {
    principalId: caller.userId,
    arn: caller.arn,
    accountId: caller.accountId,
    accessKeyId: caller.accessKeyId,
  };
  const [, roleName, session] =
    /:assumed-role\/([^/]+)\/(.+)$/.exec(caller.arn) ?? [];
  if (!roleName) {
    const username = roleNameOf(caller.arn);
    return {
      username,
      userIdentity: { type: 'IAMUser', ...common, userName: username },
    };
  }
  return {
    username: session,
    userIdentity: {
      type: 'AssumedRole',
      ...common,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: caller.userId.split(':')[0],
          arn: `arn:${state.partition}:iam::${caller.accountId}:role/${roleName}`,
          accountId: caller.accountId,
          userName: roleName,
        },
        attributes: { mfaAuthenticated: 'false' },
      },
    },
  };
}
