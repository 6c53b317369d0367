import { availableParallelism } from 'os';
import { Piscina } from 'piscina';
import { Attempt } from './attempt';
import {
  BudgetExceeded,
  DEFAULT_PARSING_LIMITS,
  MAX_RESTARTS,
  ParsingLimits,
} from './budget';
import { handle, handlerFile } from './handler';
import { heapCeilingMb } from './memory';
import { Progress } from './progress';

/** A function that threads run: exported, under that name, by the module in that file. */
export interface PoolTask<Input, Output> {
  file: string;
  run: (input: Input, progress: Progress) => Promise<Output>;
}

/** A thread that has nothing to do ends after that time. */
const IDLE_MS = 10_000;

/**
 * Threads in which other people's text is parsed, each task with a budget per file and per repository. What uses it up is
 * ended with its thread, and told; the thread of the caller is never kept.
 */
export class ParsingPool {
  readonly limits: ParsingLimits;
  #threads: Piscina | undefined;

  constructor(limits: Partial<ParsingLimits> = {}) {
    this.limits = { ...DEFAULT_PARSING_LIMITS, ...limits };
  }

  /**
   * Runs a task in a thread. A file that uses up its budget is left out of the next try, with the reason as its fault.
   * Input and output are copied, so they are plain data.
   * @throws BudgetExceeded where the repository used up its budget; an Error with the message of what the task threw
   */
  async run<Input, Output>(
    { file, run }: PoolTask<Input, Output>,
    input: Input,
    signal?: AbortSignal,
  ): Promise<Output> {
    const notRead = new Map<string, string>();
    let spentMs = 0;
    for (let tries = 0; tries <= MAX_RESTARTS; tries++) {
      signal?.throwIfAborted();
      const attempt = new Attempt(this.limits, spentMs);
      const outcome = await attempt.run(
        this.#running(),
        { file, name: run.name, input, notRead: [...notRead] },
        signal,
      );
      if ('path' in outcome) {
        notRead.set(outcome.path, outcome.reason);
        spentMs += attempt.tookMs;
        continue;
      }
      const { answer } = outcome;
      if ('value' in answer) return answer.value as Output;
      throw Object.assign(new Error(answer.error), { name: answer.name });
    }
    throw new BudgetExceeded(
      `not read: more than ${MAX_RESTARTS} of its files used up their time or memory`,
    );
  }

  /** Ends all threads, and whatever they run. A later task starts new ones. */
  async close(): Promise<void> {
    const threads = this.#threads;
    this.#threads = undefined;
    await threads?.destroy();
  }

  #running(): Piscina {
    this.#threads ??= new Piscina({
      filename: handlerFile,
      // By the function itself: a bundler leaves out what nobody uses.
      name: handle.name,
      minThreads: 0,
      maxThreads: Math.max(
        1,
        Math.min(this.limits.threads, availableParallelism()),
      ),
      idleTimeout: IDLE_MS,
      // One task at a time in a thread: it is ended together with it.
      concurrentTasksPerWorker: 1,
      atomics: 'disabled',
      resourceLimits: {
        maxOldGenerationSizeMb: heapCeilingMb(this.limits.memoryMb),
      },
      // Not the flags of the process; as TypeScript the thread needs the transform that this file came by.
      execArgv: handlerFile.endsWith('.ts')
        ? [
            '--require',
            require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          ]
        : [],
    });
    return this.#threads;
  }
}
