import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DatabaseInventoryStore } from '../store/databaseInventoryStore';
import type { DatabaseSyncStore } from '../store/databaseSyncStore';
import { databaseFault } from '../faults/database';
import { errorText } from '../faults/errorText';
import { FaultLog } from '../faults/faultLog';
import type { AccountReading } from './collect';
import { outcomeOf, outcomeOfError, type SyncOutcome } from './syncOutcome';
import { SyncParts, type PartReporter } from './syncParts';

/** Milliseconds between two signs of life. */
const beatEvery = 10_000;
/** Milliseconds in which changes of the progress are gathered before they are written. */
const gatherFor = 250;

/** What a run is made of. */
export interface SyncRunOptions {
  syncs: DatabaseSyncStore;
  inventory: DatabaseInventoryStore;
  logger: LoggerService;
  clock: () => Date;
  /** Milliseconds. */
  timeout: number;
  /** Ends all runs: the backend stops. */
  stopped: AbortSignal;
  read(options: {
    signal: AbortSignal;
    reporter: PartReporter;
  }): Promise<AccountReading>;
  /** Judges what is stored now. */
  assess(syncId: string): Promise<void>;
}

/** Keeps a sync's row alive and up to date while it runs. */
class Pulse {
  readonly lost = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  readonly #interval: NodeJS.Timeout;
  readonly #faults: FaultLog;

  constructor(
    private readonly id: string,
    private readonly parts: SyncParts,
    private readonly options: SyncRunOptions,
  ) {
    this.#faults = new FaultLog(options.logger);
    this.#interval = setInterval(() => this.#write(), beatEvery);
    this.#interval.unref();
  }

  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#write();
    }, gatherFor);
  }

  async end(): Promise<void> {
    clearInterval(this.#interval);
    clearTimeout(this.#timer);
    await this.#writing;
  }

  #write(): void {
    this.#writing = this.#writing.then(async () => {
      try {
        const isAlive = await this.options.syncs.beat(this.id, {
          progress: this.parts.progress(),
          parts: this.parts.list(),
        });
        if (!isAlive) {
          this.lost.abort(new Error('This sync was given up for dead.'));
        }
        this.#faults.over('The progress of the sync');
      } catch (error) {
        this.#faults.met(
          'The progress of the sync',
          `The progress of sync ${this.id} could not be written: ${
            databaseFault(error)?.reason ?? errorText(error)
          }`,
        );
      }
    });
  }
}

/**
 * Runs one sync that has begun: read, store, assess. Never throws: whatever happens is written to the sync's row.
 * After its timeout a sync keeps what it has read; the rest counts as unseen.
 */
export async function runSync(
  id: string,
  options: SyncRunOptions,
): Promise<void> {
  const { syncs, inventory, logger, clock, timeout, stopped } = options;
  const parts = new SyncParts(clock);
  const pulse = new Pulse(id, parts, options);
  parts.onChange = () => pulse.changed();
  const finish = async ({ state, error }: SyncOutcome) => {
    await pulse.end();
    const progress = { ...parts.progress() };
    delete progress.current;
    const text = `Sync ${id} ${state}${error ? `: ${error}` : ''}`;
    if (state === 'failed' || state === 'refused') {
      logger.error(text);
    } else if (error) {
      logger.warn(text);
    } else {
      logger.info(text);
    }
    await syncs.finish(id, { state, error, progress, parts: parts.list() });
  };
  let step: 'read' | 'store' | 'assess' = 'read';
  let outcome: SyncOutcome;
  try {
    const reading = await options.read({
      signal: AbortSignal.any([
        AbortSignal.timeout(timeout),
        stopped,
        pulse.lost.signal,
      ]),
      reporter: parts,
    });
    stopped.throwIfAborted();
    step = 'store';
    if (!(await syncs.beat(id))) {
      throw new Error(
        'It was given up for dead; another sync may have run since.',
      );
    }
    parts.expect('store');
    parts.start('store');
    await inventory.saveReading(reading, id);
    parts.end('store', 'ok');
    step = 'assess';
    parts.start('assess');
    await options.assess(id);
    parts.end('assess', 'ok');
    outcome = outcomeOf(reading, parts);
  } catch (error) {
    outcome = outcomeOfError(error, step);
    if (step !== 'read') {
      parts.end(step, 'failed');
    }
  }
  await finish(outcome).catch(failure =>
    logger.error(
      `The end of sync ${id} could not be stored yet: ${
        databaseFault(failure)?.reason ?? errorText(failure)
      }`,
    ),
  );
}
