import type { StoredCall } from '../../calls/call-item.ts';
import type { Transcript } from '../../calls/conversation/transcript.ts';
import type { LogEntry } from '../log-entry.ts';

/** The words of some calls, by call. */
export type ReadWords = (calls: readonly StoredCall[]) => Promise<ReadonlyMap<string, readonly Transcript[]>>;

/** As many as are read at once. */
const atOnce = 100;

/** The same walk with the words of those calls that are wanted for all else: few of a log, and each costs a read. */
export async function* withWords(
  walk: AsyncIterable<LogEntry>,
  isWanted: (call: StoredCall) => boolean,
  readWords: ReadWords,
): AsyncGenerator<LogEntry, undefined> {
  let waiting: LogEntry[] = [];
  for await (const entry of walk) {
    waiting.push(entry);
    if (waiting.length < atOnce) continue;
    yield* await told(waiting);
    waiting = [];
  }
  yield* await told(waiting);
  return undefined;

  async function told(entries: readonly LogEntry[]): Promise<LogEntry[]> {
    const calls = entries.flatMap(({ call }) => (call?.conversation?.transcripts && isWanted(call) ? [call] : []));
    if (calls.length === 0) return [...entries];
    const words = await readWords(calls);
    return entries.map((entry) => ({ ...entry, transcripts: words.get(entry.call?.id ?? '') ?? [] }));
  }
}
