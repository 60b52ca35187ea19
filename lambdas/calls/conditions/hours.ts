import * as z from 'zod';
import { type HourSpan, hourSpan, isWithin, localIn, storedHourSpan } from '../../settings/opening-hours/hour-span.ts';
import type { LocalTime } from '../../settings/opening-hours/local-time.ts';
import { type Holiday, holidayOn } from '../../settings/sites/holidays.ts';
import { condition, type Judged, oneOrMore } from './condition-kinds.ts';
import type { Fact } from './fact.ts';

/** When a call began (ms), and the calendar of its site. */
export interface OfHours {
  readonly call: { readonly startedAt: number };
  /** IANA. */
  readonly timeZone?: string | undefined;
  readonly holidays?: readonly Holiday[] | undefined;
}

/** Within any of some spans of hours, by calendar and clock of a time zone: the site's, unless a span names its own. */
export const hours = {
  settings: oneOrMore(hourSpan).optional(),
  stored: z.union([storedHourSpan, z.array(storedHourSpan)]).optional(),
  judge(wanted: HourSpan | readonly HourSpan[], facts: OfHours): Judged {
    const spans = [wanted].flat();
    const asked = spans.map(inWords).join(' or ');
    const judged = spans.map((one) => isWithin(one, facts.call.startedAt, facts));
    const now = localIn(spans[0] ?? {}, facts.call.startedAt, facts);
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
    const now = localIn({}, facts.call.startedAt, facts);
    return now && holidayOn(facts.holidays ?? [], now.date) !== undefined;
  },
  fits: (wanted, isHoliday) => wanted === isHoliday,
});

/** `tuesday 2026-12-08 19:30`, of a holiday with its name. */
function timeInWords({ date, weekday, minuteOfDay }: LocalTime, holidays: readonly Holiday[] = []): string {
  const [hour, minute] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60].map((part) => String(part).padStart(2, '0'));
  const day = holidayOn(holidays, date);
  const named = day === undefined ? '' : ` (holiday${day.name === undefined ? '' : `: ${day.name}`})`;
  return `${weekday} ${date} ${hour}:${minute}${named}`;
}

function inWords({ days: on, from, to, timeZone }: HourSpan): string {
  const zone = timeZone === undefined ? '' : ` ${timeZone}`;
  return `${on === undefined ? 'all days' : on.join(', ')} ${from} to ${to}${zone}`;
}
