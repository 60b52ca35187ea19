import type { LogEntry } from './log-entry.ts';

/** So many sites are asked at a time for their newest call. */
const atOnce = 25;

interface Head {
  readonly site: AsyncIterator<LogEntry, undefined>;
  readonly entry: LogEntry;
}

/** The calls of several sites, each newest first, as one log: newest first. */
export async function* mergeLogs(
  sites: readonly AsyncIterator<LogEntry, undefined>[],
): AsyncGenerator<LogEntry, undefined> {
  const heads: Head[] = [];
  for (let done = 0; done < sites.length; done += atOnce) {
    const found = await Promise.all(sites.slice(done, done + atOnce).map(headOf));
    heads.push(...found.filter((head) => head !== undefined));
  }
  for (;;) {
    const newest = indexOfNewest(heads);
    const head = heads[newest];
    if (head === undefined) return undefined;
    yield head.entry;
    const next = await headOf(head.site);
    heads.splice(newest, 1, ...(next === undefined ? [] : [next]));
  }
}

async function headOf(site: Head['site']): Promise<Head | undefined> {
  const { value: entry } = await site.next();
  return entry && { site, entry };
}

function indexOfNewest(heads: readonly Head[]): number {
  return heads.reduce((best, { entry }, index) => (entry.key > (heads[best]?.entry.key ?? '') ? index : best), 0);
}
