import * as z from 'zod/mini';

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
