import { ConflictError } from '@backstage/errors';
import {
  finalRequestStates,
  nextRequestState,
  RequestEvent,
  RequestState,
  requestStates,
  RequestTransition,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Knex } from 'knex';
import { Page, readPage } from './keyset';
import type { Paging } from './assessmentStoreLists';
import {
  eventOf,
  requestOf,
  RequestRow,
  rowOf,
  StoredRequest,
} from './requestStoreRows';
import { Visible, whereAmong } from './visible';
import { inTransaction } from './transaction';

export type { StoredRequest } from './requestStoreRows';

/** Who does something, when, and why. */
export interface Deed {
  /** Entity reference of the user, or `service:NAME`. */
  actor: string;
  at: string;
  reason?: string;
}

export interface RequestFilter {
  state?: RequestState;
  /** Only those in a state that is not final. */
  open?: boolean;
  entityRef?: string;
  subjectId?: string;
  requestedBy?: string;
}

/** Who looks at requests: those of services that one may see, one's own, and those that belong to no service. */
export interface RequestReader {
  visible: Visible;
  actor: string;
}

/** What a new request consists of. */
export type NewRequest = Pick<
  StoredRequest,
  'id' | 'kind' | 'subjectId' | 'subject' | 'cluster' | 'entityRef' | 'plan'
> & { state: 'pending-approval' | 'approved' };

/** Requests with their events. */
export interface RequestStore {
  /** @throws ConflictError when there is an open request for the subject; the message names it */
  create(request: NewRequest, deed: Deed): Promise<StoredRequest>;
  get(id: string): Promise<StoredRequest | undefined>;
  list(
    filter: RequestFilter,
    paging: Paging,
    reader: RequestReader,
  ): Promise<Page<StoredRequest>>;
  events(id: string): Promise<RequestEvent[]>;
  /**
   * Changes the state, if nobody did since this revision.
   * @throws ConflictError when somebody did (the message says who did what and when), or the state has no such transition
   */
  transition(
    id: string,
    revision: number,
    transition: RequestTransition,
    deed: Deed,
  ): Promise<StoredRequest>;
  /** Adds an event that changes no state; the revision stays. */
  comment(id: string, deed: Deed & { reason: string }): Promise<void>;
  /** Open requests by subject id. */
  openBySubject(subjectIds: string[]): Promise<Map<string, string>>;
  /** Entity references that requests name. */
  entityRefs(): Promise<string[]>;
  countByState(): Promise<Record<RequestState, number>>;
}

/** Transitions that decide on a request. */
const DECISIONS: readonly RequestTransition[] = ['approve', 'reject'];

