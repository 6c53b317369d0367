/** A task that waits for its time; `cancel` is safe to call at any time, also afterwards. */
export interface ScheduledTask {
  cancel(): void;
}

/** The time of the simulated account. */
export interface Clock {
  /** Now: the wall clock's time plus what `advance` added, or the time at which it was stopped. */
  now(): Date;
  /** When the simulator (or its last reset) started: what `3 days ago` counts from. */
  readonly start: Date;
  /** Durations of transitions are divided by it. */
  readonly timeScale: number;
  readonly stopped: boolean;
  /**
   * Runs `task` after a duration of AWS's time.
   * @param seconds - as AWS would take; divided by the time scale.
   */
  after(seconds: number, task: () => void): ScheduledTask;
  /** Seconds of AWS's time as milliseconds of this clock. */
  scaled(seconds: number): number;
}

type Waiting = { due: number; order: number; task: () => void };

/**
 * The clock behind `Clock`, with the handles of the control port. One timer of Node's at most is
 * under way, for the next task, and it does not keep the process alive.
 */
export class SimulatorClock implements Clock {
  start: Date;
  timeScale: number;
  private offsetMs = 0;
  private stoppedAt: number | undefined;
  private waiting: Waiting[] = [];
  private order = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: { timeScale: number; stopped?: boolean; at?: Date }) {
    this.timeScale = options.timeScale;
    const wall = Date.now();
    this.offsetMs = options.at ? options.at.getTime() - wall : 0;
    if (options.stopped) {
      this.stoppedAt = wall + this.offsetMs;
    }
    this.start = this.now();
  }

  get stopped(): boolean {
    return this.stoppedAt !== undefined;
  }

  now(): Date {
    return new Date(this.stoppedAt ?? Date.now() + this.offsetMs);
  }

  scaled(seconds: number): number {
    return (seconds * 1000) / this.timeScale;
  }

  after(seconds: number, task: () => void): ScheduledTask {
    const entry: Waiting = {
      due: this.now().getTime() + this.scaled(seconds),
      order: this.order++,
      task,
    };
    this.waiting.push(entry);
    this.waiting.sort((a, b) => a.due - b.due || a.order - b.order);
    this.arm();
    return {
      cancel: () => {
        this.waiting = this.waiting.filter(other => other !== entry);
        this.arm();
      },
    };
  }

  /**
   * Moves the time forward and runs, in their order and each at its own time, the tasks that fall due.
   * @param ms - milliseconds of this clock (not scaled).
   */
  advance(ms: number): void {
    const target = this.now().getTime() + ms;
    for (
      let next = this.waiting[0];
      next && next.due <= target;
      next = this.waiting[0]
    ) {
      this.waiting.shift();
      this.moveTo(Math.max(next.due, this.now().getTime()));
      next.task();
    }
    this.moveTo(Math.max(target, this.now().getTime()));
    this.arm();
  }

  /** Stops the time; tasks wait for `advance` or `resume`. */
  stop(): void {
    this.stoppedAt ??= this.now().getTime();
    this.arm();
  }

  /** Lets the time run again from where it is. */
  resume(): void {
    if (this.stoppedAt !== undefined) {
      this.offsetMs = this.stoppedAt - Date.now();
      this.stoppedAt = undefined;
    }
    this.arm();
  }

  /** Forgets every waiting task and makes now the start. */
  reset(): void {
    this.waiting = [];
    this.start = this.now();
    this.arm();
  }

  private moveTo(ms: number): void {
    if (this.stoppedAt !== undefined) {
      this.stoppedAt = ms;
    } else {
      this.offsetMs = ms - Date.now();
    }
  }

  private arm(): void {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = undefined;
    }
    const next = this.waiting[0];
    if (!next || this.stopped) {
      return;
    }
    const wait = Math.min(
      Math.max(0, next.due - this.now().getTime()),
      0x7fffffff,
    );
    this.timer = setTimeout(() => this.advance(0), wait);
    this.timer.unref();
  }
}
