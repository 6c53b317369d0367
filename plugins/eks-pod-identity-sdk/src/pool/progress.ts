import { type MessagePort, threadId } from 'worker_threads';
import { FileReader } from '../context';
import { FileFault } from '../ecosystem';

/** A file that used up its budget. */
export class NotRead extends FileFault {}

/** What a task tells the owner of its thread while it works, so that the owner can end what takes too long. */
export interface Progress {
  /** A file begins. Throws {@link NotRead} for one that used up its budget in an earlier try. */
  begin(path: string): void;
  /** Work begins that belongs to no file: only the budget of the repository counts. */
  phase(): void;
  /** Throws {@link NotRead} for a file that used up its budget, without beginning it. */
  refuse(path: string): void;
}

/** For work that nobody watches. */
export const unwatched: Progress = {
  begin: () => undefined,
  phase: () => undefined,
  refuse: () => undefined,
};

/** What a thread posts. */
export interface ProgressMessage {
  /** Absent: no file. */
  path?: string;
  /** Milliseconds since the epoch: the owner may be busy when it arrives. */
  at: number;
  /** The thread that posts. */
  thread: number;
}

/** Posts to the owner, and refuses files that used up their budget. */
export function progressTo(
  port: Pick<MessagePort, 'postMessage'>,
  notRead: ReadonlyMap<string, string>,
): Progress {
  const refuse = (path: string) => {
    const reason = notRead.get(path);
    if (reason !== undefined) throw new NotRead(reason);
  };
  const post = (message: Omit<ProgressMessage, 'at' | 'thread'>) =>
    port.postMessage({
      ...message,
      at: Date.now(),
      thread: threadId,
    } satisfies ProgressMessage);
  return {
    begin(path) {
      refuse(path);
      post({ path });
    },
    phase: () => post({}),
    refuse,
  };
}

/** The same files, without those that used up their budget: neighbours do not get them either. */
export function refusing(files: FileReader, progress: Progress): FileReader {
  return {
    ...files,
    async read(path) {
      progress.refuse(path);
      return files.read(path);
    },
  };
}
