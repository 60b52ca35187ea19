import { type HourCounts, hourOf, type PoolCounts, sumCounts } from './pool-counters.ts';

const hourMs = 3_600_000;
/** Traffic repeats by the week. */
export const weekHours = 168;

/** What has been asked of a pool lately, by its counters. */
export interface PoolLoad {
  readonly lastHour: PoolCounts;
  /** The busiest of the last week's hours, or the last hour; undefined when nobody asked. `from` in ms. */
  readonly busiest: { readonly from: number; readonly visits: number } | undefined;
  /** Full hours since the first visit of the last week. */
  readonly hours: number;
  /** Visits in them, and since. */
  readonly visits: number;
}

/** Sums up the rows of all containers. */
export function poolLoad(rows: readonly HourCounts[], now: number): PoolLoad {
  const present = hourOf(now);
  const known = rows.filter(({ hour }) => hour >= present - weekHours * hourMs && hour <= present);
  const byHour = Map.groupBy(known, ({ hour }) => hour);
  const lastHour = countsOfLastHour(byHour, now);
  const candidates = [...byHour].map(([from, counts]) => ({ from, visits: sumCounts(counts).asked }));
  const busiest = [...candidates.filter(({ from }) => from < present), { from: now - hourMs, visits: lastHour.asked }]
    .filter(({ visits }) => visits > 0)
    .reduce<PoolLoad['busiest']>(
      (most, hour) => (most !== undefined && most.visits >= hour.visits ? most : hour),
      undefined,
    );
  const first = Math.min(present, ...candidates.filter(({ visits }) => visits > 0).map(({ from }) => from));
  return { lastHour, busiest, hours: (present - first) / hourMs, visits: sumCounts(known).asked };
}

/** The present hour so far, and of the one before the part that is less than an hour ago, taken as evenly spread. */
function countsOfLastHour(byHour: ReadonlyMap<number, readonly PoolCounts[]>, now: number): PoolCounts {
  const present = hourOf(now);
  const part = 1 - (now - present) / hourMs;
  const before = sumCounts(byHour.get(present - hourMs) ?? []);
  const lately = {
    leased: Math.round(before.leased * part),
    returned: Math.round(before.returned * part),
    refused: Math.round(before.refused * part),
    bots: Math.round(before.bots * part),
    noConsent: Math.round(before.noConsent * part),
    elsewhere: Math.round(before.elsewhere * part),
    limited: Math.round(before.limited * part),
    unrecorded: Math.round(before.unrecorded * part),
  };
  const asked = lately.leased + lately.returned + lately.refused;
  return sumCounts([{ ...lately, asked }, ...(byHour.get(present) ?? [])]);
}
