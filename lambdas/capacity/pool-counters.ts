/** How it went with a visit that asked a pool for a number. */
export type PoolOutcome = 'leased' | 'returned' | 'refused';

/** Why a page got no number without the pool being asked; `unrecorded`: whatever it was shown, its visit was not kept. */
export type PoolBypass = 'bots' | 'noConsent' | 'elsewhere' | 'limited' | 'unrecorded';

/** Visits that asked a pool: `asked = leased + returned + refused`; and pages for which it was not asked. */
export interface PoolCounts {
  readonly asked: number;
  /** Got a number. */
  readonly leased: number;
  /** Took up the number that they had. */
  readonly returned: number;
  /** Found no number free, and were shown the default number. */
  readonly refused: number;
  /** Pages of robots. */
  readonly bots: number;
  /** Pages whose visitors allow nothing to be kept. */
  readonly noConsent: number;
  /** Pages of visitors from countries that the site does not serve. */
  readonly elsewhere: number;
  /** Pages of visitors whose network had had its share of new leases. */
  readonly limited: number;
  /** Pages of which no visit was kept, as their network had had its share of visits. */
  readonly unrecorded: number;
}

const outcomes = { asked: 0, leased: 0, returned: 0, refused: 0 };
const bypasses = { bots: 0, noConsent: 0, elsewhere: 0, limited: 0, unrecorded: 0 };
export const noCounts: PoolCounts = { ...outcomes, ...bypasses };

/** What one container has counted for a pool within the hour that starts at `hour` (ms). */
export interface HourCounts extends PoolCounts {
  readonly pool: string;
  readonly hour: number;
}

/** One container's counts of all pools; times in ms. */
export interface PoolCounters {
  count(pool: string, outcome: PoolOutcome | PoolBypass, now: number): void;
  /**
   * Writes what is new since each pool's last write, if that was half a minute ago or more is new than may be lost: to be
   * done beside other work. Never fails; what could not be written is written with the next.
   */
  flush(now: number): Promise<void>;
}

const hourMs = 3_600_000;
const writeEveryMs = 30_000;

interface Tally {
  /** By the start of the hour. All but the present one wait only to be written. */
  readonly hours: Map<number, PoolCounts>;
  readonly unwritten: Set<number>;
  /** How many were counted since the last write. */
  pending: number;
  writtenAt: number;
}

/**
 * Counts for one container. A row holds all that the container has counted in that hour, so writing it again is harmless.
 * A container is frozen between requests and ends without a word: what it has not written by its last request is lost.
 * @param mayLose the share of an hour's counts that may be, so that a busy container need not write with each request. The
 * first `1 / mayLose` of an hour are written one by one; 0: all are.
 */
export function poolCounters(write: (counts: HourCounts) => Promise<void>, mayLose: number): PoolCounters {
  const tallies = new Map<string, Tally>();
  return {
    count(pool, outcome, now) {
      const hour = hourOf(now);
      const tally = tallies.get(pool) ?? {
        hours: new Map(),
        unwritten: new Set(),
        pending: 0,
        writtenAt: Number.NEGATIVE_INFINITY,
      };
      const counts = tally.hours.get(hour) ?? noCounts;
      const asked = counts.asked + (outcome in bypasses ? 0 : 1);
      tally.hours.set(hour, { ...counts, asked, [outcome]: counts[outcome] + 1 });
      tally.unwritten.add(hour);
      tally.pending += 1;
      tallies.set(pool, tally);
    },
    async flush(now) {
      const due = [...tallies].filter(([, tally]) => isDue(tally, now, mayLose));
      await Promise.all(due.map(([pool, tally]) => writeTally(pool, tally, now, write)));
    },
  };
}

function isDue({ hours, unwritten, pending, writtenAt }: Tally, now: number, mayLose: number): boolean {
  if (unwritten.size === 0) return false;
  return now - writtenAt >= writeEveryMs || pending > mayLose * sizeOf(hours.get(hourOf(now)) ?? noCounts);
}

/** How many pages were counted. */
function sizeOf({ asked, bots, noConsent, elsewhere, limited, unrecorded }: PoolCounts): number {
  return asked + bots + noConsent + elsewhere + limited + unrecorded;
}

/** One write; two at the start of an hour, when something of the one before is left. */
async function writeTally(
  pool: string,
  tally: Tally,
  now: number,
  write: (counts: HourCounts) => Promise<void>,
): Promise<void> {
  tally.writtenAt = now;
  tally.pending = 0;
  const rows = [...tally.unwritten].map((hour) => ({ pool, hour, ...(tally.hours.get(hour) ?? noCounts) }));
  tally.unwritten.clear();
  await Promise.all(rows.map((row) => write(row).catch(() => tally.unwritten.add(row.hour))));
  for (const hour of tally.hours.keys()) {
    if (hour !== hourOf(now) && !tally.unwritten.has(hour)) tally.hours.delete(hour);
  }
}

/** The start of the hour in which the time lies; both in ms. */
export function hourOf(time: number): number {
  return time - (time % hourMs);
}

/** All of them together. */
export function sumCounts(all: readonly PoolCounts[]): PoolCounts {
  return all.reduce<PoolCounts>(
    (sum, one) => ({
      asked: sum.asked + one.asked,
      leased: sum.leased + one.leased,
      returned: sum.returned + one.returned,
      refused: sum.refused + one.refused,
      bots: sum.bots + one.bots,
      noConsent: sum.noConsent + one.noConsent,
      elsewhere: sum.elsewhere + one.elsewhere,
      limited: sum.limited + one.limited,
      unrecorded: sum.unrecorded + one.unrecorded,
    }),
    noCounts,
  );
}
