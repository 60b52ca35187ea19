import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { isFinal } from './api.ts';

/** The last good reading and when it was, ms, and what went wrong since. */
export interface Polled<T> {
  readonly value?: T;
  readonly at?: number;
  readonly error?: Error;
  /** Reads now instead of later. */
  readonly refresh: () => void;
}

/** What is refused again and again is asked for ever more rarely, ms: what was just made may be there in a moment, or somebody allows it. */
const longestPauseMs = 30_000;

/**
 * Reads at once and then every `everyMs` after the last answer, while the page is visible. Another `read` starts afresh, so the
 * last reading of something else is never taken for one of this.
 */
export function usePolled<T>(read: () => Promise<T>, everyMs: number): Polled<T> {
  const [polled, setPolled] = useState<{ read?: unknown; value?: T; at?: number; error?: Error }>({});
  const pollNow = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    let ended = false;
    let reading = false;
    let again = false;
    let refusals = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      clearTimeout(timer);
      if (ended || document.visibilityState === 'hidden') return;
      again = reading;
      if (reading) return;
      reading = true;
      try {
        const value = await read();
        refusals = 0;
        if (!ended) setPolled({ read, value, at: Date.now() });
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        refusals = isFinal(error) ? refusals + 1 : 0;
        if (!ended) setPolled((before) => (before.read === read ? { ...before, error } : { read, error }));
      }
      reading = false;
      const pauseMs =
        refusals === 0 ? everyMs : Math.max(everyMs, Math.min(everyMs * 2 ** (refusals - 1), longestPauseMs));
      if (!ended) timer = setTimeout(() => void poll(), again ? 0 : pauseMs);
    };
    const onVisible = () => void poll();
    pollNow.current = onVisible;
    document.addEventListener('visibilitychange', onVisible);
    void poll();
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [read, everyMs]);
  const refresh = useCallback(() => pollNow.current?.(), []);
  const { read: whose, ...reading } = polled;
  return whose === read ? { ...reading, refresh } : { refresh };
}
