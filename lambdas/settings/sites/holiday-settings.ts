import * as z from 'zod';
import { visibleLine } from '../label.ts';

/** Of one year, as ISO 8601 writes it, or without a year: each year. */
const date = z
  .string()
  .refine((text) => isDate(text), { error: 'must be a date like 2026-12-25, or like 12-25 for each year' });

/** Days on which a site is not open as on other days. */
const holiday = z
  .strictObject({
    date,
    /** The last day, where there are several. */
    until: date.optional(),
    name: visibleLine(z.string().min(1).max(100)).optional(),
  })
  .refine(({ date: first, until }) => until === undefined || until.length === first.length, {
    path: ['until'],
    error: 'must name a year if `date` does, and none if it does not',
  })
  .refine(({ date: first, until }) => until === undefined || until.length === 5 || until >= first, {
    path: ['until'],
    error: 'must not be before `date`',
  });

/** Those of `PUT /v1/sites/{site}`. */
export const holidays = z.array(holiday).max(400);

function isDate(text: string): boolean {
  // A leap year, so that each year may have its 29 February.
  const whole = /^\d{2}-\d{2}$/.test(text) ? `2028-${text}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(whole)) return false;
  const time = Date.parse(whole);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(whole);
}
