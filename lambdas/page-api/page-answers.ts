import * as z from 'zod/mini';
import { shownNumber } from '../settings/pools/pool-summary.ts';

/*
 * What pages are told, for the API's description and for tests. The function that tells it makes its answers field by field, as these
 * types say, and does not load the schemas: making them would delay every first visitor of a container.
 */

const text = z.string();
const textIfAny = z.optional(text);

/** What the page shows, and how long it may. `number` is missing where the page stays as it is. */
export const numberAnswer = z.object({
  visitor: textIfAny,
  number: z.optional(shownNumber),
  default: z.optional(shownNumber),
  lease: z.object({
    state: z.enum(['leased', 'default', 'static', 'none']),
    token: textIfAny,
    expiresAt: z.optional(z.iso.datetime()),
    /** After how many seconds an active page reports; 0: at the first sign of a human. */
    renewAfterSeconds: z.optional(z.int().check(z.gte(0))),
  }),
  source: z.object({ source: text, medium: text, campaign: textIfAny }),
  swap: z.object({ numbers: z.array(text), selectors: z.optional(z.array(text)) }),
  /** Domains that the page's host has in common with other hosts of the site, the widest first: the tokens may lie in a cookie of the first that takes one. */
  cookieDomains: z.optional(z.array(text)),
});
export type NumberAnswer = z.infer<typeof numberAnswer>;

/** Whether the visitor still has the number; if not, what the page shows instead (null: what it showed before). */
export const heartbeatAnswer = z.discriminatedUnion('held', [
  z.object({
    held: z.literal(true),
    /** May lie in the past: the number is kept until somebody needs it. */
    expiresAt: z.iso.datetime(),
    renewAfterSeconds: z.int().check(z.gte(0)),
    lease: z.string(),
  }),
  z.object({ held: z.literal(false), default: z.nullable(shownNumber) }),
]);
export type HeartbeatAnswer = z.infer<typeof heartbeatAnswer>;

export const clickAnswer = z.object({});
