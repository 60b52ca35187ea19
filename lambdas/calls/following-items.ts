import type { StoredCall } from './call-item.ts';
import { evidencePrefix } from './time-to-call/evidence-item.ts';

type Item = Readonly<Record<string, unknown>>;

/** Items of a call's partition as they count, and which of them are yet to be put. */
export interface Following {
  readonly others: readonly Item[];
  readonly unwritten: readonly Item[];
}

/**
 * The items of a call's partition with those that the call was written with: of each the newest `revision` counts. A call and what follows
 * from it would cost twice as much in one transaction; so the call alone says what was decided, and the rest may be put after it, by
 * anybody, twice, and late.
 */
export function withFollowing(
  items: readonly Item[],
  call: Pick<StoredCall, 'rev' | 'follows'> | undefined,
): Following {
  if (call?.follows?.rev !== call?.rev) return { others: items, unwritten: [] };
  const bySortKey = new Map(items.map((item) => [item.sk, item]));
  const follows = call?.follows?.items ?? [];
  const own = follows
    .filter((item) => !liesElsewhere(item))
    .filter((item) => revisionOf(bySortKey.get(item.sk)) < revisionOf(item));
  for (const item of own) bySortKey.set(item.sk, { ...bySortKey.get(item.sk), ...item });
  return { others: [...bySortKey.values()], unwritten: [...own, ...follows.filter(liesElsewhere)] };
}

/** Whether it is in another partition than its call: whether it is put already cannot be told from here. */
export function liesElsewhere({ sk }: Item): boolean {
  return String(sk).startsWith(evidencePrefix);
}

/** What only a newer version can read is the newest. */
function revisionOf(item: Item | undefined): number {
  if (item === undefined) return 0;
  return typeof item.revision === 'number' ? item.revision : Number.POSITIVE_INFINITY;
}
