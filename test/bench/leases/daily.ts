import { erlangCoverage } from './erlang-b.ts';
import { seededRandom } from './random.ts';
import { leaseMs, shownBefore, type Traffic, wait } from './traffic.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Visitors in each hour of a day, from midnight on, as a share of the busiest: quiet at night, busy by day and evening. */
const hours = [
  0.25, 0.16, 0.11, 0.09, 0.1, 0.15, 0.28, 0.47, 0.68, 0.86, 0.96, 1, 0.97, 0.94, 0.93, 0.92, 0.9, 0.86, 0.83, 0.86,
  0.88, 0.79, 0.6, 0.4,
];
const peakLoad = 0.9;

/** A whole day, after the evening before it; the busiest hour brings a load of 0.9. */
export function daily(numbers: number): Traffic {
  return dayOf(numbers, { name: 'day, peak 0.9', rate: (at) => relativeRate(at) });
}

/** The same with six times as many visitors for ten minutes at noon. */
export function dayWithCrowd(numbers: number): Traffic {
  const noon = 12 * hour;
  const isCrowd = (at: number) => at >= noon && at < noon + 10 * minute;
  return dayOf(numbers, { name: 'day, crowd x6', rate: (at) => relativeRate(at) * (isCrowd(at) ? 6 : 1) });
}

/** `rate`: visitors at that time of the day as a share of the usual peak. */
function dayOf(numbers: number, { name, rate }: { name: string; rate: (at: number) => number }): Traffic {
  const random = seededRandom(numbers);
  const evening = 4 * hour;
  const highest = 6;
  const perMs = (peakLoad * numbers) / leaseMs;
  const arrivals: number[] = [];
  for (let at = wait(random, highest * perMs); at < evening + day; at += wait(random, highest * perMs)) {
    if (random() < rate((at - evening + day) % day) / highest) arrivals.push(at);
  }
  const expected = expectedCoverage(numbers, (at) => perMs * rate((at + day) % day));
  const before = shownBefore(numbers, peakLoad * relativeRate(day - evening));
  return { name, numbers, arrivals, shownBefore: before, measuredFrom: evening, expected };
}

/** Between the middles of two hours the rate changes evenly. */
function relativeRate(at: number): number {
  const place = at / hour - 0.5;
  const from = Math.floor(place);
  const share = place - from;
  return hourly(from) * (1 - share) + hourly(from + 1) * share;
}

function hourly(index: number): number {
  return hours[(index + 24) % 24] ?? 0;
}

/** Erlang's formula at each minute, for the visitors of the last lease time. (Too hopeful where a crowd comes at once.) */
function expectedCoverage(numbers: number, perMs: (at: number) => number): number {
  let [asked, leased] = [0, 0];
  for (let at = 0; at < day; at += minute) {
    let load = 0;
    for (let ago = 0; ago < leaseMs; ago += minute) load += perMs(at - ago) * minute;
    asked += perMs(at);
    leased += perMs(at) * erlangCoverage(numbers, load);
  }
  return leased / asked;
}
