import { isDeepStrictEqual } from 'node:util';
import type { SiteWithPools } from '../settings/pools/pool.ts';
import type { CachedSite, SiteCache } from '../settings/sites/site-cache.ts';

/** Settings that were read within a second are taken to be how things are. */
const freshMs = 1000;

/**
 * Works with the settings that this container remembers, and reads them again at the same time, so that a change counts
 * at once and no read stands before the answer. If they turn out to have changed, the work is done again, with what the
 * first attempt answered. `undefined` as settings means that the site is gone.
 */
export async function withFreshSettings<Answer>(
  sites: SiteCache,
  cached: CachedSite,
  now: number,
  work: (settings: SiteWithPools | undefined, before?: Answer) => Promise<Answer>,
): Promise<Answer> {
  if (now - cached.readAt <= freshMs) return work(cached);
  const [first, read] = await Promise.allSettled([work(cached), sites.refresh(cached.site.id, now)]);
  // Settings that cannot be read now were good a minute ago.
  const changed = read.status === 'fulfilled' && !isDeepStrictEqual(settingsOf(read.value), settingsOf(cached));
  if (changed) return work(read.value, first.status === 'fulfilled' ? first.value : undefined);
  if (first.status === 'rejected') throw first.reason;
  return first.value;
}

function settingsOf(read: SiteWithPools | undefined): SiteWithPools | undefined {
  return read && { site: read.site, pools: read.pools };
}
