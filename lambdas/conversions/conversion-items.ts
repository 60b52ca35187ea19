import { callPartition, openShard } from '../calls/call-item.ts';
import { sortKeyOf } from '../platform/key-limits.ts';
import { type Conversion, conversion } from './conversion.ts';
import { type Delivery, delivery } from './delivery.ts';
import { type LedgerEntry, ledgerEntry } from './ledger.ts';

const prefix = { conversion: 'CONVERSION#', delivery: 'DELIVERY#', ledger: 'LEDGER#' } as const;

/** Key of a conversion, in the partition of its call. */
export function conversionKey({ call, id }: Pick<Conversion, 'call' | 'id'>) {
  return { pk: callPartition(call), sk: prefix.conversion + id };
}

/** Key of a delivery, in the partition of its call. */
export function deliveryKey({ call, id }: Pick<Delivery, 'call' | 'id'>) {
  return { pk: callPartition(call), sk: prefix.delivery + id };
}

/** The source is escaped, so that no two entries can have the same key. */
export function ledgerKey({ call, source, event }: Pick<LedgerEntry, 'call' | 'source' | 'event'>) {
  return { pk: callPartition(call), sk: sortKeyOf(prefix.ledger, `${encodeURIComponent(source)}#${event}`) };
}

/** A delivery whose time came so long ago stands still, ms. */
const standsStillAfter = 5 * 60_000;

/** What keeps a pending delivery in the index `open`; a delivery that is done has none of it. `nextAt` in ms. */
export function openDeliveryAttributes({ id, nextAt }: Pick<Delivery, 'id' | 'nextAt'>) {
  return { openShard: openShard(id), dueAt: nextAt + standsStillAfter };
}

/** What a call came to, as it is kept. */
export interface ConversionItems {
  readonly conversions: readonly Conversion[];
  readonly deliveries: readonly Delivery[];
  readonly ledger: readonly LedgerEntry[];
}

/** Picks them from the items of a call's partition: the `others` of `readCall`. */
export function readConversionItems(items: readonly Record<string, unknown>[]): ConversionItems {
  const beginning = (wanted: string) => items.filter(({ sk }) => String(sk).startsWith(wanted));
  return {
    conversions: beginning(prefix.conversion)
      .map((item) => conversion.parse(item))
      .sort(byRuleAndOrdinal),
    deliveries: beginning(prefix.delivery).map((item) => delivery.parse(item)),
    ledger: beginning(prefix.ledger).map((item) => ledgerEntry.parse(item)),
  };
}

/**
 * What was reported of a call, wherever it was put. An event that was reported again after two calls turned out to be one counts once,
 * as it was first.
 */
export function wholeLedger(whole: readonly { readonly others: readonly Record<string, unknown>[] }[]): LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>();
  for (const entry of whole.flatMap(({ others }) => readConversionItems(others).ledger)) {
    const { sk } = ledgerKey(entry);
    const known = entries.get(sk);
    if (known === undefined || entry.receivedAt < known.receivedAt) entries.set(sk, entry);
  }
  return [...entries.values()];
}

function byRuleAndOrdinal(a: Conversion, b: Conversion): number {
  return a.rule.id === b.rule.id ? a.ordinal - b.ordinal : a.rule.id < b.rule.id ? -1 : 1;
}
