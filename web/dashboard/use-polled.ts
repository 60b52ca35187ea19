import { useEffect, useState } from 'preact/hooks';

/** The last good reading, and what went wrong since. */
export interface Polled<T> {
  readonly value?: T;
  readonly error?: Error;
}

/** Reads at once and then every `everyMs` after the last answer, while the page is visible. */
export function usePolled<T>(read: () => Promise<T>, everyMs: number): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>({});
  useEffect(() => {
    let ended = false;
    let reading = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      clearTimeout(timer);
      if (ended || reading || document.visibilityState === 'hidden') return;
      reading = true;
      try {
        const value = await read();
        if (!ended) setPolled({ value });
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        if (!ended) setPolled((before) => ({ ...before, error }));
      }
      reading = false;
      timer = setTimeout(() => void poll(), everyMs);
    };
    const onVisible = () => void poll();
    document.addEventListener('visibilitychange', onVisible);
    void poll();
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [read, everyMs]);
  return polled;
}
