import { unknownSite } from '../../calls/match/match-facts.ts';
import { chunks } from '../../leases/inventory/chunks.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { Listed, Page } from '../../platform/http/list-page.ts';
import { isoTime } from '../../platform/iso-time.ts';
import type { NumberNow } from '../../settings/phone-numbers/number-role.ts';
import { listRemoved } from '../../settings/phone-numbers/removed-numbers-store.ts';
import { readVisitsOnNumber } from '../../visits/number-visits-store.ts';
import { type Dialled, readCallsByNumber } from './calls-by-number-store.ts';
import type { RemovedNumber } from './removed-number-answer.ts';
import type { RemovedQuery } from './removed-query.ts';
import { windDown } from './wind-down.ts';

export interface RemovedTables {
  readonly settings: Table;
  readonly visits: Table;
  readonly calls: Table;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Of so many numbers is read at a time, what is known of their callers. */
const atOnce = 10;

/** The numbers that were taken out of a site's pools and are in none now, with what is known of their callers. `now` in ms. */
export async function removedNumbers(
  { settings, visits, calls }: RemovedTables,
  { site, pool, days }: RemovedQuery,
  page: Page,
  now: number,
): Promise<Listed<RemovedNumber>> {
  const { items, ...rest } = await listRemoved(settings, site, page);
  const removed = items.filter((one) => pool === undefined || one.pool === pool);
  // Where calls are forwarded no more, they are logged as nobody's.
  const part = { from: now - days * dayMs, to: now, sites: [site, unknownSite] };
  const found: RemovedNumber[] = [];
  for (const some of chunks(removed, atOnce)) {
    const facts = some.map(async (one) => {
      const [shown, dialled] = await Promise.all([
        lastShown(visits, one.number, now),
        readCallsByNumber(calls, one.number, part),
      ]);
      return tell(one, shown, dialled, { days, now });
    });
    found.push(...(await Promise.all(facts)));
  }
  return { items: found, ...rest };
}

async function lastShown(visits: Table, number: string, until: number): Promise<number | undefined> {
  const shown = await readVisitsOnNumber(visits, number, { until, limit: 1 });
  return shown.visits[0]?.shownAt ?? shown.withdrawn[0]?.shownAt;
}

function tell(
  { number, display, pool, was = 'session', since, removedAt = since, restsUntil, forwards = false }: NumberNow,
  lastShownAt: number | undefined,
  dialled: Dialled,
  when: { readonly days: number; readonly now: number },
): RemovedNumber {
  const { lastCallAt, ...advice } = windDown({ was, removedAt, restsUntil, lastShownAt, dialled }, when);
  return {
    number,
    display,
    pool,
    was,
    removedAt: isoTime(removedAt),
    restsUntil: isoTime(Math.max(restsUntil, removedAt)),
    forwards,
    ...(lastShownAt !== undefined && { lastShownAt: isoTime(lastShownAt) }),
    ...(lastCallAt !== undefined && { lastCallAt: isoTime(lastCallAt) }),
    ...advice,
  };
}
