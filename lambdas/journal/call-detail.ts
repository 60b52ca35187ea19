import type { StoredCall } from '../calls/call-item.ts';
import type { Conversion } from '../conversions/conversion.ts';
import { foldLedger } from '../conversions/ledger/fold-ledger.ts';
import type { LedgerLine } from '../conversions/ledger/ledger.ts';
import { editionOf } from '../conversions/rules/rule.ts';
import { type Delivery, deliveryState } from '../deliveries/delivery.ts';
import type { ConversionItems } from '../deliveries/read-conversion-items.ts';
import type { StoredEvent } from '../events/event.ts';
import { isoTime } from '../platform/iso-time.ts';
import type {
  CallDetail,
  ConversionAnswer,
  DeliveryAnswer,
  EventAnswer,
  LedgerLineAnswer,
} from './call-detail-answer.ts';
import { toCallAnswer, toMatchAnswer, toMoneyAnswer, toSumsAnswer, toTimeIfAny } from './call-response.ts';

/** Tells a call with everything that came of it. `currency` is its site's, if it has a site. */
export function toCallDetail(
  stored: StoredCall,
  { conversions, events, deliveries, ledger, unknown }: ConversionItems,
  currency: string,
): CallDetail {
  const { conversions: _, ...sums } = toSumsAnswer(stored);
  return {
    call: toCallAnswer(stored),
    match: toMatchAnswer(stored),
    conversions: conversions.map((conversion) => toConversionAnswer(conversion, deliveries)),
    ...(events.length > 0 && { events: events.map((event) => toEventAnswer(event, deliveries)) }),
    ledger: foldLedger(ledger, currency).lines.map(toLedgerLine),
    ...(unknown.length > 0 && { unsupported: [...unknown] }),
    ...sums,
  };
}

function toConversionAnswer(conversion: Conversion, deliveries: readonly Delivery[]): ConversionAnswer {
  const { rule, value, occurredAt, ...rest } = conversion;
  return {
    ...rest,
    rule: rule.id,
    ruleVersion: editionOf(rule),
    value: toMoneyAnswer(value),
    occurredAt: isoTime(occurredAt),
    deliveries: toDeliveryAnswers(deliveries.filter((one) => one.conversion === conversion.id)),
  };
}

function toEventAnswer({ id, type, revision, occurredAt }: StoredEvent, deliveries: readonly Delivery[]): EventAnswer {
  const own = deliveries.filter((one) => one.event === id);
  return { id, type, revision, occurredAt: isoTime(occurredAt), deliveries: toDeliveryAnswers(own) };
}

function toDeliveryAnswers(deliveries: readonly Delivery[]): DeliveryAnswer[] {
  return deliveries.toSorted((a, b) => (a.destination < b.destination ? -1 : 1)).map(toDeliveryAnswer);
}

/** Attempts and reason of an older revision say nothing of the one that is wanted now. */
function toDeliveryAnswer(one: Delivery): DeliveryAnswer {
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

/** Of an order that names an address it tells no more than before. */
function toLedgerLine({
  event,
  receivedAt,
  occurredAt,
  revenue,
  items,
  counts,
  email: _email,
  ...rest
}: LedgerLine): LedgerLineAnswer {
  const revenueAnswer =
    revenue === undefined || revenue.kind === 'cancel'
      ? revenue
      : { kind: revenue.kind, ...toMoneyAnswer(revenue.amount) };
  return {
    ...rest,
    eventId: event,
    receivedAt: isoTime(receivedAt),
    occurredAt: toTimeIfAny(occurredAt),
    ...(revenueAnswer && { revenue: revenueAnswer }),
    ...(items && { items: items.map(({ amount, ...item }) => ({ ...item, ...toMoneyAnswer(amount) })) }),
    ...(counts && { counts: toMoneyAnswer(counts) }),
  };
}
