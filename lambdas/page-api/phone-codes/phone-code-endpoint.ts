import * as z from 'zod/mini';

/** `POST /v1/phone-codes`: the page shows a code that its visitor can say or key in on the phone. The tokens are those of the last answer. */
export const phoneCodeAsk = z.object({
  visitor: z.string().check(z.minLength(1)),
  /** Of who has a number of their own: finds the visit that began a moment ago. */
  lease: z.optional(z.string().check(z.minLength(1))),
});
export type PhoneCodeAsk = z.infer<typeof phoneCodeAsk>;

export const phoneCodeAnswer = z.object({
  /** Six digits and a check digit. */
  code: z.string().check(z.regex(/^\d{7}$/)),
  /** Until then it may be shown; who asks again before keeps the same code. */
  expiresAt: z.iso.datetime(),
});
export type PhoneCodeAnswer = z.infer<typeof phoneCodeAnswer>;
