import * as z from 'zod/mini';

/** Of one year, as ISO 8601 writes it, or without a year: each year. */
const date = z
  .string()
  .check(z.refine((text) => isDate(text), { error: 'must be a date like 2026-12-25, or like 12-25 for each year' }));

/** Days on which a site is not open as on other days. */
export const holiday = z
  .strictObject({
    date,
    /** The last day, where there are several. */
    until: z.optional(date),
    name: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  })
  .check(
    z.refine(({ date: first, until }) => until === undefined || until.length === first.length, {
      path: ['until'],
      error: 'must name a year if `date` does, and none if it does not',
    }),
    z.refine(({ date: first, until }) => until === undefined || until.length === 5 || until >= first, {
      path: ['until'],
      error: 'must not be before `date`',
    }),
  );

/** `PUT /v1/sites/{site}`. */
export const holidays = z.array(holiday).check(z.maxLength(400));

/** As they are stored: the types and no more. */
export const storedHolidays = z.array(
  z.object({ date: z.string(), until: z.optional(z.string()), name: z.optional(z.string()) }),
);
export type Holiday = z.infer<typeof storedHolidays>[number];

/** The holiday that a date (ISO 8601) is, if it is one. Those of each year may go over its end: `12-24` until `01-02`. */
export function holidayOn(all: readonly Holiday[], day: string): Holiday | undefined {
  return all.find(({ date: first, until = first }) => {
    const isYearly = first.length === 5;
    const wanted = isYearly ? day.slice(5) : day;
    return until >= first ? first <= wanted && wanted <= until : wanted >= first || wanted <= until;
  });
}

function isDate(text: string): boolean {
  // A leap year, so that each year may have its 29 February.
  const whole = /^\d{2}-\d{2}$/.test(text) ? `2028-${text}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(whole)) return false;
  const time = Date.parse(whole);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(whole);
}
