import * as z from 'zod';
import { type Conversion, conversion } from '../conversions/conversion.ts';
import {
  conversionIn,
  conversionPrefix,
  ledgerKey,
  ledgerPrefix,
  type UnknownItem,
} from '../conversions/conversion-items.ts';
import { type LedgerEntry, ledgerEntry } from '../conversions/ledger/ledger.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import { type Delivery, delivery } from './delivery.ts';
import { deliveryPrefix } from './delivery-items.ts';

const prefix = { conversion: conversionPrefix, delivery: deliveryPrefix, ledger: ledgerPrefix } as const;

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
