import type { SiteWithPools } from '../pools/pool.ts';

/** A site as this container knows it; `readAt` is when that read began, ms. */
export interface CachedSite extends SiteWithPools {
  readonly readAt: number;
}

/** One container's memory of sites; `now` in ms. */
export interface SiteCache {
  /** From memory if it was read within the last 60 s, else from the table. Undefined when the key is nobody's. */
  readonly byKey: (siteKey: string, now: number) => Promise<CachedSite | undefined>;
  readonly byId: (siteId: string, now: number) => Promise<CachedSite | undefined>;
  /** Reads the site again, whatever is remembered. Undefined when it is gone. */
  readonly refresh: (siteId: string, now: number) => Promise<CachedSite | undefined>;
}

/** How sites are read from the table. */
export interface SiteReads {
  readonly findSiteByKey: (siteKey: string) => Promise<SiteWithPools | undefined>;
  readonly loadSite: (siteId: string) => Promise<SiteWithPools | undefined>;
}

const usableFor = 60_000;

/** One container's memory of sites. What is not there is never remembered, so a new site works at once. */
export function siteCache(reads: SiteReads): SiteCache {
  const sites = new Map<string, CachedSite>();
  const idByKey = new Map<string, string>();

  const young = (siteId: string | undefined, now: number) => {
    const known = siteId === undefined ? undefined : sites.get(siteId);
    return known !== undefined && now - known.readAt <= usableFor ? known : undefined;
  };

  const remember = (read: SiteWithPools, readAt: number): CachedSite => {
    const cached = { ...read, readAt };
    sites.set(read.site.id, cached);
    idByKey.set(read.site.siteKey, read.site.id);
    return cached;
  };

  const refresh = async (siteId: string, now: number) => {
    const read = await reads.loadSite(siteId);
    if (read !== undefined) return remember(read, now);
    sites.delete(siteId);
    return undefined;
  };

  return {
    async byKey(siteKey, now) {
      const known = young(idByKey.get(siteKey), now);
      if (known?.site.siteKey === siteKey) return known;
      const read = await reads.findSiteByKey(siteKey);
      return read && remember(read, now);
    },
    async byId(siteId, now) {
      return young(siteId, now) ?? refresh(siteId, now);
    },
    refresh,
  };
}
