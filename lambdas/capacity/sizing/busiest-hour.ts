const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

/** Visits of one hour. `at` is its start (ms), as the clock on the wall showed it, read as UTC. */
export interface HourOfVisits {
  readonly at: number;
  readonly visits: number;
}

/** The hour of the week with the most visits. */
export interface BusiestHour {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  /** On average over the weeks. */
  readonly visits: number;
  readonly weeks: number;
}

/** The hour of the week with the most visits; the same hour of several weeks counts as their mean. Undefined without hours. */
export function busiestHour(hours: readonly HourOfVisits[]): BusiestHour | undefined {
  const ends = hours.reduce((last, { at }) => Math.max(last, at), Number.NEGATIVE_INFINITY);
  const starts = hours.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY);
  const sums = new Map<number, number>();
  for (const { at, visits } of hours) sums.set(placeInWeek(at), (sums.get(placeInWeek(at)) ?? 0) + visits);
  let busiest: BusiestHour | undefined;
  for (const [place, sum] of sums) {
    const first = starts + ((place - placeInWeek(starts) + weekMs) % weekMs);
    const weeks = Math.floor((ends - first) / weekMs) + 1;
    if (busiest !== undefined && sum / weeks <= busiest.visits) continue;
    const at = new Date(first);
    busiest = { weekday: at.getUTCDay(), hour: at.getUTCHours(), visits: sum / weeks, weeks };
  }
  return busiest;
}

/** ms since the hour of the week in which 1970 began. */
function placeInWeek(at: number): number {
  return (at - (at % hourMs)) % weekMs;
}
