import type { StoredCall } from '../calls/call-item.ts';
import { cursorOf, type Listed } from '../platform/http/list-page.ts';
import type { LogEntry, WantedEntry } from './log-entry.ts';

export interface ListLimits {
  readonly limit: number;
  /** So many calls are looked at for one answer; a rare filter goes on with the cursor. */
  readonly mostLookedAt: number;
  readonly isTimeUp: () => boolean;
}

/** A part of the list; `unsupportedCalls`, if there are any: so many stand in between that only a newer version can read. */
export interface ListedCalls extends Listed<StoredCall> {
  readonly unsupportedCalls?: number;
}

/** The first `limit` wanted calls of a walk, with a cursor when there are, or may be, more. */
export async function listCalls(
  walk: AsyncIterable<LogEntry>,
  wanted: WantedEntry,
  { limit, mostLookedAt, isTimeUp }: ListLimits,
): Promise<ListedCalls> {
  const items: StoredCall[] = [];
  let [looked, unsupported, last] = [0, 0, ''];
  for await (const { key, call, transcripts } of walk) {
    if (call === undefined) unsupported += 1;
    else if (wanted(call, transcripts)) {
      if (items.length === limit) return part(last);
      items.push(call);
    }
    looked += 1;
    last = key;
    if (looked >= mostLookedAt || isTimeUp()) return part(key);
  }
  return part();

  function part(after?: string): ListedCalls {
    return {
      items,
      ...(after !== undefined && { cursor: cursorOf(after) }),
      ...(unsupported > 0 && { unsupportedCalls: unsupported }),
    };
  }
}
