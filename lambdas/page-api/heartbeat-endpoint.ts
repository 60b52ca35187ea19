import * as z from 'zod/mini';
import { shownNumber } from '../settings/pools/pool.ts';
import { idsAsk } from './ids-ask.ts';

/** `POST /v1/heartbeats`: `active` is a sign of a human; without it the page only asks. */
export const heartbeatAsk = z.object({
  lease: z.string().check(z.minLength(1)),
  active: z.boolean(),
  /** All that the page knows by now, where the visit lacks any. */
  ids: z.optional(idsAsk),
});
export type HeartbeatAsk = z.infer<typeof heartbeatAsk>;

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
