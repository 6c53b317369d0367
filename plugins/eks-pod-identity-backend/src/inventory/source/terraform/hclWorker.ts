import { Worker } from 'node:worker_threads';

/** A file that takes longer is not of a person's making. */
const TIMEOUT_MS = 20_000;
/** The parser takes some 50 MB: it is let go when nobody needs it for a while. */
const IDLE_MS = 30_000;

/** What the thread runs: HashiCorp's parser is WebAssembly that computes without a pause, and can be stopped only from outside. */
const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { parse } = require(workerData.parser);
  parentPort.on('message', ({ id, text }) => {
    parse('file.tf', text).then(
      body => parentPort.postMessage({ id, body }),
      error => parentPort.postMessage({ id, error: String(error && error.message || error) }),
    );
  });
`;

type Answer = { id: number; body?: unknown; error?: string };

interface Pending {
  resolve(body: unknown): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let nextId = 0;
const pending = new Map<number, Pending>();

/**
 * The body of a file of HCL as plain data, parsed in a thread of its own.
 * @throws Error with the parser's message, which names the place; or with why it gave up
 */
export function parseInWorker(text: string): Promise<unknown> {
  const id = nextId++;
  const thread = running();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => stop(thread, new Error('takes too long to be parsed')),
      TIMEOUT_MS,
    );
    pending.set(id, { resolve, reject, timer });
    thread.ref();
    thread.postMessage({ id, text });
  });
}

function running(): Worker {
  clearTimeout(idle);
  if (worker) return worker;
  const thread = new Worker(THREAD, {
    eval: true,
    // Not the flags of the process: transforms of source code are of no use there.
    execArgv: [],
    workerData: { parser: require.resolve('@cdktf/hcl2json') },
  });
  thread.on('message', ({ id, body, error }: Answer) => {
    const waiting = pending.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    pending.delete(id);
    if (error === undefined) waiting.resolve(body);
    else waiting.reject(new Error(error));
    if (pending.size === 0) rest(thread);
  });
  thread.on('error', error => stop(thread, error));
  thread.on('exit', () => stop(thread, new Error('made the parser end')));
  thread.unref();
  worker = thread;
  return thread;
}

function rest(thread: Worker): void {
  thread.unref();
  idle = setTimeout(() => stop(thread, new Error('stopped')), IDLE_MS).unref();
}

/** Ends the thread; whoever still waits for it is told why. The next file gets a new one. */
function stop(thread: Worker, reason: Error): void {
  if (worker !== thread) return;
  worker = undefined;
  for (const [id, { reject, timer }] of pending) {
    clearTimeout(timer);
    pending.delete(id);
    reject(reason);
  }
  thread.terminate();
}
