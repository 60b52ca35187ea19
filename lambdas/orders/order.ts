import { createHash } from 'node:crypto';
import * as z from 'zod';
import { ledgerEntry } from '../conversions/ledger/ledger.ts';

/** How an order names the person: by these its call is found. */
export const orderKeyKinds = ['phone', 'email', 'click', 'phoneCode'] as const;

const orderKey = z.object({
  kind: z.enum(orderKeyKinds),
  /** The partition of who is known by it; nothing else of a number or click is kept. */
  person: z.string(),
});
export type OrderKey = Readonly<z.infer<typeof orderKey>>;

const { source, event, receivedAt, occurredAt, outcome, tags, revenue, orderId, items, email } = ledgerEntry.shape;

/** What a shop or a CRM reported, and the call that it came to. Times in ms since 1970. */
export const storedOrder = z.object({
  id: z.string(),
  site: z.string(),
  source,
  event,
  receivedAt,
  occurredAt,
  outcome,
  tags,
  revenue,
  orderId,
  items,
  /** Plain, for those who are told of the call that it comes to. */
  email,
  /** The call that it names. */
  named: z.string().optional(),
  keys: z.array(orderKey),
  /** The code that it names, for its call: seven digits. */
  phoneCode: z.string().optional(),
  /** Grows with every write; a write is on condition that nobody else wrote meanwhile. */
  rev: z.number().int(),
  /**
   * Where its ledger entry lies. `by`: the partition of the person under which the call was found; without it the call was named.
   * `isReported`: the same event was reported of the call itself, and that is its entry.
   */
  credit: z
    .object({
      call: z.string(),
      by: z.string().optional(),
      at: z.number().int(),
      reason: z.string(),
      isReported: z.boolean().optional(),
    })
    .optional(),
  /** Calls whose ledger it changed, until they are queued to be settled. */
  unsettled: z.array(z.string()).optional(),
});
export type StoredOrder = Readonly<z.infer<typeof storedOrder>>;

/** The id of an order: derived, so that the same event is the same order. */
export function orderIdOf(of: { readonly site: string; readonly source: string; readonly event: string }): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([of.site, of.source, of.event]))
    .digest('hex');
  return `o${BigInt(`0x${hex}`).toString(32).padStart(52, '0').slice(-26)}`;
}

/** When it came about: as reported, else when it was heard of. */
export function timeOfOrder({ occurredAt, receivedAt }: Pick<StoredOrder, 'occurredAt' | 'receivedAt'>): number {
  return occurredAt ?? receivedAt;
}

const day = 24 * 3600_000;
/** How long it waits for its call, and how long news of persons and calls may take it elsewhere. */
export const waitingDays = 90;

/** Until then (ms) it waits, or may be found a better call. */
export function openUntil({ receivedAt }: Pick<StoredOrder, 'receivedAt'>): number {
  return receivedAt + waitingDays * day;
}

/** For items that are collected some time after this (ms). */
export function ttlOf(time: number): number {
  return Math.ceil(time / 1000);
}
