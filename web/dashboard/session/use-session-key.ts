import { useState } from 'preact/hooks';

const name = 'leaseline:key';

/** The API key, kept until the tab is closed. */
export function useSessionKey(): [string | undefined, (key: string | undefined) => void] {
  const [key, setKey] = useState(() => sessionStorage.getItem(name) ?? undefined);
  const keep = (next: string | undefined) => {
    if (next === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, next);
    setKey(next);
  };
  return [key, keep];
}
