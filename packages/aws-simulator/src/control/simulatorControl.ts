import type { AccountFile, FaultsSpec } from '../account/schema';
import { loadAccountObject, type LoadedAccount } from '../account/load';
import { buildFaults } from '../state/build/settings';
import type { SimulatorClock } from '../state/clock';
import { exportAccount } from '../state/export';
import type { AccountState, Faults } from '../state/types';

/** What the control port and tests steer. */
export interface SimulatorControl {
  health(): {
    status: 'ok';
    accountId: string;
    regions: string[];
    clusters: { arn: string; endpoint?: string }[];
    now: string;
  };
  /**
   * Back to the start.
   * @param account - another account, as an object; absent: the one it was started with.
   * @throws AccountFileError
   */
  reset(account?: unknown): Promise<void>;
  faults(): Faults;
  /** Changes the faults that are given and leaves the others. */
  changeFaults(change: FaultsSpec): void;
  /** No faults at all; those of the account file come back with a reset. */
  clearFaults(): void;
  clock(): { now: string; start: string; stopped: boolean; timeScale: number };
  changeClock(change: {
    /** Seconds of the simulator's clock, not scaled. */
    advanceSeconds?: number;
    stopped?: boolean;
    timeScale?: number;
  }): void;
  /** Moves the clock forward. @param ms - milliseconds of the clock, not scaled */
  advance(ms: number): void;
  /** Moves the clock past a duration of AWS's time. @param seconds - as AWS would take */
  advanceScaled(seconds: number): void;
  exportAccount(): AccountFile;
}

/** What the control needs of a running simulator. */
export interface Steered {
  state(): AccountState;
  clock: SimulatorClock;
  restart(account: LoadedAccount | undefined): Promise<void>;
  fillBuckets(): void;
}

/** The control of a running simulator. */
export function createControl(steered: Steered): SimulatorControl {
  const { clock } = steered;
  return {
    health: () => {
      const { accountId, regions, clusters } = steered.state();
      return {
        status: 'ok',
        accountId,
        regions,
        clusters: [...clusters.values()].map(({ arn, kubernetes }) => ({
          arn,
          endpoint: kubernetes?.endpoint,
        })),
        now: clock.now().toISOString(),
      };
    },
    reset: account =>
      steered.restart(
        account === undefined ? undefined : loadAccountObject(account),
      ),
    faults: () => steered.state().faults,
    changeFaults: change => {
      const { faults } = steered.state();
      Object.assign(faults, buildFaults(change, faults));
      steered.fillBuckets();
    },
    clearFaults: () => {
      Object.assign(steered.state().faults, buildFaults());
      steered.fillBuckets();
    },
    clock: () => ({
      now: clock.now().toISOString(),
      start: clock.start.toISOString(),
      stopped: clock.stopped,
      timeScale: clock.timeScale,
    }),
    changeClock: ({ advanceSeconds, stopped, timeScale }) => {
      clock.timeScale = timeScale ?? clock.timeScale;
      if (stopped === true) {
        clock.stop();
      }
      if (advanceSeconds !== undefined) {
        clock.advance(advanceSeconds * 1000);
      }
      if (stopped === false) {
        clock.resume();
      }
    },
    advance: ms => clock.advance(ms),
    advanceScaled: seconds => clock.advance(clock.scaled(seconds)),
    exportAccount: () => exportAccount(steered.state()),
  };
}
