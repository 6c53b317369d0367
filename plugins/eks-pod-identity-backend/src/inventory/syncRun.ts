import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { DatabaseInventoryStore } from '../store/databaseInventoryStore';
import type { DatabaseSyncStore } from '../store/databaseSyncStore';
import { WrongAccountError } from './aws/caller';
import type { AccountReading } from './collect';
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

  constructor(
    private readonly id: string,
    private readonly parts: SyncParts,
    private readonly options: SyncRunOptions,
  ) {
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
      } catch (error) {
        this.options.logger.warn(
          `The progress of sync ${this.id} could not be written: ${error}`,
        );
      }
    });
  }
}

function stateOf(parts: SyncParts): Sync['state'] {
  return parts.list().some(({ state }) => state === 'failed')
    ? 'partial'
    : 'succeeded';
}

function textOf(error: unknown): string {
  return error instanceof Error
    ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}`
    : String(error);
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
  const finish = async (state: Sync['state'], error?: string) => {
    await pulse.end();
    const progress = { ...parts.progress() };
    delete progress.current;
    await syncs.finish(id, { state, error, progress, parts: parts.list() });
    const text = `Sync ${id} ${state}${error ? `: ${error}` : ''}`;
    if (state === 'failed' || state === 'refused') {
      logger.error(text);
    } else {
      logger.info(text);
    }
  };
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
    if (!(await syncs.beat(id))) {
      throw new Error(
        'It was given up for dead; another sync may have run since.',
      );
    }
    parts.expect('store');
    parts.start('store');
    await inventory.saveReading(reading, id);
    parts.end('store', 'ok');
    parts.start('assess');
    await options.assess(id);
    parts.end('assess', 'ok');
    await finish(stateOf(parts));
  } catch (error) {
    const isRefused = error instanceof WrongAccountError;
    await finish(
      isRefused ? 'refused' : 'failed',
      isRefused ? error.message : textOf(error),
    ).catch(failure =>
      logger.error(`The end of sync ${id} could not be written: ${failure}`),
    );
  }
}
