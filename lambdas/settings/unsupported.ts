import * as z from 'zod';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import { conflict } from '../platform/http/problem.ts';

/** What a list tells of an item that a newer version wrote and this one does not know. */
export const unsupportedAnswer = z.object({
  id: z.string(),
  site: z.string(),
  /** It is left alone until a version comes that knows it. */
  unsupported: z.literal(true),
});
export type Unsupported = z.infer<typeof unsupportedAnswer>;

/** What of a list is known, and that of the rest that it is not. One that does not even say whose it is, is left out. */
export function listedIfKnown<T>(schema: Schema<T>, items: readonly Item[]): (T | Unsupported)[] {
  return items.flatMap((item): (T | Unsupported)[] => {
    const known = readIfKnown(schema, item);
    if (known !== undefined) return [known];
    const told = unsupportedAnswer.safeParse({ ...item, unsupported: true });
    return told.success ? [told.data] : [];
  });
}

/** One item that is to be shown or changed. Throws a 409 for what a newer version wrote, so that nothing of it is lost. */
export function knownOrConflict<T>(schema: Schema<T>, item: Item, name: string): T {
  const known = readIfKnown(schema, item);
  if (known === undefined)
    throw conflict(`${name} was written by a newer version of Leaseline, and this one does not know it`);
  return known;
}

type Item = Readonly<Record<string, unknown>>;
type Schema<T> = Parameters<typeof readIfKnown<T>>[0];