/** Keeps the requests of one account in the plugin's database. */
export function createRequestStore(
  knex: Knex,
  { accountId }: { accountId: string },
): RequestStore {
  const requests = (db: Knex = knex) =>
    db('requests').where('account_id', accountId);
  const find = async (id: string, db: Knex = knex) => {
    const row: RequestRow | undefined = await requests(db)
      .where({ id })
      .first();
    return row && requestOf(row);
  };
  const addEvent = async (
    db: Knex,
    request: Pick<StoredRequest, 'id' | 'cluster'>,
    event: RequestEvent,
  ) =>
    db('request_events').insert({
      account_id: accountId,
      region: request.cluster.region,
      request_id: request.id,
      at: event.at,
      actor: event.actor,
      action: event.action,
      from_state: event.from,
      to_state: event.to,
      reason: event.reason ?? null,
    });
  const openFor = async (
    kind: string,
    subjectId: string,
  ): Promise<RequestRow | undefined> =>
    requests()
      .where({ kind, subject_id: subjectId })
      .whereNotIn('state', [...finalRequestStates])
      .first();

  return {
    async create(request, { actor, at, reason }) {
      const created: StoredRequest = {
        ...request,
        revision: 1,
        requestedBy: actor,
        requestedAt: at,
        reason,
        updatedAt: at,
      };
      try {
        await inTransaction(knex, async transaction => {
          await transaction('requests').insert(rowOf(created, accountId));
          await addEvent(transaction, created, {
            at,
            actor,
            action: 'created',
            from: null,
            to: request.state,
            reason,
          });
        });
      } catch (error) {
        const open = await openFor(request.kind, request.subjectId);
        if (!open) {
          throw error;
        }
        throw new ConflictError(
          `There is an open request for ${request.subject} already: ${open.id} ('${open.state}'), asked for by ${open.requested_by} at ${open.requested_at}`,
        );
      }
      return created;
    },

    get: find,

    async list(filter, paging, { visible, actor }) {
      const query = requests();
      const { state, open, entityRef, subjectId, requestedBy } = filter;
      for (const [column, value] of Object.entries({
        state,
        entity_ref: entityRef,
        subject_id: subjectId,
        requested_by: requestedBy,
      })) {
        if (value) {
          query.andWhere(column, value);
        }
      }
      if (open !== undefined) {
        query[open ? 'whereNotIn' : 'whereIn']('state', [
          ...finalRequestStates,
        ]);
      }
      if (!visible.all) {
        query.andWhere(either => {
          either
            .whereNull('entity_ref')
            .orWhere('requested_by', actor)
            .orWhere(named =>
              whereAmong(named, 'entity_ref', visible.entityRefs),
            );
        });
      }
      const page = await readPage<RequestRow>(
        query,
        [
          { column: 'requested_at', direction: 'desc' },
          { column: 'id', direction: 'desc' },
        ],
        paging,
      );
      return { ...page, items: page.items.map(requestOf) };
    },

    async events(id) {
      const rows = await knex('request_events')
        .where({ account_id: accountId, request_id: id })
        .orderBy('id');
      return rows.map(eventOf);
    },

    async transition(id, revision, transition, { actor, at, reason }) {
      await inTransaction(knex, async transaction => {
        const request = await find(id, transaction);
        if (!request || request.revision !== revision) {
          throw await lostRace(transaction, id, revision);
        }
        const state = nextRequestState(request.state, transition);
        const changed = await requests(transaction)
          .where({ id, revision })
          .update({
            state,
            revision: revision + 1,
            updated_at: at,
            ...(DECISIONS.includes(transition)
              ? { decided_by: actor, decided_at: at }
              : {}),
          });
        if (!changed) {
          throw await lostRace(transaction, id, revision);
        }
        await addEvent(transaction, request, {
          at,
          actor,
          action: transition,
          from: request.state,
          to: state,
          reason,
        });
      });
      return (await find(id))!;
    },

    async comment(id, { actor, at, reason }) {
      const request = (await find(id))!;
      await addEvent(knex, request, {
        at,
        actor,
        action: 'comment',
        from: request.state,
        to: request.state,
        reason,
      });
    },

    async openBySubject(subjectIds) {
      const query = requests().whereNotIn('state', [...finalRequestStates]);
      whereAmong(query, 'subject_id', subjectIds);
      const rows: Pick<RequestRow, 'id' | 'subject_id'>[] = await query.select(
        'id',
        'subject_id',
      );
      return new Map(rows.map(row => [row.subject_id, row.id]));
    },

    entityRefs: () =>
      requests().whereNotNull('entity_ref').distinct().pluck('entity_ref'),

    async countByState() {
      const rows: { state: RequestState; count: string | number }[] =
        await requests().groupBy('state').select('state').count({ count: '*' });
      const counts = Object.fromEntries(
        requestStates.map(state => [state, 0]),
      ) as Record<RequestState, number>;
      for (const { state, count } of rows) {
        counts[state] = Number(count);
      }
      return counts;
    },
  };

  async function lostRace(
    db: Knex,
    id: string,
    revision: number,
  ): Promise<ConflictError> {
    const request = await find(id, db);
    const last = await db('request_events')
      .where({ account_id: accountId, request_id: id })
      .whereNot({ action: 'comment' })
      .orderBy('id', 'desc')
      .first();
    return new ConflictError(
      request && last
        ? `The request was changed since you read it (revision ${revision}, now ${
            request.revision
          }): ${last.actor} did '${last.action}' at ${last.at}${
            last.reason ? ` ('${last.reason}')` : ''
          }, and it is '${request.state}' now. Read it again and decide anew`
        : `Request ${id} is gone`,
    );
  }
}
