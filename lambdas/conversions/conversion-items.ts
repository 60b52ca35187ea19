import * as z from 'zod';
import { callPartition, openShard } from '../calls/call-item.ts';
import { type Delivery, delivery } from '../deliveries/delivery.ts';
import { sortKeyOf } from '../platform/aws/key-limits.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import { type Conversion, conversion } from './conversion.ts';
import { type LedgerEntry, ledgerEntry } from './ledger/ledger.ts';

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

/** The conversion that is kept under a sort key; undefined for what is none. */
export function conversionIn(sk: string): string | undefined {
  return sk.startsWith(prefix.conversion) ? sk.slice(prefix.conversion.length) : undefined;
}

/** What the sort keys of deliveries begin with. */
export const deliveryPrefix = prefix.delivery;

/** A delivery whose time came so long ago stands still, ms. */
const standsStillAfter = 5 * 60_000;

/**
 * What keeps a pending delivery in the index `open`, or a conversion that stands there for its deliveries; a delivery that is done has
 * none of it. `nextAt` in ms.
 */
export function openDeliveryAttributes({ id, nextAt }: Pick<Delivery, 'id' | 'nextAt'>) {
  return { openShard: openShard(id), dueAt: nextAt + standsStillAfter };
}

/** What a call came to, as it is kept. */
export interface ConversionItems {
  readonly conversions: readonly Conversion[];
  readonly deliveries: readonly Delivery[];
  readonly ledger: readonly LedgerEntry[];
  /** What each delivery is wanted to tell, also of those that this version does not know; infinite where not even that is known. */
  readonly wanted: readonly Pick<Delivery, 'id' | 'wanted'>[];
  /** Ids of the conversions that stand in the index `open` for their deliveries. */
  readonly covering: ReadonlySet<string>;
  /** What a newer version wrote and this one does not know; it is left alone. */
  readonly unknown: readonly UnknownItem[];
}

/** Something that this version cannot read; of a conversion the rule, if that much is known. */
export interface UnknownItem {
  readonly kind: 'conversion' | 'delivery' | 'ledger';
  readonly id: string;
  readonly rule?: string | undefined;
}

/** Picks them from the items of a call's partition: the `others` of `readCall`. */
export function readConversionItems(items: readonly Record<string, unknown>[]): ConversionItems {
  const unknown: UnknownItem[] = [];
  const read = <T>(kind: UnknownItem['kind'], schema: z.ZodType<T>): T[] =>
    items.flatMap((item) => {
      if (!String(item.sk).startsWith(prefix[kind])) return [];
      const known = readIfKnown(schema, item);
      if (known === undefined)
        unknown.push({ kind, id: String(item.sk).slice(prefix[kind].length), rule: ruleOf(item) });
      return known ?? [];
    });
  const deliveries = read('delivery', delivery);
  return {
    conversions: read('conversion', conversion).sort(byRuleAndOrdinal),
    deliveries,
    ledger: read('ledger', ledgerEntry),
    wanted: items.filter(({ sk }) => String(sk).startsWith(prefix.delivery)).map(wantedOf),
    covering: new Set(
      items.filter(({ dueAt }) => dueAt !== undefined).flatMap(({ sk }) => conversionIn(String(sk)) ?? []),
    ),
    unknown,
  };
}

const ofRule = z.object({ rule: z.object({ id: z.string() }) });

function ruleOf(item: Record<string, unknown>): string | undefined {
  return ofRule.safeParse(item).data?.rule.id;
}

function wantedOf({ sk, wanted }: Record<string, unknown>): Pick<Delivery, 'id' | 'wanted'> {
  return {
    id: String(sk).slice(prefix.delivery.length),
    wanted: typeof wanted === 'number' ? wanted : Number.POSITIVE_INFINITY,
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
