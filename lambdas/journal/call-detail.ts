import * as z from 'zod';
import type { StoredCall } from '../calls/call-item.ts';
import type { Conversion } from '../conversions/conversion.ts';
import { foldLedger, type LedgerLine } from '../conversions/ledger/fold-ledger.ts';
import { type Delivery, delivery, deliveryState } from '../deliveries/delivery.ts';
import type { ConversionItems } from '../deliveries/read-conversion-items.ts';
import { isoTime } from '../platform/iso-time.ts';
import { fullMatch, listedCall, tellCall, tellMatch, tellSums, toldCall } from './call-response.ts';
import { tellMoney, tellTimeIfAny, toldMoney } from './response-values.ts';

const time = z.iso.datetime();

const toldDelivery = delivery
  .pick({ id: true, destination: true, wanted: true, sent: true, state: true, attempts: true, reason: true })
  .extend({
    receipt: z.string().optional(),
    /** When it is tried next; only while it is pending and was tried before. */
    nextAt: time.optional(),
  });

const toldConversion = z.object({
  id: z.string(),
  rule: z.string(),
  name: z.string(),
  value: toldMoney,
  revision: z.number().int(),
  state: z.enum(['open', 'retired']),
  credit: z.string(),
  occurredAt: time,
  deliveries: z.array(toldDelivery),
});

const toldLine = z.object({
  source: z.string(),
  eventId: z.string(),
  receivedAt: time,
  /** When it came about, if its reporter said so. */
  occurredAt: time.optional(),
  outcome: z.string().optional(),
  tags: z.array(z.string()).optional(),
  revenue: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('sale'), ...toldMoney.shape }),
      z.object({ kind: z.literal('refund'), ...toldMoney.shape }),
      z.object({ kind: z.literal('cancel'), cancels: z.string() }),
    ])
    .optional(),
  /** `noted`: it says nothing of money. */
  state: z.enum(['counted', 'cancelled', 'ignored', 'noted']),
  reason: z.string().optional(),
});

/** `GET /v1/calls/{call}`: all that is known of one call. */
export const callDetail = z.object({
  call: toldCall,
  match: fullMatch,
  conversions: z.array(toldConversion),
  ledger: z.array(toldLine),
  /** What a newer version wrote of the call and this one does not know: it is left alone. */
  unsupported: z.array(z.object({ kind: z.enum(['conversion', 'delivery', 'ledger']), id: z.string() })).optional(),
  ...listedCall.pick({ values: true, revenue: true, outcome: true, tags: true }).shape,
});
export type CallDetail = z.infer<typeof callDetail>;

/** Tells a call with everything that came of it. `currency` is its site's, if it has a site. */
export function tellDetail(
  stored: StoredCall,
  { conversions, deliveries, ledger, unknown }: ConversionItems,
  currency: string,
): CallDetail {
  const { conversions: _, ...sums } = tellSums(stored);
  return {
    call: tellCall(stored),
    match: tellMatch(stored),
    conversions: conversions.map((conversion) => tellConversion(conversion, deliveries)),
    ledger: foldLedger(ledger, currency).lines.map(tellLine),
    ...(unknown.length > 0 && { unsupported: [...unknown] }),
    ...sums,
  };
}

function tellConversion(conversion: Conversion, deliveries: readonly Delivery[]): z.infer<typeof toldConversion> {
  const { rule, value, occurredAt, ...rest } = conversion;
  const own = deliveries.filter((one) => one.conversion === conversion.id);
  return {
    ...rest,
    rule: rule.id,
    value: tellMoney(value),
    occurredAt: isoTime(occurredAt),
    deliveries: own.sort((a, b) => (a.destination < b.destination ? -1 : 1)).map(tellDelivery),
  };
}

/** Attempts and reason of an older revision say nothing of the one that is wanted now. */
function tellDelivery(one: Delivery): z.infer<typeof toldDelivery> {
  const { id, destination, wanted, sent, attempted, attempts, nextAt, reason, receipt } = one;
  const isOfWanted = attempted >= wanted;
  const state = deliveryState(one);
  return {
    id,
    destination,
    wanted,
    sent,
    state,
    attempts: isOfWanted ? attempts : 0,
    ...(isOfWanted && reason !== undefined && { reason }),
    ...(receipt !== undefined && { receipt }),
    ...(state === 'pending' && isOfWanted && { nextAt: isoTime(nextAt) }),
  };
}

function tellLine({ event, receivedAt, occurredAt, revenue, ...rest }: LedgerLine): z.infer<typeof toldLine> {
  const told =
    revenue === undefined || revenue.kind === 'cancel' ? revenue : { kind: revenue.kind, ...tellMoney(revenue.amount) };
  return {
    ...rest,
    eventId: event,
    receivedAt: isoTime(receivedAt),
    occurredAt: tellTimeIfAny(occurredAt),
    ...(told && { revenue: told }),
  };
}
