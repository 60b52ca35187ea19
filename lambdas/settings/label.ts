import * as z from 'zod';
import { isVisible } from '../platform/http/invisible-text.ts';

/** What people write for people holds nothing that they cannot see: where it is shown that is left out, and what is left is another text. */
export function visible(text: z.ZodString): z.ZodString {
  return text.refine(isVisible, { message: 'must not hold characters that nobody sees, or that turn its direction' });
}

/** The same on one line. */
export function visibleLine(text: z.ZodString): z.ZodString {
  return visible(text.regex(/^\P{Cc}*$/u, { error: 'must be one line of text', abort: true }));
}

/** A name that people read in reports and on the dashboard: one line, and something to see on it. */
export function label(maxLength: number): z.ZodString {
  const error = 'must be one line of text that is not blank';
  return visible(
    z
      .string()
      .max(maxLength)
      .regex(/^(?=.*\S)\P{Cc}*$/u, { error, abort: true }),
  );
}
