import * as z from 'zod';

/**
 * Something changed in a person's history from a time on (ms). With a number: what is remembered of person and number, which all
 * later calls to it go by. Without: the list of calls, which says who called for the first time. `after`: the person's calls up to
 * that key were told of it already.
 */
export const historyChange = z.object({
  person: z.string(),
  from: z.number().int(),
  number: z.string().optional(),
  after: z.string().optional(),
});
export type HistoryChange = Readonly<z.infer<typeof historyChange>>;
