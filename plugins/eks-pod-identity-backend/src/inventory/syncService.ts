/**
 * Reading the account, on schedule and on demand. Whoever wires it (plugin.ts) does:
 *
 * ```ts
 * const service = createSyncService({
 *   config,                        // readConfig(rootConfig)
 *   clients,                       // await createAwsClients(rootConfig, config.account)
 *   logger,
 *   database: knex,                // migrated: store/migrate.ts
 *   readServices: options => readServices({ catalog, …, ...options }),
 *   assess: facts => assess(facts, …),
 *   onAssessed: async (assessment, syncId) => { … store it … },
 * });
 * await service.schedule(scheduler); // coreServices.scheduler
 * lifecycle.addShutdownHook(() => service.stop());
 * ```
 *
 * The answer is SyncService, SyncStore and InventoryStore in one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import type { EksPodIdentityConfig } from '../config';
import { databaseFault } from '../faults/database';
import { errorText } from '../faults/errorText';
import { FaultLog } from '../faults/faultLog';
import type { Assessment } from '../readiness/assessment';
import type { Assessor } from '../readiness/assessor';
import { DatabaseInventoryStore } from '../store/databaseInventoryStore';
import { DatabaseUsageStore } from '../store/databaseUsageStore';
import { DatabaseSyncStore } from '../store/databaseSyncStore';
import type { InventoryStore } from '../store/inventoryStore';
import type { SyncStore } from '../store/syncStore';
import type { AwsClients } from './aws/clients';
import { readAccount, type ReadServices } from './collect';
import { runSync } from './syncRun';
import { syncUsage } from './syncUsage';

/** Milliseconds that storing and assessing may take on top of reading. */
const lateness = 10 * 60_000;
/** Further syncs of a start for want of a catalog. */
const catalogAttempts = 5;
/** Milliseconds until a sync that runs elsewhere is looked at again. */
const lookEvery = 5000;

/** Reads the account: on schedule by itself, and on demand. */
export interface SyncService {
  /**
   * Starts a sync in the background and answers with it; with the running one where there is one already, also when
   * it runs in another instance of the backend.
   */
  startSync(by: {
    trigger: Sync['trigger'];
    requestedBy?: string;
  }): Promise<Sync>;
}

/** See the top of this file. */
export interface SyncServiceOptions {
  config: EksPodIdentityConfig;
  clients: AwsClients;
  logger: LoggerService;
  database: Knex;
  readServices?: ReadServices;
  assess: Assessor;
  /** Told of each new assessment; an error of it makes the sync fail. */
  onAssessed: (assessment: Assessment, syncId: string) => Promise<void>;
  clock?: () => Date;
  /** LookupEvents calls a second and region. Default: CloudTrail's quota of 2. */
  lookupsPerSecond?: number;
  /** Milliseconds until a catalog that is still empty at the very first sync is asked again. Default: 30,000. */
  catalogWait?: number;
}

/** A sync service with its stores. */
export interface RunningSyncService
  extends SyncService,
    SyncStore,
    InventoryStore {
  /** Puts syncs, and the reading of CloudTrail, on the schedule of the configuration. */
  schedule(scheduler: SchedulerService): Promise<void>;
  /** Waits for the sync that runs in this process, if any. */
  whenIdle(): Promise<void>;
  /** Reads CloudTrail now, stores what is new, and assesses again where that changed anything. */
  readUsage(): Promise<void>;
  /** Ends what runs in this process; the sync is ended as failed. */
  stop(): Promise<void>;
}

class DefaultSyncService implements RunningSyncService {
  readonly #options: SyncServiceOptions;
  readonly #clock: () => Date;
  readonly #faults: FaultLog;
  readonly #syncs: DatabaseSyncStore;
  readonly #inventory: DatabaseInventoryStore;
  readonly #usageStore: DatabaseUsageStore;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #usage: Promise<void> | undefined;
  #assessing: Promise<unknown> = Promise.resolve();

  constructor(options: SyncServiceOptions) {
    this.#options = options;
    this.#faults = new FaultLog(options.logger);
    this.#clock = options.clock ?? (() => new Date());
    const { account, cloudTrail } = options.config;
    this.#syncs = new DatabaseSyncStore(
      options.database,
      account.accountId,
      this.#clock,
    );
    const stored = { ...account, cloudTrail, clock: this.#clock };
    this.#inventory = new DatabaseInventoryStore(options.database, stored);
    this.#usageStore = new DatabaseUsageStore(options.database, stored);
  }

