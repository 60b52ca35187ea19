import type { TransactItem } from '../platform/aws/transact.ts';
import type { Sent } from './send-recipient.ts';

/** DynamoDB takes so many items in a transaction. */
const mostItems = 100;

/** A recipient and all that is written of them. */
export interface Writing {
  readonly one: Sent;
  readonly items: readonly TransactItem[];
}

/**
 * Recipients who are written together: as many as fit into a transaction beside one count for each creative, and at most `most`. Those of one
 * creative come one after the other, so that there are few counts.
 */
export function transactionGroups(writings: readonly Writing[], most: number): Writing[][] {
  const groups: Writing[][] = [];
  let room = 0;
  let creatives = new Set<string | undefined>();
  for (const writing of writings.toSorted(byCreative)) {
    const { creative } = writing.one.after;
    const needed = writing.items.length + (creatives.has(creative) ? 0 : 1);
    const group = groups.at(-1);
    if (group !== undefined && needed <= room && group.length < most) {
      group.push(writing);
      room -= needed;
    } else {
      groups.push([writing]);
      creatives = new Set();
      room = mostItems - writing.items.length - 1;
    }
    creatives.add(creative);
  }
  return groups;
}

function byCreative(left: Writing, right: Writing): number {
  const [one = '', other = ''] = [left.one.after.creative, right.one.after.creative];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
