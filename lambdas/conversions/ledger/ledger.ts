import * as z from 'zod';
import { money } from '../money.ts';

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
      z.object({ kind: z.literal('cancel'), cancels: z.string() }),
    ])
    .optional(),
});
export type LedgerEntry = Readonly<z.infer<typeof ledgerEntry>>;
