import * as z from 'zod';

/** A reporter's own text: one line without control characters, 1 to `length` characters. */
export const reportedText = (length: number) =>
  z
    .string()
    .min(1, { abort: true })
    .max(length)
    .regex(/^\P{Cc}+$/u, 'must not hold control characters');

/** ISO 4217, by its form. */
export const reportedCurrency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency code, like EUR');

/** RFC 3339 with an offset. */
export const reportedTime = z.iso.datetime({ offset: true, message: 'must be a time like 2026-01-31T12:00:00Z' });
