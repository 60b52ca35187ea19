import * as z from 'zod';

/** A name that people read in reports and on the dashboard: one line, and something to see on it. */
export function label(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^(?=.*\S)\P{Cc}*$/u, 'must be one line of text that is not blank');
}
