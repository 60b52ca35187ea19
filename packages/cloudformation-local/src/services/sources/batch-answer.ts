import * as z from 'zod';
import type { Invocation } from '../../machine.ts';

const partial = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/** Which of a batch's items failed: all when the function failed, or when its partial answer cannot be understood. */
export function failedItems(answer: Invocation, items: readonly string[], reportsItems: boolean): ReadonlySet<string> {
  if (!answer.ok) return new Set(items);
  if (!reportsItems || answer.payload === null || answer.payload === undefined) return new Set();
  const parsed = partial.safeParse(answer.payload);
  if (!parsed.success) return new Set(items);
  const failed = new Set((parsed.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  return [...failed].every((item) => items.includes(item)) ? failed : new Set(items);
}
