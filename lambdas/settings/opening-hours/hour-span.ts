import * as z from 'zod';
import { type Holiday, holidayOn } from '../sites/holidays.ts';
import { timeZone } from '../time-zone.ts';
import { dayBefore, type LocalTime, localTime, weekdayOf, weekdays } from './local-time.ts';

/** A holiday is a day of its own kind: hours of Mondays do not hold on a Monday that is one. */
export const kindsOfDays = [...weekdays, 'holiday'] as const;
export type KindOfDay = (typeof kindsOfDays)[number];

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Hours of a week, as their owner writes them: by calendar and clock of a time zone. Without `days` they are those of each day, holidays too. */
export const hourSpan = z
  .strictObject({
    days: z.array(z.enum(kindsOfDays)).min(1).max(8).optional(),
    from: z.string().regex(clock, 'must be a time like 09:00'),
    to: z.string().refine((text) => clock.test(text) || text === '24:00', {
      message: 'must be a time like 18:00, at most 24:00',
    }),
    timeZone: timeZone.optional(),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'must not be the same as `from`: all day is from 00:00 to 24:00',
  });

/** As they are stored: the types alone, but known to the last field. */
export const storedHourSpan = z.strictObject({
  days: z.array(z.enum(kindsOfDays)).optional(),
  from: z.string(),
  to: z.string(),
  timeZone: z.string().optional(),
});
export type HourSpan = z.infer<typeof storedHourSpan>;

/** What a site says of its days. */
export interface Calendar {
  /** IANA; a span may name another. */
  readonly timeZone?: string | undefined;
  readonly holidays?: readonly Holiday[] | undefined;
}

/**
 * Whether a time (ms) lies within the span. One that ends before it begins goes over midnight, and belongs to the day on which it began.
 * Undefined where this version of the calendar does not know the time zone.
 */
export function isWithin(span: HourSpan, time: number, calendar: Calendar): boolean | undefined {
  const now = localIn(span, time, calendar);
  if (now === undefined) return undefined;
  const isOn = (date: string) => isOnDay(span, kindOfDay(date, calendar));
  const [begins, ends] = [minutesOf(span.from), minutesOf(span.to)];
  const { date, minuteOfDay: minute } = now;
  if (begins < ends) return begins <= minute && minute < ends && isOn(date);
  return (minute >= begins && isOn(date)) || (minute < ends && isOn(dayBefore(date)));
}

/** The calendar and clock on which a span is read at a time (ms). */
export function localIn(span: Pick<HourSpan, 'timeZone'>, time: number, calendar: Calendar): LocalTime | undefined {
  const zone = span.timeZone ?? calendar.timeZone;
  return zone === undefined ? undefined : localTime(zone, time);
}

/** Whether a span begins on such days. */
export function isOnDay({ days }: HourSpan, day: KindOfDay): boolean {
  return days === undefined || days.includes(day);
}

/** `18:30` as minutes after midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function kindOfDay(date: string, { holidays = [] }: Calendar): KindOfDay {
  return holidayOn(holidays, date) === undefined ? weekdayOf(date) : 'holiday';
}
