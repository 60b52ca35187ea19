import * as z from 'zod/mini';
import { compactNumber } from './written-number.ts';

export const e164Form = /^\+[1-9]\d{6,14}$/;

/**
 * A phone number as E.164: `+`, country code, at most 15 digits (ITU-T E.164, 6.2); read as people write it, with spaces, brackets and
 * hyphens, and whatever cannot be seen. Form only; validity is checked where numbers enter.
 */
export const e164 = z
  .string()
  .check(
    z.overwrite((text) => (e164Form.test(text) ? text : compactNumber(text))),
    z.regex(e164Form, 'must be a phone number in E.164 form, like +493023125001'),
  )
  .brand('E164');
export type E164 = z.infer<typeof e164>;
