import type { KeyObject } from 'node:crypto';
import { type PersonKey, partitionOf } from '../calls/callers/person-keys.ts';
import { type Money, readAmount } from '../conversions/money.ts';
import { personalNumber } from '../identifiers/phone.ts';
import { outcomeRefusal } from '../settings/sites/outcomes.ts';
import type { Site } from '../settings/sites/site.ts';
import { type OrderKey, orderIdOf, type StoredOrder } from './order.ts';
import type { OrderReport } from './order-report.ts';

/** A field that does not fit the site, or cannot be. */
export interface Unfit {
  readonly kind: 'unfit';
  readonly field: string;
  readonly detail: string;
}

/** Clocks differ, ms. */
const aheadAtMost = 5 * 60_000;

/** Nobody sold anything by a call of before: a time like this is a default that was never set, ms. */
const earliest = Date.UTC(2000, 0, 1);

/** Who reads a report: where, and from whom. */
export interface OrderReader {
  readonly site: Site;
  readonly source: string;
  readonly identityKey: KeyObject;
  /** The partition of the visitor whose code the report names. */
  readonly visitorOfCode?: string | undefined;
}

/** What is kept of a report: of numbers and click ids no more than keyed hashes, of an address itself as well. `now` in ms. */
export function orderOfReport(
  report: OrderReport,
  { site, source, identityKey, visitorOfCode }: OrderReader,
  now: number,
): StoredOrder | Unfit {
  const { eventId: event, orderId, outcome, find } = report;
  const occurredAt = report.occurredAt === undefined ? undefined : Date.parse(report.occurredAt);
  if (occurredAt !== undefined && occurredAt > now + aheadAtMost) {
    return unfit('occurredAt', 'must not be in the future');
  }
  if (occurredAt !== undefined && occurredAt < earliest) return unfit('occurredAt', 'must not be before the year 2000');
  const refusal = outcomeRefusal(site.outcomes, outcome);
  if (refusal !== undefined) return unfit('outcome', refusal);
  const revenue = revenueOf(report, site.currency);
  if (revenue !== undefined && 'field' in revenue) return revenue;
  const items = itemsOf(report, site.currency);
  if (items !== undefined && 'field' in items) return items;
  const personOf = (key: PersonKey) => partitionOf(identityKey, site.id, key);
  const keys = [
    ...keysOf(find, personOf),
    ...(visitorOfCode === undefined ? [] : [{ kind: 'phoneCode' as const, person: visitorOfCode }]),
  ];
  if (find?.phone !== undefined && !keys.some(({ kind }) => kind === 'phone')) {
    return unfit('find.phone', 'stands for a withheld number, which is nobody’s');
  }
  const order = { site: site.id, source, event };
  return {
    id: orderIdOf(order),
    ...order,
    receivedAt: now,
    ...(occurredAt !== undefined && { occurredAt }),
    ...(outcome !== undefined && { outcome }),
    ...(report.tags !== undefined && { tags: [...new Set(report.tags)].sort() }),
    ...(revenue !== undefined && { revenue }),
    ...(orderId !== undefined && { orderId }),
    ...(items !== undefined && { items }),
    ...(find?.email !== undefined && { email: find.email }),
    ...(find?.call !== undefined && { named: find.call }),
    keys,
    ...(find?.phoneCode !== undefined && { phoneCode: find.phoneCode }),
    rev: 1,
  };
}

function revenueOf({ revenue }: OrderReport, currency: string): StoredOrder['revenue'] | Unfit {
  if (revenue === undefined || revenue.kind === 'cancel') return revenue;
  if (revenue.currency !== currency) return unfit('revenue.currency', `must be the site's currency, ${currency}`);
  const amount = amountOf(revenue.amount, currency, 'revenue.amount');
  return 'field' in amount ? amount : { kind: revenue.kind, amount };
}

function itemsOf({ items }: OrderReport, currency: string): StoredOrder['items'] | Unfit {
  const read: NonNullable<StoredOrder['items']> = [];
  for (const [at, { amount: text, ...item }] of (items ?? []).entries()) {
    const amount = amountOf(text, currency, `items[${at}].amount`);
    if ('field' in amount) return amount;
    read.push({ ...item, amount });
  }
  return items === undefined ? undefined : read;
}

function amountOf(text: string, currency: string, field: string): Money | Unfit {
  const read = readAmount(text, currency);
  return 'money' in read ? read.money : unfit(field, read.refused);
}

function keysOf(find: OrderReport['find'], personOf: (key: PersonKey) => string): OrderKey[] {
  const number = find?.phone && personalNumber(find.phone);
  const clicks = Object.entries(find?.clickId ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...(number === undefined ? [] : [{ kind: 'phone' as const, person: personOf({ kind: 'phone', number }) }]),
    ...(find?.email === undefined
      ? []
      : [{ kind: 'email' as const, person: personOf({ kind: 'email', address: find.email }) }]),
    ...clicks.map(([name, id]) => ({ kind: 'click' as const, person: personOf({ kind: 'click', name, id }) })),
  ];
}

function unfit(field: string, detail: string): Unfit {
  return { kind: 'unfit', field, detail };
}
