import type { Worker } from 'worker_threads';
import type { Piscina } from 'piscina';
import { ParsingLimits } from './budget';

/** Node's own: since 22.16 and 24.0. */
type Measured = Worker & {
  getHeapStatistics?: () => Promise<{
    used_heap_size: number;
    external_memory: number;
  }>;
};

/** A watch over the memory of one thread. */
export interface MemoryWatch {
  stop(): void;
}

const EVERY_MS = 50;

/**
 * Measures a thread while it works, and tells when it uses more than it may. V8's own limit of a heap is no such bound: a
 * thread that runs into it fast enough takes the whole process with it.
 */
export function watchMemory(
  threads: Pick<Piscina, 'threads'>,
  id: number,
  { memoryMb }: Pick<ParsingLimits, 'memoryMb'>,
  onExceeded: () => void,
): MemoryWatch {
  const thread = threads.threads.find(({ threadId }) => threadId === id) as
    | Measured
    | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = !thread?.getHeapStatistics;
  const measure = async () => {
    try {
      const { used_heap_size: heap, external_memory: external } = await thread!
        .getHeapStatistics!();
      if (!isOver && heap + external > memoryMb * 1024 * 1024) onExceeded();
    } catch {
      // It ended meanwhile.
      isOver = true;
    }
    if (!isOver) timer = setTimeout(measure, EVERY_MS).unref();
  };
  if (!isOver) timer = setTimeout(measure, EVERY_MS).unref();
  return {
    stop() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** The limit of V8's heap: out of reach between two measurements, so that it ends nothing but what no measurement caught. */
export function heapCeilingMb(memoryMb: number): number {
  return Math.max(2048, 4 * memoryMb);
}
