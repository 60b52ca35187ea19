import { useState } from 'preact/hooks';

/** Something that a person does by a button: under way or not, and what went wrong, in words. */
export interface Action {
  readonly run: () => void;
  readonly busy: boolean;
  readonly error: string | undefined;
}

/** `onDone` hears only of what succeeded. */
export function useAction<T>(act: () => Promise<T>, onDone: (result: T) => void): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      onDone(await act());
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
    }
    setBusy(false);
  };
  return { run: () => void run(), busy, error };
}
