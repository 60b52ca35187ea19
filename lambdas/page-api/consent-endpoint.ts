import * as z from 'zod/mini';
import { shownNumber } from '../settings/pools/pool-summary.ts';

const token = z.optional(z.string().check(z.minLength(1)));

/** `POST /v1/consents`: what the visitor allows from now on. The tokens are those of the last answer, at least one. */
export const consentAsk = z
  .object({
    visitor: token,
    lease: token,
    consent: z.object({ ads: z.boolean(), analytics: z.boolean() }),
  })
  .check(
    z.refine(({ visitor, lease }) => visitor !== undefined || lease !== undefined, {
      path: ['visitor'],
      message: 'must be given, or lease',
    }),
  );
export type ConsentAsk = z.infer<typeof consentAsk>;

export const consentAnswer = z.object({
  /** Only of a visitor who is not to be recognised any more: what the page shows now (null: what it showed before). */
  default: z.optional(z.nullable(shownNumber)),
  /** Of all others who have one: the token to use from now on. */
  visitor: z.optional(z.string()),
});
export type ConsentAnswer = z.infer<typeof consentAnswer>;
