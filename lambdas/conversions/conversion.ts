import * as z from 'zod';
import { money } from './money.ts';
import { rule } from './rule.ts';

/** A goal that a call met under a rule. The same call, rule and credit is always the same conversion. */
export const conversion = z.object({
  id: z.string(),
  call: z.string(),
  site: z.string(),
  /** The rule as it was when the conversion was opened; later edits do not change it. */
  rule: rule,
  name: z.string(),
  value: money,
  /** Starts at 1, grows with every change of value, never shrinks. */
  revision: z.number().int().min(1),
  state: z.enum(['open', 'retired']),
  /** Click id, else visitor, else source that gets the credit. */
  credit: z.string(),
  /** When the conversion happened, ms: frozen at its opening, since destinations identify it by time. */
  occurredAt: z.number().int(),
  destinations: z.array(z.string()),
});
export type Conversion = z.infer<typeof conversion>;
