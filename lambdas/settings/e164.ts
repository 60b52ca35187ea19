import * as z from 'zod/mini';

export const e164Form = /^\+[1-9]\d{6,14}$/;

/** A phone number as E.164: `+`, country code, at most 15 digits (ITU-T E.164, 6.2). Form only; validity is checked where numbers enter. */
export const e164 = z
  .string()
  .check(z.regex(e164Form, 'must be a phone number in E.164 form, like +493023125001'))
  .brand('E164');
export type E164 = z.infer<typeof e164>;
