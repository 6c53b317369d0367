import { MessageChannel, receiveMessageOnPort } from 'worker_threads';
import type { Piscina } from 'piscina';
import {
  BudgetExceeded,
  ParsingLimits,
  secondsText,
  tookTooLong,
  tookTooMuchMemory,
} from './budget';
import { Answer, Assignment } from './handler';
import { MemoryWatch, watchMemory } from './memory';
import { ProgressMessage } from './progress';

/** How one try ended. */
export type Outcome =
  | { answer: Answer }
  /** A file used up its budget; the next try goes on without it. */
  | { path: string; reason: string };

/** Runs a task in a thread once. It is ended with its thread where a file, or the repository, uses up its budget. */
export class Attempt {
  readonly #controller = new AbortController();
  readonly #channel = new MessageChannel();
  #path: string | undefined;
  #began = 0;
  #started: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #exceeded: Outcome | BudgetExceeded | undefined;
  #isOver = false;
  #memory: MemoryWatch | undefined;

  /** @param spentMs what earlier tries took of the repository's time */
  constructor(
    private readonly limits: ParsingLimits,
    private readonly spentMs: number,
  ) {}

  /** Milliseconds since the thread began with the task; waiting for a thread does not count. */
  get tookMs(): number {
    return this.#started === undefined ? 0 : Date.now() - this.#started;
  }

  /** @throws BudgetExceeded; the signal's reason; an Error where the thread could not run */
  async run(
    threads: Piscina,
    assignment: Omit<Assignment, 'port'>,
    signal: AbortSignal | undefined,
  ): Promise<Outcome> {
    const { port1, port2 } = this.#channel;
    port1.on('message', (message: ProgressMessage) => {
      this.#note(message);
      this.#memory ??= watchMemory(threads, message.thread, this.limits, () =>
        this.#endWith(tookTooMuchMemory(this.limits.memoryMb)),
      );
      this.#arm();
    });
    try {
      const answer: Answer = await threads.run(
        { ...assignment, port: port2 },
        {
          transferList: [port2],
          signal: signal
            ? AbortSignal.any([signal, this.#controller.signal])
            : this.#controller.signal,
        },
      );
      return { answer };
    } catch (error) {
      signal?.throwIfAborted();
      if (this.#exceeded instanceof BudgetExceeded) throw this.#exceeded;
      if (this.#exceeded) return this.#exceeded;
      return this.#outOfMemory(error);
    } finally {
      this.#isOver = true;
      clearTimeout(this.#timer);
      this.#memory?.stop();
      port1.close();
    }
  }

  #note({ path, at }: ProgressMessage): void {
    this.#path = path;
    this.#began = at;
    this.#started ??= at;
  }

  #leftMs(): { file: number; repository: number } {
    const { fileMs, repositoryMs } = this.limits;
    return {
      file:
        this.#path === undefined
          ? Infinity
          : fileMs - (Date.now() - this.#began),
      repository: repositoryMs - this.spentMs - this.tookMs,
    };
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#isOver) return;
    const { file, repository } = this.#leftMs();
    this.#timer = setTimeout(
      // What the thread posted in the meantime is heard first: this thread may have been the busy one.
      () => setImmediate(() => this.#check()),
      Math.max(0, Math.min(file, repository)),
    );
  }

  #check(): void {
    if (this.#isOver) return;
    this.#drain();
    const { file, repository } = this.#leftMs();
    if (repository <= 0) {
      this.#exceeded = new BudgetExceeded(
        `not read: its files took longer than ${secondsText(
          this.limits.repositoryMs,
        )}`,
      );
      this.#controller.abort();
    } else if (file <= 0) {
      this.#endWith(tookTooLong(this.limits.fileMs));
    } else {
      this.#arm();
    }
  }

  /** Ends the thread: for the file that it works on, or for the repository where it works on none. */
  #endWith(reason: string): void {
    if (this.#isOver || this.#exceeded) return;
    this.#drain();
    this.#exceeded =
      this.#path === undefined
        ? new BudgetExceeded(reason)
        : { path: this.#path, reason };
    this.#controller.abort();
  }

  #drain(): void {
    for (
      let next = receiveMessageOnPort(this.#channel.port1);
      next;
      next = receiveMessageOnPort(this.#channel.port1)
    ) {
      this.#note(next.message as ProgressMessage);
    }
  }

  #outOfMemory(error: unknown): Outcome {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') {
      throw error;
    }
    this.#endWith(tookTooMuchMemory(this.limits.memoryMb));
    if (this.#exceeded instanceof BudgetExceeded) throw this.#exceeded;
    return this.#exceeded!;
  }
}
