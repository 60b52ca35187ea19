import { cursorOf } from '../platform/http/list-page.ts';
import { toListedCall } from './call-response.ts';
import { csvHeader, csvLine } from './calls-csv.ts';
import type { LogEntry, WantedEntry } from './log-entry.ts';

export interface FileLimits {
  /** As bytes of the JSON in which a function answers; a line break takes four of them. */
  readonly mostBytes: number;
  /** So many calls are looked at for one part; a rare filter goes on with the cursor. */
  readonly mostLookedAt: number;
  readonly isTimeUp: () => boolean;
}

/** A part of a file; `cursor` asks for the next, and is missing at the end. Put together in their order, parts are the whole file. */
export interface FilePart {
  readonly text: string;
  /** So many calls between its lines can only be read by a newer version. */
  readonly unsupportedCalls: number;
  readonly cursor?: string;
}

/** The wanted calls of a walk as lines of a CSV file, as far as there is room; the first part begins with the line of names. */
export async function filePart(
  walk: AsyncIterable<LogEntry>,
  wanted: WantedEntry,
  { isFirst, ...limits }: FileLimits & { readonly isFirst: boolean },
): Promise<FilePart> {
  const lines = isFirst ? [csvHeader] : [];
  let bytes = bytesOf(lines.join(''));
  let [looked, unsupportedCalls, last] = [0, 0, ''];
  for await (const { key, call, transcripts } of walk) {
    if (looked >= limits.mostLookedAt || (looked > 0 && limits.isTimeUp())) return part();
    if (call === undefined) unsupportedCalls += 1;
    else if (wanted(call, transcripts)) {
      const line = csvLine(toListedCall(call));
      bytes += bytesOf(line);
      // A part of one line is better than one that never ends.
      if (bytes > limits.mostBytes && looked > 0) return part();
      lines.push(line);
    }
    looked += 1;
    last = key;
  }
  return { text: lines.join(''), unsupportedCalls };

  function part(): FilePart {
    return { text: lines.join(''), unsupportedCalls, cursor: cursorOf(last) };
  }
}

function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
