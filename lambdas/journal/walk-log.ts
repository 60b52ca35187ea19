import type { StoredCall } from '../calls/call-item.ts';
import type { LogPart } from './call-log-store.ts';
import { type LogRange, utcDays } from './log-range.ts';

export type ReadPart = (part: LogPart) => AsyncGenerator<readonly StoredCall[], undefined>;

/** So many days are read at a time at the most, once the first ones were not enough. */
const mostAtOnce = 16;

/** Where a call stands in the log; the same for all sites. */
export function logKeyOf({ startedAt, id }: Pick<StoredCall, 'startedAt' | 'id'>): string {
  return `${String(startedAt).padStart(13, '0')}#${id}`;
}

/** The calls of all ranges together, newest first; only those that stand below `before` in the log. */
export async function* walkLog(
  read: ReadPart,
  ranges: readonly LogRange[],
  before?: string,
): AsyncGenerator<StoredCall, undefined> {
  const sites = ranges.map((range) => walkSite(read, range, before));
  const heads = await Promise.all(sites.map((site) => site.next()));
  for (;;) {
    const newest = indexOfNewest(heads);
    const head = heads[newest];
    if (head === undefined || head.done === true) return undefined;
    yield head.value;
    const next = await sites[newest]?.next();
    if (next !== undefined) heads[newest] = next;
  }
}

function indexOfNewest(heads: readonly IteratorResult<StoredCall, undefined>[]): number {
  const keys = heads.map((head) => (head.done === true ? '' : logKeyOf(head.value)));
  return keys.reduce((best, key, index) => (key > (keys[best] ?? '') ? index : best), 0);
}

async function* walkSite(
  read: ReadPart,
  range: LogRange,
  before: string | undefined,
): AsyncGenerator<StoredCall, undefined> {
  const first = logKeyOf({ startedAt: range.from, id: '' });
  const end = logKeyOf({ startedAt: range.to - 1, id: '\uffff' });
  const last = before !== undefined && before < end ? before : end;
  const days = utcDays({ ...range, to: Math.min(range.to, Number(last.slice(0, 13)) + 1) });
  for (let done = 0, count = 1; done < days.length; done += count, count = Math.min(count * 2, mostAtOnce)) {
    const parts = days.slice(done, done + count).map((day) => read({ site: range.site, day, first, last }));
    const firstPages = await Promise.all(parts.map((part) => part.next()));
    for (const [index, part] of parts.entries()) {
      for (let page = firstPages[index]; page?.done === false; page = await part.next()) {
        for (const call of page.value) if (before === undefined || logKeyOf(call) < before) yield call;
      }
    }
  }
  return undefined;
}
