import {
  LookupEventsCommand,
  type Event,
  type LookupAttributeKey,
} from '@aws-sdk/client-cloudtrail';
import PQueue from 'p-queue';
import type { ReadContext } from '../aws/context';
import { InvalidAnswerError } from '../aws/failures';
import { joined, type Stretch } from './coverage';

/** One lookup: CloudTrail takes a single attribute. */
export interface Lookup {
  key: LookupAttributeKey;
  value: string;
}

const pageSize = 50;

/** Events may come this much later than they happened; AWS says 'typically within an average of about 5 minutes'. */
const latenessMs = 15 * 60_000;

/** Asks CloudTrail in one region, at its pace, and not more often than a run may. */
export class RegionLookups {
  readonly #queue: PQueue;
  #calls = 0;

  constructor(
    private readonly context: ReadContext,
    readonly region: string,
    options: { callsPerSecond: number; maxCalls: number },
  ) {
    this.maxCalls = options.maxCalls;
    this.#queue = new PQueue({
      concurrency: 1,
      intervalCap: options.callsPerSecond,
      interval: 1000,
    });
  }

  /** Calls that one run may make. */
  readonly maxCalls: number;

  get calls(): number {
    return this.#calls;
  }

  /** Calls that are left. */
  get left(): number {
    return this.maxCalls - this.#calls;
  }

  /**
   * Reads a stretch of time from its newest event on, until it is read or the pages are used up.
   * @returns the part of the stretch that is read for good: late events are still to come near the present.
   */
  async read(
    lookup: Lookup,
    [from, to]: Stretch,
    maxPages: number,
    onEvents: (events: Event[]) => void,
  ): Promise<Stretch[]> {
    const now = this.context.clock().getTime();
    let reached = to;
    let token: string | undefined;
    let isDone = false;
    for (let page = 0; page < maxPages && this.left > 0 && !isDone; page++) {
      const answer = await this.#ask(lookup, [from, to], token);
      if (!Array.isArray(answer.Events)) {
        throw new InvalidAnswerError(
          "the answer has no list 'Events', which its API promises",
        );
      }
      const events = answer.Events;
      onEvents(events);
      const oldest = events[events.length - 1]?.EventTime?.getTime();
      reached = oldest === undefined ? reached : Math.min(reached, oldest);
      token = answer.NextToken;
      isDone = !token;
    }
    const start = isDone ? from : reached;
    const end = Math.min(to, now - latenessMs);
    return start < end ? joined([[start, end]]) : [];
  }

  #ask(lookup: Lookup, [from, to]: Stretch, token: string | undefined) {
    this.#calls += 1;
    return this.#queue.add(() => {
      this.context.signal.throwIfAborted();
      return this.context.clients.cloudTrail(this.region).send(
        new LookupEventsCommand({
          LookupAttributes: [
            { AttributeKey: lookup.key, AttributeValue: lookup.value },
          ],
          StartTime: new Date(from),
          EndTime: new Date(to),
          MaxResults: pageSize,
          NextToken: token,
        }),
        { abortSignal: this.context.signal },
      );
    });
  }
}
