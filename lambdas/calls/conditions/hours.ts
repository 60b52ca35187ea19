import * as z from 'zod';
import { type Holiday, holidayOn } from '../../settings/sites/holidays.ts';
import { isTimeZone } from '../../settings/sites/site-settings.ts';
import { condition, type Judged, oneOrMore } from './condition-kinds.ts';
import type { Fact } from './fact.ts';
import { dayBefore, type LocalTime, localTime, weekdayOf, weekdays } from './local-time.ts';

/** When a call began (ms), and the calendar of its site. */
export interface OfHours {
  readonly call: { readonly startedAt: number };
  /** IANA. */
  readonly timeZone?: string | undefined;
  readonly holidays?: readonly Holiday[] | undefined;
}

/** A holiday is a day of its own kind: hours of Mondays do not hold on a Monday that is one. */
const days = [...weekdays, 'holiday'] as const;

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

const span = z
  .strictObject({
    days: z.array(z.enum(days)).min(1).max(8).optional(),
    from: z.string().regex(clock, 'must be a time like 09:00'),
    to: z.string().refine((text) => clock.test(text) || text === '24:00', {
      message: 'must be a time like 18:00, at most 24:00',
    }),
    timeZone: z.string().refine(isTimeZone, { message: 'must be an IANA time zone, like Europe/Berlin' }).optional(),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'must not be the same as `from`: all day is from 00:00 to 24:00',
  });

const storedSpan = z.strictObject({
  days: z.array(z.enum(days)).optional(),
  from: z.string(),
  to: z.string(),
  timeZone: z.string().optional(),
});
type Span = z.infer<typeof storedSpan>;

/**
 * Within any of some spans of hours, by calendar and clock of a time zone: the site's, unless a span names its own. One that ends before it
 * begins goes over midnight, and belongs to the day on which it began.
 */
export const hours = {
  settings: oneOrMore(span).optional(),
  stored: z.union([storedSpan, z.array(storedSpan)]).optional(),
  judge(wanted: Span | readonly Span[], facts: OfHours): Judged {
    const spans = [wanted].flat();
    const asked = spans.map(inWords).join(' or ');
    const judged = spans.map((one) => isWithin(one, facts));
    const [first] = spans;
    const now = localIn(first?.timeZone, facts);
    const isKnown = !judged.includes(undefined);
    const verdict = judged.includes(true) ? 'fits' : isKnown ? 'does-not-fit' : 'unknown';
    return { actual: now && timeInWords(now, facts.holidays), verdict, asked };
  },
};

/** Whether the day on which the call began is a holiday of its site. */
export const holiday = condition({
  settings: z.boolean().optional(),
  stored: z.boolean().optional(),
  actual: (facts: OfHours): Fact<boolean> => {
    const now = localIn(undefined, facts);
    return now && holidayOn(facts.holidays ?? [], now.date) !== undefined;
  },
  fits: (wanted, isHoliday) => wanted === isHoliday,
});

/** Undefined where this version of the calendar does not know the time zone. */
function isWithin({ days: on, from, to, timeZone }: Span, facts: OfHours): boolean | undefined {
  const now = localIn(timeZone, facts);
  if (now === undefined) return undefined;
  const isOn = (date: string) => {
    const isHoliday = holidayOn(facts.holidays ?? [], date) !== undefined;
    return on === undefined || on.includes(isHoliday ? 'holiday' : weekdayOf(date));
  };
  const [begins, ends] = [minutes(from), minutes(to)];
  const { date, minuteOfDay: minute } = now;
  if (begins < ends) return begins <= minute && minute < ends && isOn(date);
  return (minute >= begins && isOn(date)) || (minute < ends && isOn(dayBefore(date)));
}

function localIn(timeZone: string | undefined, { call, timeZone: ofSite }: OfHours): LocalTime | undefined {
  const zone = timeZone ?? ofSite;
  return zone === undefined ? undefined : localTime(zone, call.startedAt);
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** `tuesday 2026-12-08 19:30`, of a holiday with its name. */
function timeInWords({ date, weekday, minuteOfDay }: LocalTime, holidays: readonly Holiday[] = []): string {
  const [hour, minute] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60].map((part) => String(part).padStart(2, '0'));
  const day = holidayOn(holidays, date);
  const named = day === undefined ? '' : ` (holiday${day.name === undefined ? '' : `: ${day.name}`})`;
  return `${weekday} ${date} ${hour}:${minute}${named}`;
}

function inWords({ days: on, from, to, timeZone }: Span): string {
  const zone = timeZone === undefined ? '' : ` ${timeZone}`;
  return `${on === undefined ? 'all days' : on.join(', ')} ${from} to ${to}${zone}`;
}
