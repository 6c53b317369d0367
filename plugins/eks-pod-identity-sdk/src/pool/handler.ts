import type { MessagePort } from 'worker_threads';
import { Progress, progressTo } from './progress';

/** This file: threads begin with it, as TypeScript in development and tests, as JavaScript from `dist`. */
export const handlerFile = __filename;

/** What a thread is given. */
export interface Assignment {
  /** File of the module that exports the function. */
  file: string;
  /** Name of the exported function. */
  name: string;
  input: unknown;
  /** Files that used up their budget in earlier tries, and why they are not read. */
  notRead: [path: string, reason: string][];
  port: MessagePort;
}

/** What a thread answers: classes of errors do not survive the way between threads. */
export type Answer = { value: unknown } | { error: string; name: string };

/** Runs one task, in the thread. */
export async function handle({
  file,
  name,
  input,
  notRead,
  port,
}: Assignment): Promise<Answer> {
  const progress = progressTo(port, new Map(notRead));
  try {
    const task = require(file)[name] as (
      given: unknown,
      told: Progress,
    ) => Promise<unknown>;
    progress.phase();
    return { value: await task(input, progress) };
  } catch (error) {
    return error instanceof Error
      ? { error: error.message, name: error.name }
      : { error: String(error), name: 'Error' };
  } finally {
    port.close();
  }
}
