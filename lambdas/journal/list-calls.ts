import type { StoredCall } from '../calls/call-item.ts';
import { logKeyOf } from '../calls/log-key.ts';
import { cursorOf, type Listed } from '../platform/http/list-page.ts';

export interface ListLimits {
  readonly limit: number;
  /** So many calls are looked at for one answer; a rare filter goes on with the cursor. */
  readonly mostLookedAt: number;
  readonly isTimeUp: () => boolean;
}

/** The first `limit` wanted calls of a walk, with a cursor when there are, or may be, more. */
export async function listCalls(
  walk: AsyncIterable<StoredCall>,
  wanted: (call: StoredCall) => boolean,
  { limit, mostLookedAt, isTimeUp }: ListLimits,
): Promise<Listed<StoredCall>> {
  const items: StoredCall[] = [];
  let looked = 0;
  for await (const call of walk) {
    if (wanted(call)) {
      const last = items.at(-1);
      if (last !== undefined && items.length === limit) return { items, cursor: cursorOf(logKeyOf(last)) };
      items.push(call);
    }
    looked += 1;
    if (looked >= mostLookedAt || isTimeUp()) return { items, cursor: cursorOf(logKeyOf(call)) };
  }
  return { items };
}
