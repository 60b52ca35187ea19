import * as z from 'zod/mini';
import { delivery } from '../deliveries/delivery.ts';
import { openWord } from '../platform/http/open-word.ts';
import { callAnswer, fullMatch, listedCall, moneyAnswer } from './call-answer.ts';

const time = z.iso.datetime();

const { id, destination, wanted, sent, attempts, reason, receipt } = delivery.shape;

const deliveryAnswer = z.object({
  id,
  destination,
  wanted,
  sent,
  state: openWord(delivery.shape.state.options),
  attempts,
  reason,
  receipt,
  /** When it is tried next; only while it is pending and was tried before. */
  nextAt: z.optional(time),
});
export type DeliveryAnswer = z.infer<typeof deliveryAnswer>;

const conversionAnswer = z.object({
  id: z.string(),
  rule: z.string(),
  /** The version of the rule that judged the call. */
  ruleVersion: z.int(),
  name: z.string(),
  value: moneyAnswer,
  revision: z.int(),
  state: openWord(['open', 'retired']),
  credit: z.string(),
  occurredAt: time,
  /** SKUs that were sold and not given back, the empty text for a sale that names none; of a rule that looks at what was reported. */
  sold: z.optional(z.array(z.string())),
  deliveries: z.array(deliveryAnswer),
});
export type ConversionAnswer = z.infer<typeof conversionAnswer>;

const eventAnswer = z.object({
  id: z.string(),
  type: z.string(),
  /** Grows with each change of what it tells. */
  revision: z.int(),
  occurredAt: time,
  deliveries: z.array(deliveryAnswer),
});
export type EventAnswer = z.infer<typeof eventAnswer>;

export const ledgerLineAnswer = z.object({
  source: z.string(),
  eventId: z.string(),
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
  /** The reporter's own id of the order, and what was in it. */
  orderId: z.optional(z.string()),
  items: z.optional(
    z.array(z.object({ sku: z.string(), name: z.optional(z.string()), quantity: z.number(), ...moneyAnswer.shape })),
  ),
  /** The code that the caller said, or the order named. */
  phoneCode: z.optional(z.string()),
  /** `GET /v1/orders/{order}` says why it came to this call. */
  order: z.optional(z.string()),
  /** `noted`: it says nothing of money. */
  state: openWord(['counted', 'cancelled', 'ignored', 'noted']),
  reason: z.optional(z.string()),
  /** What counts of a refund that is larger than what was left of its order. */
  counts: z.optional(moneyAnswer),
});
export type LedgerLineAnswer = z.infer<typeof ledgerLineAnswer>;

/** `GET /v1/calls/{call}`: all that is known of one call. */
export const callDetail = z.object({
  call: callAnswer,
  match: fullMatch,
  conversions: z.array(conversionAnswer),
  /** What webhooks and mails were told of it besides; without it, nothing. */
  events: z.optional(z.array(eventAnswer)),
  ledger: z.array(ledgerLineAnswer),
  /** What a newer version wrote of the call and this one does not know: it is left alone. */
  unsupported: z.optional(
    z.array(z.object({ kind: openWord(['conversion', 'delivery', 'event', 'ledger']), id: z.string() })),
  ),
  ...z.pick(listedCall, {
    values: true,
    revenue: true,
    outcome: true,
    tags: true,
    phrases: true,
    score: true,
    qualified: true,
  }).shape,
});
export type CallDetail = z.infer<typeof callDetail>;
