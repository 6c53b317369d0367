import { createHash } from 'node:crypto';
import {
  operationModel,
  violations,
  violationText,
} from '../../protocol/constraints';
import { AwsError } from '../../protocol/errors';
import type { AwsRequest } from '../../protocol/http';
import {
  deserializeJson,
  jsonOperation,
  serializeJson,
  serializeJsonError,
} from '../../protocol/json11';
import type { TrailEvent } from '../../state/types';
import { authorize, type CallContext } from '../context';
import type { Service } from '../service';

interface LookupInput {
  LookupAttributes?: { AttributeKey: string; AttributeValue: string }[];
  StartTime?: Date;
  EndTime?: Date;
  EventCategory?: string;
  MaxResults?: number;
  NextToken?: string;
}

const day = 86_400_000;

function error(code: string, message: string): AwsError {
  return new AwsError(code, 400, message);
}

/** What an attribute is compared with. Names are case-sensitive, as in CloudTrail. */
const attributes: Record<
  string,
  (event: TrailEvent) => (string | undefined)[]
> = {
  EventId: event => [event.eventId],
  EventName: event => [event.eventName],
  EventSource: event => [event.eventSource],
  ReadOnly: event => [String(event.readOnly)],
  Username: event => [event.username],
  AccessKeyId: event => [event.accessKeyId],
  ResourceType: event =>
    event.resources.map(({ ResourceType }) => ResourceType),
  ResourceName: event =>
    event.resources.map(({ ResourceName }) => ResourceName),
};

function check(input: LookupInput): void {
  const model = operationModel('cloudtrail', 'LookupEvents');
  const found = model ? violations(input, model.input) : [];
  if (found.some(({ path }) => path === 'MaxResults')) {
    throw error('InvalidMaxResultsException', violationText(found));
  }
  if (found.some(({ path }) => path === 'EventCategory')) {
    throw error('InvalidEventCategoryException', violationText(found));
  }
  if (found.length > 0 || (input.LookupAttributes?.length ?? 0) > 1) {
    throw error(
      'InvalidLookupAttributesException',
      found.length > 0
        ? violationText(found)
        : 'You can specify only one lookup attribute.',
    );
  }
  if (
    input.StartTime &&
    input.EndTime &&
    input.StartTime.getTime() > input.EndTime.getTime()
  ) {
    throw error(
      'InvalidTimeRangeException',
      'The start time must be before the end time.',
    );
  }
}

function position(event: TrailEvent): string {
  return `${String(event.eventTime.getTime()).padStart(15, '0')}/${
    event.eventId
  }`;
}

/** The token holds the place in the list and a hash of the question: it goes with no other one. */
function token(input: LookupInput, region: string, at: string): string {
  const { NextToken, MaxResults, ...question } = input;
  const hash = createHash('sha256')
    .update(JSON.stringify([region, question]))
    .digest('hex');
  return Buffer.from(JSON.stringify([hash.slice(0, 16), at])).toString(
    'base64',
  );
}

function placeOf(input: LookupInput, region: string): string | undefined {
  if (input.NextToken === undefined) {
    return undefined;
  }
  try {
    const [, at] = JSON.parse(
      Buffer.from(input.NextToken, 'base64').toString('utf8'),
    );
    if (token(input, region, at) === input.NextToken) {
      return at;
    }
  } catch {
    // answered below
  }
  throw error('InvalidNextTokenException', 'The NextToken is invalid.');
}

function lookup(input: LookupInput, context: CallContext): object {
  check(input);
  const { clock, settings, trail } = context.state;
  const now = clock.now().getTime();
  const shownUntil = now - clock.scaled(settings.cloudTrailDelaySeconds);
  const from = Math.max(input.StartTime?.getTime() ?? 0, now - 90 * day);
  const until = input.EndTime?.getTime() ?? now;
  const [attribute] = input.LookupAttributes ?? [];
  const after = placeOf(input, context.region);
  const size = input.MaxResults ?? 50;
  const found =
    input.EventCategory === 'insight'
      ? []
      : trail
          .filter(event => {
            const time = event.eventTime.getTime();
            return (
              event.region === context.region &&
              time >= from &&
              time <= until &&
              time <= shownUntil &&
              (!attribute ||
                attributes[attribute.AttributeKey](event).includes(
                  attribute.AttributeValue,
                )) &&
              (after === undefined || position(event) < after)
            );
          })
          .sort((a, b) => (position(a) < position(b) ? 1 : -1));
  const page = found.slice(0, size);
  return {
    Events: page.map(event => ({
      EventId: event.eventId,
      EventName: event.eventName,
      ReadOnly: String(event.readOnly),
      AccessKeyId: event.accessKeyId,
      EventTime: event.eventTime,
      EventSource: event.eventSource,
      Username: event.username,
      Resources: event.resources,
      CloudTrailEvent: JSON.stringify(event.record),
    })),
    NextToken:
      found.length > page.length
        ? token(input, context.region, position(page[page.length - 1]))
        : undefined,
  };
}

/** CloudTrail, JSON 1.1: LookupEvents. */
export const cloudtrail: Service = {
  name: 'cloudtrail',
  eventSource: 'cloudtrail.amazonaws.com',

  identify(request: AwsRequest) {
    const operation = jsonOperation(request);
    const model = operation && operationModel('cloudtrail', operation);
    if (!operation || !model) {
      throw error(
        'UnknownOperationException',
        `CloudTrail has no operation ${
          operation ?? '(none)'
        } that the simulator serves.`,
      );
    }
    let input: Record<string, unknown> = {};
    return {
      operation,
      isWrite: false,
      parameters: () => input,
      run(context) {
        input = deserializeJson(request, model.input);
        authorize(context, `cloudtrail:${operation}`, '*', {
          code: 'AccessDeniedException',
          status: 400,
        });
        return serializeJson(lookup(input as LookupInput, context));
      },
    };
  },

  error: serializeJsonError,

  throttled: () => error('ThrottlingException', 'Rate exceeded'),
};
