import * as z from 'zod';
import { type Money, money } from '../money.ts';

/** A line of an order; `amount` is that of the whole line. */
const soldItem = z.object({ sku: z.string(), name: z.string().optional(), quantity: z.number(), amount: money });
export type SoldItem = Readonly<z.infer<typeof soldItem>>;

/** One statement of an agent, CRM or shop about a call. Kept for ever; the call's value is derived from all of them. */
export const ledgerEntry = z.object({
  call: z.string(),
  /** The API key's stable source name: event ids are unique within it. */
  source: z.string(),
  event: z.string(),
  receivedAt: z.number().int(),
  /** When it came about, as its reporter says, ms. */
  occurredAt: z.number().int().optional(),
  outcome: z.string().optional(),
  tags: z.array(z.string()).optional(),
  revenue: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('sale'), amount: money }),
      z.object({ kind: z.literal('refund'), amount: money }),
      /** `cancels`: the event that does not count any more; without it the whole order. */
      z.object({ kind: z.literal('cancel'), cancels: z.string().optional() }),
    ])
    .optional(),
  /** The reporter's own id of the order: of several sales of one order the last word counts. */
  orderId: z.string().optional(),
  items: z.array(soldItem).optional(),
  /** The code that the caller said, or the buyer named: seven digits. */
  phoneCode: z.string().optional(),
  /** The buyer's e-mail address in its normal form, where an order named it: the call's destinations may be told. */
  email: z.string().optional(),
  /** Our id of the order that this was found for; undefined for what was reported of the call itself. */
  order: z.string().optional(),
});
export type LedgerEntry = Readonly<z.infer<typeof ledgerEntry>>;

/** The address that the latest order of a call names; the same for every order of the entries. Undefined when none names one. */
export function ledgerEmail(entries: readonly LedgerEntry[]): string | undefined {
  return entries.filter(({ email }) => email !== undefined).sort(latestFirst)[0]?.email;
}

function latestFirst(a: LedgerEntry, b: LedgerEntry): number {
  const [ofA, ofB] = [a, b].map(({ occurredAt, receivedAt }) => occurredAt ?? receivedAt);
  return (ofB ?? 0) - (ofA ?? 0) || (`${a.source}#${a.event}` < `${b.source}#${b.event}` ? 1 : -1);
}

/** An entry and what became of it. `noted`: it says nothing of money. */
export interface LedgerLine extends LedgerEntry {
  readonly state: 'counted' | 'cancelled' | 'ignored' | 'noted';
  readonly reason?: string;
  /** What counts of a refund that is larger than what was left of its order. */
  readonly counts?: Money;
}
