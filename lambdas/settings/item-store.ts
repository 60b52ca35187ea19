import * as z from 'zod';
import { isPossibleKey } from '../platform/aws/key-limits.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import { getItem, type Item, type ItemKey, type Table } from '../platform/aws/table.ts';

/** An item of the table `Settings`; undefined when there is none, or can be none. Consistent. */
export async function readItem(settings: Table, key: ItemKey): Promise<Item | undefined> {
  if (!isPossibleKey(key)) return undefined;
  return getItem(settings, key);
}

const pointed = z.object({ site: z.string() });

/**
 * A pool, rule or destination by its id alone: its pointer names the site in whose partition it lies. A pointer that only a newer version
 * knows is given instead, which is no such item either. Consistent.
 */
export async function readMember(
  settings: Table,
  pointer: ItemKey,
  keyIn: (site: string) => ItemKey,
): Promise<Record<string, unknown> | undefined> {
  const found = await readItem(settings, pointer);
  const known = found && readIfKnown(pointed, found);
  return known === undefined ? found : readItem(settings, keyIn(known.site));
}
