import type { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

type Part = Sync['parts'][number];

/** Told of the parts of a reading as they come and go. */
export interface PartReporter {
  /** A part that will be read. */
  expect(scope: string): void;
  start(scope: string): void;
  /** What is being done, where a part is long. */
  note(scope: string, message: string): void;
  end(
    scope: string,
    state: 'ok' | 'failed' | 'skipped',
    message?: string,
  ): void;
}

/** Tells nobody. */
export const silentReporter: PartReporter = {
  expect: () => undefined,
  start: () => undefined,
  note: () => undefined,
  end: () => undefined,
};

/** The parts of one sync, as a page shows them. */
export class SyncParts implements PartReporter {
  readonly #parts = new Map<string, Part>();

  /** Told after each change. */
  onChange: () => void = () => undefined;

  constructor(private readonly clock: () => Date) {}

  expect(scope: string): void {
    this.#set({ scope, state: 'pending' });
  }

  start(scope: string): void {
    this.#set({ scope, state: 'running', startedAt: this.#now() });
  }

  note(scope: string, message: string): void {
    this.#set({ ...this.#of(scope), message });
  }

  end(
    scope: string,
    state: 'ok' | 'failed' | 'skipped',
    message?: string,
  ): void {
    const { startedAt } = this.#of(scope);
    this.#set({
      scope,
      state,
      ...(message ? { message } : {}),
      ...(startedAt ? { startedAt } : {}),
      finishedAt: this.#now(),
    });
  }

  list(): Part[] {
    return [...this.#parts.values()];
  }

  /**
   * Takes out of the failed parts what several of them say in the same words, a fault of all and not of theirs, so that
   * it is shown once.
   */
  takeShared(): string[] {
    const failed = this.list().filter(({ state }) => state === 'failed');
    const messages = failed.flatMap(({ message }) => message ?? []);
    const shared = [
      ...new Set(
        messages.filter((each, index) => messages.indexOf(each) < index),
      ),
    ];
    for (const { message, ...part } of failed) {
      if (message && shared.includes(message)) {
        this.#set(part);
      }
    }
    return shared;
  }

  progress(): Sync['progress'] {
    const parts = this.list();
    const running = parts.filter(({ state }) => state === 'running');
    return {
      done: parts.filter(({ finishedAt }) => finishedAt).length,
      total: parts.length,
      ...(running.length > 0
        ? { current: running[running.length - 1].scope }
        : {}),
    };
  }

  #of(scope: string): Part {
    return this.#parts.get(scope) ?? { scope, state: 'pending' };
  }

  #set(part: Part): void {
    this.#parts.set(part.scope, part);
    this.onChange();
  }

  #now(): string {
    return this.clock().toISOString();
  }
}
