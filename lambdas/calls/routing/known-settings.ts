import type { RoleThen } from '../../settings/phone-numbers/number-history-store.ts';
import type { StoredPool } from '../../settings/pools/stored-pool.ts';
import type { Site } from '../../settings/sites/site.ts';

/** How long a container goes by settings that it has read, ms. What a call is matched by for good is read anew when it is settled. */
const usableFor = 10_000;
const mostRoles = 20_000;
const mostOthers = 1000;

/** What was read a moment ago, by name. */
export interface BriefMemory<Value> {
  /** What is remembered of the name, else what `read` brings. What is not there is never remembered. `now` in ms. */
  readonly of: (name: string, now: number, read: () => Promise<Value | undefined>) => Promise<Value | undefined>;
  /** Whether `of` would not read. */
  readonly has: (name: string, now: number) => boolean;
}

/**
 * One container's memory of settings, so that a lookup need not ask: what numbers do, their pools and sites. Nothing in it is about callers or
 * visitors, whom an erasure must reach at once.
 */
export interface KnownSettings {
  readonly roles: BriefMemory<RoleThen>;
  /** By site and pool. */
  readonly pools: BriefMemory<StoredPool>;
  readonly sites: BriefMemory<Site>;
}

/** An empty memory. */
export function knownSettings(): KnownSettings {
  return { roles: briefMemory(mostRoles), pools: briefMemory(mostOthers), sites: briefMemory(mostOthers) };
}

function briefMemory<Value>(most: number): BriefMemory<Value> {
  const known = new Map<string, { readonly value: Value; readonly readAt: number }>();
  const usable = (name: string, now: number) => {
    const one = known.get(name);
    return one !== undefined && now >= one.readAt && now - one.readAt < usableFor ? one.value : undefined;
  };
  return {
    has: (name, now) => usable(name, now) !== undefined,
    async of(name, now, read) {
      const remembered = usable(name, now);
      if (remembered !== undefined) return remembered;
      const value = await read();
      // The one that was read longest ago comes first.
      known.delete(name);
      if (value !== undefined) known.set(name, { value, readAt: now });
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return value;
    },
  };
}
