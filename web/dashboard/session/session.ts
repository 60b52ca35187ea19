import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Api } from '../requests/api.ts';
import { type Site, unknownSite } from '../site.ts';

/** What every page below the head shares. */
export interface Session {
  readonly api: Api;
  /** The one that is looked at. */
  readonly site: Site;
  readonly sites: readonly Site[];
  /** Looks at that one, if there is such a site. */
  readonly chooseSite: (id: string) => void;
  /** Softphone, mail and receivers of this machine are there. */
  readonly local: boolean;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** For components below `SessionContext.Provider` only. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('used outside a session');
  return session;
}

/** Those to choose from: calls to numbers in no pool belong to none of the sites, and are worth a look all the same. */
export function choices(sites: readonly Site[], withUnknown: boolean): readonly Site[] {
  return withUnknown ? [...sites, unknownSite] : sites;
}

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
