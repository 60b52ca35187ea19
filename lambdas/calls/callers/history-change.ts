import * as z from 'zod';

/**
 * Something changed in a person's history from a time on (ms). With a number: what is remembered of person and number, which all
 * later calls to it go by. With a rule: which calls met its goal, where one call of a person counts only. Without either: the list of calls,
 * which says who called before, and, where `known`, as whom. `after`: the person's calls up to that key were told of it already.
 */
export const historyChange = z.object({
  person: z.string(),
  from: z.number().int(),
  number: z.string().optional(),
  rule: z.string().optional(),
  known: z.boolean().optional(),
  after: z.string().optional(),
  /** Only orders are to be told still: they go by the person's calls, too. `after` is a key of theirs then. */
  orders: z.boolean().optional(),
});
export type HistoryChange = Readonly<z.infer<typeof historyChange>>;
