import * as z from 'zod/mini';
import { openWord } from '../../platform/http/open-word.ts';
import { moneyAnswer } from '../call-answer.ts';

const time = z.iso.datetime();

/** `cancelled`, `ignored`: it lies at the call and counts nothing. */
const state = openWord(['credited', 'waiting', 'cancelled', 'ignored']);

/** What became of a report: `POST /v1/orders`. */
export const takenOrder = z.object({
  order: z.string(),
  /** The call that it is credited to; null while it waits for one. */
  call: z.nullable(z.string()),
  state,
  /** Why there, what it waits for, or why it counts nothing: one sentence. */
  reason: z.string(),
});

/** `GET /v1/orders/{order}`: what was reported, where it went, and why. */
export const orderAnswer = z.object({
  ...takenOrder.shape,
  site: z.string(),
  source: z.string(),
  eventId: z.string(),
  orderId: z.optional(z.string()),
  receivedAt: time,
  /** When it came about, if its reporter said so. */
  occurredAt: z.optional(time),
  outcome: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
  revenue: z.optional(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('sale'), ...moneyAnswer.shape }),
      z.object({ kind: z.literal('refund'), ...moneyAnswer.shape }),
      z.object({ kind: z.literal('cancel'), cancels: z.optional(z.string()) }),
    ]),
  ),
  items: z.optional(
    z.array(z.object({ sku: z.string(), name: z.optional(z.string()), quantity: z.number(), ...moneyAnswer.shape })),
  ),
  /** By what its call is found; the values themselves are not kept. */
  find: z.array(openWord(['call', 'phone', 'email', 'click'])),
  /** When it was credited to that call. */
  creditedAt: z.optional(time),
  /** Until then it may find its call, or a better one. */
  openUntil: time,
  /** All events of the same order, this one among them, by time. */
  events: z.array(
    z.object({
      order: z.string(),
      eventId: z.string(),
      kind: openWord(['sale', 'refund', 'cancel', 'outcome']),
      at: time,
      state,
      reason: z.string(),
    }),
  ),
});
export type OrderAnswer = z.infer<typeof orderAnswer>;
