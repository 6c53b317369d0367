import { FleetHistory } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Knex } from 'knex';
import { changesBetween, SubjectState, subjectsOf } from '../history/changes';
import { dayOf, HistoryScope, pointsOf } from '../history/snapshot';
import { Assessment } from '../readiness/assessment';
import { EVERY_REGION } from './assessmentStoreRows';
import { mayView, Visible } from './visible';

const INSERT_ROWS = 100;

/** Days that points are kept: one more than can be asked for. */
const KEPT_DAYS = 401;

/** One point per day and scope, and what changed from day to day. */
export interface HistoryStore {
  /**
   * Records the day of the assessment. Of several assessments of a day the last one counts, so it may be repeated.
   */
  record(assessment: Assessment, transaction: Knex.Transaction): Promise<void>;
  /** Points of the last `days` days up to `today`, oldest first, and what changed with the newest of them. */
  read(
    scope: HistoryScope,
    range: { today: string; days: number },
    visible: Visible,
  ): Promise<FleetHistory>;
}

/** Keeps the history of one account in the plugin's database. */
export function createHistoryStore(
  knex: Knex,
  { accountId }: { accountId: string },
): HistoryStore {
  const account = { account_id: accountId };
  const key = { ...account, region: EVERY_REGION };

  return {
    async record(assessment, transaction) {
      const date = dayOf(assessment.assessedAt);
      const replace = async (table: string, rows: object[]) => {
        await transaction(table)
          .where({ ...account, date })
          .delete();
        await transaction.batchInsert(
          table,
          rows.map(row => ({ ...key, date, ...row })),
          INSERT_ROWS,
        );
      };
      await replace(
        'history_points',
        pointsOf(assessment).map(({ scope, key: scopeKey, ...point }) => ({
          scope,
          scope_key: scopeKey,
          imported: false,
          services: JSON.stringify(point.services),
          workloads: JSON.stringify(point.workloads),
          armed: point.armed,
        })),
      );
      const subjects = subjectsOf(assessment);
      const [previous] = await transaction('history_subjects')
        .where(account)
        .andWhere('date', '<', date)
        .max({ date: 'date' });
      const earlier: SubjectState[] | undefined =
        previous.date &&
        (
          await transaction('history_subjects').where({
            ...account,
            date: previous.date,
          })
        ).map(subjectOf);
      await replace(
        'history_subjects',
        subjects.map(({ kind, id, label, state, findings, scopes }) => ({
          kind,
          subject_id: id,
          label,
          state,
          findings: JSON.stringify(findings),
          scopes: JSON.stringify(scopes),
        })),
      );
      await replace(
        'history_changes',
        (earlier ? changesBetween(earlier, subjects) : []).map(change => ({
          kind: change.kind,
          subject_id: change.subjectId,
          label: change.subject,
          from_state: change.from,
          to_state: change.to,
          because: JSON.stringify(change.because),
          scopes: JSON.stringify(change.scopes),
        })),
      );
      await forget(transaction, date, previous.date ?? date);
    },

    async read({ scope, key: scopeKey }, { today, days }, visible) {
      const points = await knex('history_points')
        .where({ ...account, scope, scope_key: scopeKey })
        .andWhere('date', '>', daysBefore(today, days))
        .orderBy('date');
      const newest = points.at(-1)?.date;
      const changes = newest
        ? await knex('history_changes')
            .where({ ...account, date: newest })
            .orderBy(['kind', 'label'])
        : [];
      return {
        points: points.map(point => ({
          date: point.date,
          imported: Boolean(point.imported),
          services: JSON.parse(point.services),
          workloads: JSON.parse(point.workloads),
          armed: point.armed,
        })),
        changes: changes
          .map(change => ({ ...change, scopes: JSON.parse(change.scopes) }))
          .filter(
            ({ scopes }) =>
              scope === 'fleet' || scopes.includes(`${scope}:${scopeKey}`),
          )
          .filter(({ scopes }) => mayViewAny(visible, scopes))
          .map(change => ({
            subject: change.label,
            kind: change.kind,
            from: change.from_state,
            to: change.to_state,
            because: JSON.parse(change.because),
          })),
      };
    },
  };

  async function forget(
    transaction: Knex.Transaction,
    date: string,
    previous: string,
  ): Promise<void> {
    await transaction('history_subjects')
      .where(account)
      .andWhere('date', '<', previous)
      .delete();
    for (const table of ['history_points', 'history_changes']) {
      await transaction(table)
        .where(account)
        .andWhere('date', '<', daysBefore(date, KEPT_DAYS))
        .delete();
    }
  }
}

function subjectOf(row: {
  kind: SubjectState['kind'];
  subject_id: string;
  label: string;
  state: string;
  findings: string;
  scopes: string;
}): SubjectState {
  return {
    kind: row.kind,
    id: row.subject_id,
    label: row.label,
    state: row.state,
    findings: JSON.parse(row.findings),
    scopes: JSON.parse(row.scopes),
  };
}

function daysBefore(date: string, days: number): string {
  const time = new Date(`${date}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() - days);
  return time.toISOString().slice(0, 10);
}

/** Names of services are for those who may see one of them; what belongs to no service is for everybody. */
function mayViewAny(visible: Visible, scopes: string[]): boolean {
  const services = scopes.flatMap(scope =>
    scope.startsWith('service:') ? scope.slice('service:'.length) : [],
  );
  return !services.length || services.some(ref => mayView(visible, ref));
}
