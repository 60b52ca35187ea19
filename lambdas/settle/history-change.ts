import * as z from 'zod';
import type { PersonCall } from '../calls/person-store.ts';

/**
 * Something changed in a person's history from a time on (ms). With a number: what is remembered of person and number, which all
 * later calls to it go by. Without: the list of calls, which says who called for the first time.
 */
export const historyChange = z.object({ person: z.string(), from: z.number().int(), number: z.string().optional() });
export type HistoryChange = Readonly<z.infer<typeof historyChange>>;

/**
 * The calls to settle again after a change, out of the person's calls from that time on (earliest first): all later ones to that
 * number; else only those that can have become the first, or the first no more.
 */
export function concernedCalls(changed: string, change: HistoryChange, since: readonly PersonCall[]): string[] {
  const others = since.filter(({ call }) => call !== changed);
  const { number, from } = change;
  if (number !== undefined) return others.filter((other) => other.number === number).map(({ call }) => call);
  const next = others.findIndex(({ startedAt }) => startedAt > from);
  return (next === -1 ? others : others.slice(0, next + 1)).map(({ call }) => call);
}
