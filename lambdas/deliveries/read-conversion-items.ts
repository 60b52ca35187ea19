import * as z from 'zod';
import type { WholeCall } from '../calls/call-links-store.ts';
import { type Conversion, conversion } from '../conversions/conversion.ts';
import { conversionPrefix, ledgerKey, ledgerPrefix, type UnknownItem } from '../conversions/conversion-items.ts';
import { type LedgerEntry, ledgerEntry } from '../conversions/ledger/ledger.ts';
import { type StoredEvent, storedEvent } from '../events/event.ts';
import { eventPrefix } from '../events/event-items.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import { type Delivery, delivery } from './delivery.ts';
import { deliveryPrefix } from './delivery-items.ts';
import { deliveriesOf, wantedOf, wantedOfEvent } from './delivery-wanted.ts';

const prefix = {
  conversion: conversionPrefix,
  delivery: deliveryPrefix,
  event: eventPrefix,
  ledger: ledgerPrefix,
} as const;

/** What a call came to, as it is kept. */
export interface ConversionItems {
  readonly conversions: readonly Conversion[];
  readonly events: readonly StoredEvent[];
  /** Also those that nobody attempted yet, of which nothing is stored. */
  readonly deliveries: readonly Delivery[];
  readonly ledger: readonly LedgerEntry[];
  /** What a newer version wrote and this one does not know; it is left alone. */
  readonly unknown: readonly UnknownItem[];
}

/** Picks them from the items of a call's partition: the `others` of `readCall`. */
export function readConversionItems(items: readonly Record<string, unknown>[]): ConversionItems {
  const unknown: UnknownItem[] = [];
  const read = <T>(kind: UnknownItem['kind'], schema: Parameters<typeof readIfKnown<T>>[0]): T[] =>
    items.flatMap((item) => {
      if (!String(item.sk).startsWith(prefix[kind])) return [];
      const known = readIfKnown(schema, item);
      if (known === undefined)
        unknown.push({ kind, id: String(item.sk).slice(prefix[kind].length), rule: ruleOf(item) });
      return known ?? [];
    });
  const conversions = read('conversion', conversion).sort(byRuleAndOrdinal);
  const events = read('event', storedEvent);
  const stored = read('delivery', delivery);
  const isUnknown = (id: string) => unknown.some((item) => item.kind === 'delivery' && item.id === id);
  const wanted = [...conversions.flatMap(wantedOf), ...events.flatMap(wantedOfEvent)];
  return {
    conversions,
    events,
    deliveries: deliveriesOf(wanted, stored, isUnknown),
    ledger: read('ledger', ledgerEntry),
    unknown,
  };
}

/** The same of a call with its parts: its own conversions first, then those that its parts had before they were known to be parts. */
export function itemsOfWhole({ own, parts }: WholeCall): ConversionItems {
  const whole = [own, ...parts];
  const items = whole.map(({ others }) => readConversionItems(others));
  return {
    conversions: items.flatMap(({ conversions }) => conversions),
    events: items.flatMap(({ events }) => events),
    deliveries: items.flatMap(({ deliveries }) => deliveries),
    ledger: wholeLedger(whole),
    unknown: items.flatMap(({ unknown }) => unknown),
  };
}

const ofRule = z.object({ rule: z.object({ id: z.string() }) });

function ruleOf(item: Record<string, unknown>): string | undefined {
  return ofRule.safeParse(item).data?.rule.id;
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
