import * as z from 'zod';

/** An IANA time zone that this version of the calendar knows. */
export const timeZone = z
  .string()
  .refine((name) => isTimeZone(name), { message: 'must be an IANA time zone, like Europe/Berlin' });

/** Whether this version of the calendar knows a time zone: IANA has new ones every other year. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
