import * as z from 'zod';

const day = 86_400_000;

/** The days that can be asked for: calls began after 1970, and their times have 13 digits. */
const [firstDay, lastDay] = ['1970-01-01', '2199-12-31'];

/** A day as people ask for it. */
export const askedDay = z.iso.date().refine((text) => text >= firstDay && text <= lastDay, {
  message: `must be a day from ${firstDay} to ${lastDay}`,
});

/** The calendar of one time zone. Days are texts like `2026-05-03`, times ms since 1970. */
export interface Calendar {
  readonly dayOf: (time: number) => string;
  /** The first moment of a day. */
  readonly startOf: (text: string) => number;
}

/** The calendar of an IANA time zone. */
export function calendarOf(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const dayOf = (time: number) => format.format(time);
  return { dayOf, startOf: (text) => firstOf(text, dayOf) };
}

/** Clocks are at most 14 hours ahead of UTC and 12 behind; days begin at a full second whatever they are set to. */
function firstOf(text: string, dayOf: Calendar['dayOf']): number {
  const utc = Date.parse(`${text}T00:00:00Z`);
  let [before, notBefore] = [utc - 15 * 3_600_000, utc + 13 * 3_600_000];
  while (notBefore - before > 1000) {
    const middle = Math.floor((before + notBefore) / 2000) * 1000;
    if (dayOf(middle) < text) before = middle;
    else notBefore = middle;
  }
  return notBefore;
}

/** So many days later; earlier when negative. */
export function addDays(text: string, days: number): string {
  return new Date(Date.parse(`${text}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** How many days there are from one to the other, both counted. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day + 1;
}
