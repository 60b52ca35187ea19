import { addDays, calendarOf } from '../../journal/days.ts';

/** When a digest is wanted, and which was the last. */
export interface DigestSchedule {
  /** Time of day, `HH:MM`, by the clocks of the time zone. */
  readonly at: string;
  readonly timeZone: string;
  /** The day (`2026-05-03`) on which the last one was claimed; undefined before the first. */
  readonly sentDay: string | undefined;
  /** When the digest was set, ms; undefined where an earlier version did not note it. */
  readonly wantedSince: number | undefined;
}

/** A digest that is to be sent: for the days from `first` up to `last`, both included. */
export interface DueDigest {
  /** The day on which it is sent: there is one for each. */
  readonly day: string;
  readonly first: string;
  readonly last: string;
}

/** So many days are made up for, if none could be sent. */
const mostDays = 7;

/**
 * The digest that is due; undefined if it is too early, or that of today was sent. It is due from its time on by the clock on the wall, so a
 * time that clocks leave out comes with the next one that they show, and of one that they show twice the first counts. It tells the day
 * before, and those since the last digest; the first one begins with the day on which it was set. `now` in ms.
 */
export function dueDigest({ at, timeZone, sentDay, wantedSince }: DigestSchedule, now: number): DueDigest | undefined {
  const { dayOf } = calendarOf(timeZone);
  const day = dayOf(now);
  const told = sentDay ?? (wantedSince === undefined ? undefined : dayOf(wantedSince));
  if ((told !== undefined && told >= day) || timeOfDay(now, timeZone) < at) return undefined;
  const last = addDays(day, -1);
  const earliest = addDays(day, -mostDays);
  const first = told === undefined ? last : told > earliest ? told : earliest;
  return { day, first, last };
}

function timeOfDay(now: number, timeZone: string): string {
  const format = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(now);
}
