import * as z from 'zod';
import { money } from './money.ts';
import { rule } from './rules/rule.ts';

/** A goal that a call met under a rule. The same call, rule and credit is the same conversion as long as it is open. */
export const conversion = z.object({
  id: z.string(),
  call: z.string(),
  site: z.string(),
  /** The rule as it was when the call was first judged by it; later edits do not change it. */
  rule: rule,
  /** Counts the conversions of this call under this rule, from 1; at most the last one is open. */
  ordinal: z.number().int().min(1),
  name: z.string(),
  /** 0 once it is retired. */
  value: money,
  /** Starts at 1, grows with every change of value, state or what is sold, never shrinks. */
  revision: z.number().int().min(1),
  state: z.enum(['open', 'retired']),
  /** Click id, else visitor, else source that gets the credit. */
  credit: z.string(),
  /** When its goal was met, ms: frozen at its opening, since destinations identify it by time; a successor takes it over. */
  occurredAt: z.number().int(),
  /** Its second since 1970 among those of its call, where another one has that of `occurredAt`; frozen like it. Read it by `secondOf`. */
  ownSecond: z.number().int().optional(),
  destinations: z.array(z.string()),
  /**
   * Of a rule that looks at what was reported: the SKUs that were sold and not given back; empty where all of it was given back. Absent
   * where no order says what it was of; beside those that do, the empty text stands for those that do not.
   */
  sold: z.array(z.string()).optional(),
  /** When it was worth something again after all of it had been given back, ms, each time: in a second that no other goal of its call has. */
  soldAgainAt: z.array(z.number().int()).optional(),
});
export type Conversion = Readonly<z.infer<typeof conversion>>;
