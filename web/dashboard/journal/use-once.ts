import { useEffect, useState } from 'preact/hooks';

/** One reading, and what went wrong instead. */
export interface Once<T> {
  readonly value?: T;
  readonly error?: string;
}

/** Reads once for each `what`; an answer to an earlier one is dropped, but seen until the new one is there. */
export function useOnce<T>(read: () => Promise<T>, what: string): Once<T> {
  const [once, setOnce] = useState<Once<T>>({});
  useEffect(() => {
    let ended = false;
    read().then(
      (value) => !ended && setOnce({ value }),
      (cause: unknown) => !ended && setOnce({ error: cause instanceof Error ? cause.message : String(cause) }),
    );
    return () => {
      ended = true;
    };
  }, [what]);
  return once;
}
