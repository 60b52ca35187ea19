import { logKeyOf } from '../calls/log-key.ts';
import type { Table } from '../platform/aws/table.ts';
import { noteOrders, type SiteInUse } from '../settings/sites/stored-site-store.ts';
import { matchedPersons } from './call-claims.ts';
import { enterCalls, readPastCalls } from './past-calls-store.ts';
import type { OrderSources } from './seek-order.ts';
import { seekOrdersAfter } from './seek-others.ts';

/** So many calls are entered for one order; the next one goes on. */
const mostPages = 10;

const day = 24 * 3600_000;

/** The first order of a site: notes that there are some, and that calls of before are still to be entered. False where the site has changed since it was read. */
export async function beginOrders(settings: Table, { site, hasOrders }: SiteInUse, now: number): Promise<boolean> {
  return hasOrders || noteOrders(settings, site, latestKey(now));
}

/**
 * As long as a site has no orders nobody notes under which visitors and clicks its calls are found. With its first order that begins: calls
 * that are settled from then on do it themselves, and those of the past are entered here, within the look-back, the latest first. `now` in ms.
 */
export async function enterPastCalls(sources: OrderSources, inUse: SiteInUse, now: number): Promise<void> {
  const { site, hasOrders } = inUse;
  if (hasOrders && inUse.pastCalls === undefined) return;
  const isFirst = !hasOrders;
  const from = now - site.orderLookBackDays * day;
  let before: string | undefined = inUse.pastCalls ?? latestKey(now);
  for (let page = 0; page < mostPages && before !== undefined; page++) {
    before = await enterPage(sources, { site: site.id, from, before, isFirst }, now);
  }
  await noteOrders(sources.settings, site, before);
}

/** Comes after all calls that are heard of by now. */
function latestKey(now: number): string {
  return logKeyOf({ startedAt: now + day, id: '' });
}

interface Page {
  readonly site: string;
  readonly from: number;
  readonly before: string;
  /** No other order waits yet. */
  readonly isFirst: boolean;
}

async function enterPage(
  sources: OrderSources,
  { site, from, before, isFirst }: Page,
  now: number,
): Promise<string | undefined> {
  const identityKey = await sources.identityKey();
  const { calls, last } = await readPastCalls(sources.calls, site, { from, before });
  const entries = calls.flatMap((call) => matchedPersons(identityKey, call).map((person) => ({ person, call })));
  await enterCalls(sources.calls, entries);
  if (isFirst) return last;
  for (const { person, call } of entries) await seekOrdersAfter(sources, { person, from: call.startedAt }, now);
  return last;
}
