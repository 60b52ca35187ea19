import { type Calendar, localIn } from '../../../settings/opening-hours/hour-span.ts';
import type { Opening } from '../../../settings/opening-hours/opening.ts';
import type { PageLocale } from './page-locale.ts';

/** In one sentence: whether somebody answers now (ms), and until when that stays so. */
export function openingState(
  { isOpen, changesAt }: Opening,
  calendar: Calendar,
  now: number,
  { words, tag }: PageLocale,
): string {
  if (changesAt === undefined) return isOpen ? words.openNow : words.closedNow;
  const when = whenInWords(changesAt, calendar, now, tag);
  return isOpen ? words.openUntil(when) : words.closedUntil(when);
}

/** Today the time alone, within a week the weekday with it, later the date. */
function whenInWords(time: number, calendar: Calendar, now: number, tag: string): string {
  const { timeZone } = calendar;
  const clock = new Intl.DateTimeFormat(tag, { timeZone, timeStyle: 'short' }).format(time);
  if (localIn({}, time, calendar)?.date === localIn({}, now, calendar)?.date) return clock;
  const isSoon = time - now < 6 * 24 * 60 * 60 * 1000;
  const date = isSoon ? {} : ({ day: 'numeric', month: 'long' } as const);
  return `${new Intl.DateTimeFormat(tag, { timeZone, weekday: 'long', ...date }).format(time)} ${clock}`;
}
