import * as z from 'zod';
import { badRequest } from '../platform/problem.ts';
import { addDays, calendarOf, daysBetween } from './days.ts';

/** `from` and `to`: days in the site's time zone, both included. */
export const daysAsked = z.object({
  from: z.iso.date().optional().describe('The first day in the time zone of the site; 30 days before `to` if missing.'),
  to: z.iso.date().optional().describe('The last day, included; today if missing.'),
});
export type DaysAsked = z.infer<typeof daysAsked>;

/** A site whose calls are looked at. `currency` is missing for the site of unknown numbers. */
export interface SiteInView {
  readonly id: string;
  readonly timeZone: string;
  readonly currency?: string | undefined;
}

/** The calls of one site that started from `from` up to, and not at, `to`; ms since 1970. */
export interface LogRange {
  readonly site: string;
  readonly from: number;
  readonly to: number;
}

/** So many days are looked at when none are named. */
const usualDays = 31;
const mostDays = 366;

/** The last day is today and the first 30 days before it, unless they are named. Throws a 400 that names the field. */
export function logRange({ id, timeZone }: SiteInView, asked: DaysAsked, now: number): LogRange {
  const calendar = calendarOf(timeZone);
  const last = asked.to ?? calendar.dayOf(now);
  const first = asked.from ?? addDays(last, 1 - usualDays);
  if (first > last) refuse('must not be after to');
  if (daysBetween(first, last) > mostDays) refuse(`must be at most ${mostDays} days before to`);
  return { site: id, from: calendar.startOf(first), to: calendar.startOf(addDays(last, 1)) };
}

function refuse(detail: string): never {
  throw badRequest('these days cannot be listed', [{ field: 'from', detail }]);
}

/** The days of UTC that the range touches, newest first: the partitions of the log. */
export function utcDays({ from, to }: LogRange): string[] {
  if (to <= from) return [];
  const first = new Date(from).toISOString().slice(0, 10);
  const days: string[] = [];
  for (let day = new Date(to - 1).toISOString().slice(0, 10); day >= first; day = addDays(day, -1)) days.push(day);
  return days;
}
