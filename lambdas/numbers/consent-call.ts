import * as z from 'zod';
import { shownNumber } from '../settings/pool.ts';

/** `POST /v1/consents`: what the visitor allows from now on. The tokens are those of the last answer, at least one. */
export const consentAsk = z
  .object({
    visitor: z.string().min(1).optional(),
    lease: z.string().min(1).optional(),
    consent: z.object({ ads: z.boolean(), analytics: z.boolean() }),
  })
  .refine(({ visitor, lease }) => visitor !== undefined || lease !== undefined, {
    path: ['visitor'],
    message: 'must be given, or lease',
  });
export type ConsentAsk = z.infer<typeof consentAsk>;

export const consentAnswer = z.object({
  /** Only of a visitor who is not to be recognised any more: what the page shows now (null: what it showed before). */
  default: shownNumber.nullable().optional(),
  /** Of all others who have one: the token to use from now on. */
  visitor: z.string().optional(),
});
export type ConsentAnswer = z.infer<typeof consentAnswer>;
