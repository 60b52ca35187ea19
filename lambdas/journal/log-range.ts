import * as z from 'zod';
import { badRequest } from '../platform/http/problem.ts';
import { addDays, askedDay, calendarOf, daysBetween } from './days.ts';

/** `from` and `to`: days in the site's time zone, both included. */
export const daysAsked = z.object({
  from: askedDay.optional().describe('The first day in the time zone of the site; 30 days before `to` if missing.'),
  to: askedDay.optional().describe('The last day, included; today if missing.'),
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
  return { site: id, from: Math.max(calendar.startOf(first), 0), to: calendar.startOf(addDays(last, 1)) };
}

function refuse(detail: string): never {
  throw badRequest('these days cannot be listed', [{ field: 'from', detail }]);
}
