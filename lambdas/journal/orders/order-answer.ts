import * as z from 'zod/mini';
import { openWord } from '../../platform/http/open-word.ts';
import { ledgerLineAnswer } from '../call-detail-answer.ts';

const time = z.iso.datetime();

/** Told as in the ledger of the call. */
const { outcome, tags, revenue, items } = ledgerLineAnswer.shape;

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
  outcome,
  tags,
  revenue,
  items,
  /** By what its call is found; the values themselves are not kept. */
  find: z.array(openWord(['call', 'phone', 'email', 'click', 'phoneCode'])),
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
