import { type Calendar, type HourSpan, isWithin, localIn, minutesOf } from './hour-span.ts';

/** Whether somebody is there, and when that changes (ms); without `changesAt` it does not within a month. */
export interface Opening {
  readonly isOpen: boolean;
  readonly changesAt?: number;
}

const minuteMs = 60_000;
/** Wherever clocks change, they do on a half hour of UTC: between two of them each clock runs evenly. */
const evenMs = 30 * minuteMs;
const searchedMs = 31 * 24 * 60 * minuteMs;

/** Whether hours hold at a time (ms), and until when that stays so. Of hours in a time zone that is not known nobody is taken to be there. */
export function openingAt(spans: readonly HourSpan[], calendar: Calendar, now: number): Opening {
  const isOpenAt = (time: number) => spans.some((span) => isWithin(span, time, calendar) === true);
  const isOpen = isOpenAt(now);
  for (let time = now; time < now + searchedMs; ) {
    time = Math.min(...spans.map((span) => nextEdge(span, time, calendar)), nextMultiple(time, evenMs));
    if (isOpenAt(time) !== isOpen) return { isOpen, changesAt: time };
  }
  return { isOpen };
}

/** When the clock of a span shows its beginning, its end or midnight next, if it runs evenly until then. */
function nextEdge(span: HourSpan, time: number, calendar: Calendar): number {
  const local = localIn(span, time, calendar);
  if (local === undefined) return Number.POSITIVE_INFINITY;
  const edges = [minutesOf(span.from), minutesOf(span.to), 24 * 60].filter((edge) => edge > local.minuteOfDay);
  return nextMultiple(time, minuteMs) + (Math.min(...edges) - local.minuteOfDay - 1) * minuteMs;
}

function nextMultiple(time: number, step: number): number {
  return (Math.floor(time / step) + 1) * step;
}