  async startSync(by: {
    trigger: Sync['trigger'];
    requestedBy?: string;
  }): Promise<Sync> {
    const { isNew, sync } = await this.#syncs.begin(uuid(), by);
    if (isNew) {
      this.#running = this.#run(sync.id);
    }
    return sync;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    const { sync, cloudTrail } = this.#options.config;
    // Local tasks: what runs is decided by our own tables. The scheduler's own lock of a process that died would hold
    // the account for as long as a sync may take.
    await scheduler.scheduleTask({
      id: 'eks-pod-identity-sync',
      frequency: { milliseconds: sync.frequency },
      timeout: { milliseconds: sync.timeout + lateness },
      scope: 'local',
      fn: signal => this.#attempt('The sync', () => this.#syncIfDue(signal)),
    });
    if (cloudTrail.enabled) {
      await scheduler.scheduleTask({
        id: 'eks-pod-identity-cloudtrail',
        frequency: { milliseconds: cloudTrail.frequency },
        timeout: { milliseconds: cloudTrail.frequency + lateness },
        scope: 'local',
        fn: () =>
          this.#attempt('Reading CloudTrail', async () => {
            const last = await this.#usageStore.readAt();
            if (this.#isDue(last, cloudTrail.frequency)) {
              await this.readUsage();
            }
          }),
      });
    }
  }

  /** A database that is away is told once, and what is due is tried again on the schedule. */
  async #attempt(subject: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#faults.over(subject);
    } catch (error) {
      const fault = databaseFault(error);
      if (!fault) {
        throw error;
      }
      this.#faults.met(subject, `${subject} waits. ${fault.reason}`);
    }
  }

  whenIdle(): Promise<void> {
    return this.#running;
  }

  readUsage(): Promise<void> {
    this.#usage ??= this.#readUsage().finally(() => {
      this.#usage = undefined;
    });
    return this.#usage;
  }

  async stop(): Promise<void> {
    this.#stop.abort(new Error('Backstage was stopped during the sync.'));
    await Promise.allSettled([this.#running, this.#usage, this.#assessing]);
    this.#options.clients.destroy();
  }

  loadFacts() {
    return this.#inventory.loadFacts();
  }

  listSyncs(page: { offset: number; limit: number }) {
    return this.#syncs.listSyncs(page);
  }

  getSync(id: string) {
    return this.#syncs.getSync(id);
  }

  newestSync() {
    return this.#syncs.newestSync();
  }

  /** Several instances have a timer each: the account is read as often as the configuration says, not more. */
  #isDue(last: string | undefined, frequency: number): boolean {
    return (
      last === undefined ||
      this.#clock().getTime() - Date.parse(last) >= 0.9 * frequency
    );
  }

  async #syncIfDue(signal: AbortSignal): Promise<void> {
    const { frequency } = this.#options.config.sync;
    const stop = AbortSignal.any([signal, this.#stop.signal]);
    for (;;) {
      const newest = await this.#syncs.newestSync();
      if (newest?.state === 'running') {
        // Of another instance, or of a process that is gone, which shows when its heart stops.
        try {
          await sleep(lookEvery, undefined, { signal: stop, ref: false });
        } catch {
          return;
        }
        continue;
      }
      const last = newest?.state === 'failed' ? undefined : newest?.startedAt;
      if (this.#isDue(last, frequency)) {
        await this.startSync({ trigger: newest ? 'schedule' : 'start' });
        await this.whenIdle();
      }
      if (!newest) {
        await this.#awaitCatalog(stop);
      }
      return;
    }
  }

  /** A Backstage that has just started learns its entities while the first sync runs: it would show no services for long. */
  async #awaitCatalog(stop: AbortSignal): Promise<void> {
    const { readServices, catalogWait = 30_000 } = this.#options;
    for (
      let attempt = 0;
      readServices && attempt < catalogAttempts;
      attempt++
    ) {
      const facts = await this.#inventory.loadFacts();
      const isEmpty =
        facts && (!facts.services.seen || facts.services.value.length === 0);
      if (!isEmpty) {
        return;
      }
      try {
        await sleep(catalogWait, undefined, { signal: stop, ref: false });
      } catch {
        return;
      }
      await this.startSync({ trigger: 'start' });
      await this.whenIdle();
    }
  }

  async #run(id: string): Promise<void> {
    const { config, clients, readServices, logger } = this.#options;
    // Of no weight where it cannot be read: CloudTrail is then read on its schedule.
    const isFirst = await this.#usageStore.coverage().then(
      coverage => Object.keys(coverage).length === 0,
      () => false,
    );
    await runSync(id, {
      syncs: this.#syncs,
      inventory: this.#inventory,
      logger,
      clock: this.#clock,
      timeout: config.sync.timeout,
      stopped: this.#stop.signal,
      read: async ({ signal, reporter }) => {
        if (config.cloudTrail.enabled) {
          const last = await this.#usageStore.readAt();
          reporter.end(
            'cloudtrail',
            'skipped',
            `Read on its own schedule; ${
              last ? `the last time ${last}` : 'not yet read'
            }.`,
          );
        }
        return readAccount({
          config,
          clients,
          readServices,
          signal,
          reporter,
          clock: this.#clock,
        });
      },
      assess: syncId => this.#assess(syncId),
    });
    if (isFirst) {
      // CloudTrail wants to know the clusters: its first reading follows the first sync, not its own schedule.
      this.readUsage().catch(error =>
        this.#faults.met(
          'CloudTrail',
          `CloudTrail could not be read: ${
            databaseFault(error)?.reason ?? errorText(error)
          }`,
        ),
      );
    }
  }

  async #readUsage(): Promise<void> {
    const { config, clients, logger, lookupsPerSecond } = this.#options;
    const isNew = await syncUsage(uuid(), {
      config,
      clients,
      inventory: this.#inventory,
      usage: this.#usageStore,
      logger,
      clock: this.#clock,
      signal: this.#stop.signal,
      lookupsPerSecond,
    });
    const newest = isNew ? await this.#syncs.newestSync() : undefined;
    if (newest) {
      await this.#assess(newest.id);
    }
  }

  /** One at a time, so that an older judgement never comes after a newer one. */
  #assess(syncId: string): Promise<void> {
    const { assess, onAssessed } = this.#options;
    const assessed = this.#assessing
      .catch(() => undefined)
      .then(async () => {
        const facts = await this.#inventory.loadFacts();
        if (facts) {
          await onAssessed(await assess(facts), syncId);
        }
      });
    this.#assessing = assessed;
    return assessed;
  }
}

/** Makes a sync service; see the top of this file. */
export function createSyncService(
  options: SyncServiceOptions,
): RunningSyncService {
  return new DefaultSyncService(options);
}
