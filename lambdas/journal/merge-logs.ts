import type { StoredCall } from '../calls/call-item.ts';
import { logKeyOf } from '../calls/log-key.ts';

/** So many sites are asked at a time for their newest call. */
const atOnce = 25;

interface Head {
  readonly site: AsyncIterator<StoredCall, undefined>;
  readonly call: StoredCall;
  readonly key: string;
}

/** The calls of several sites, each newest first, as one log: newest first. */
export async function* mergeLogs(
  sites: readonly AsyncIterator<StoredCall, undefined>[],
): AsyncGenerator<StoredCall, undefined> {
  const heads: Head[] = [];
  for (let done = 0; done < sites.length; done += atOnce) {
    const found = await Promise.all(sites.slice(done, done + atOnce).map(headOf));
    heads.push(...found.filter((head) => head !== undefined));
  }
  for (;;) {
    const newest = indexOfNewest(heads);
    const head = heads[newest];
    if (head === undefined) return undefined;
    yield head.call;
    const next = await headOf(head.site);
    heads.splice(newest, 1, ...(next === undefined ? [] : [next]));
  }
}

async function headOf(site: Head['site']): Promise<Head | undefined> {
  const { value: call } = await site.next();
  return call && { site, call, key: logKeyOf(call) };
}

function indexOfNewest(heads: readonly Head[]): number {
  return heads.reduce((best, { key }, index) => (key > (heads[best]?.key ?? '') ? index : best), 0);
}
