import {
  DependencyList,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';

/** What a screen knows about something that it loads. */
export interface Loaded<T> {
  /** The last answer; it stays while a newer one is on its way. */
  value?: T;
  error?: Error;
  loading: boolean;
  /** Loads again; the value stays until the new one is there. */
  reload(): void;
}

/** Options of {@link useLoad}. */
export interface LoadOptions<T> {
  /** Milliseconds after which to look again, as long as this tells to; undefined ends it. */
  pollEvery?(value: T): number | undefined;
}

/**
 * Loads something and keeps the last answer while it loads again, so that a screen never goes blank under its
 * reader. Answers that arrive after the dependencies changed are dropped, and their calls aborted.
 */
export function useLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
  deps: DependencyList,
  options: LoadOptions<T> = {},
): Loaded<T> {
  const [state, setState] = useState<{
    value?: T;
    error?: Error;
    loading: boolean;
  }>({ loading: true });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ load, options });
  latest.current = { load, options };

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    setState(previous => ({ ...previous, loading: true }));
    latest.current.load(controller.signal).then(
      value => {
        if (controller.signal.aborted) return;
        setState({ value, loading: false });
        const delay = latest.current.options.pollEvery?.(value);
        if (delay !== undefined) {
          timer = setTimeout(() => setAttempt(count => count + 1), delay);
        }
      },
      error => {
        if (controller.signal.aborted) return;
        setState(previous => ({ ...previous, error, loading: false }));
      },
    );
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
    // The caller names the dependencies of its loader.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [...deps, attempt]);

  const reload = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, reload };
}
