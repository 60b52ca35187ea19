import type { StoredCall } from '../../calls/call-item.ts';
import type { Transcript } from '../../calls/conversation/transcript.ts';
import { type CallFilter, callFilterOf } from '../call-filter.ts';
import type { LogEntry, WantedEntry } from '../log-entry.ts';
import {
  askedCategoryVerdict,
  asksConversation,
  type ConversationFilter,
  conversationVerdict,
} from './conversation-filter.ts';

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

/** A walk with all that a filter asks for: words are read only where somebody asks for them. */
export function filteredLog(
  walk: AsyncIterable<LogEntry>,
  asked: CallFilter & ConversationFilter,
  readWords: ReadWords,
): { readonly walk: AsyncIterable<LogEntry>; readonly wanted: WantedEntry } {
  const isWanted = callFilterOf(asked);
  if (!asksConversation(asked)) return { walk, wanted: isWanted };
  const wanted: WantedEntry = (call, transcripts) =>
    isWanted(call) && conversationVerdict(asked, call, transcripts) === 'fits';
  return { walk: withAskedWords(walk, asked, isWanted, readWords), wanted };
}

/** The same walk with the words that a filter is to be held against, of calls that are wanted for all else. */
export function withAskedWords(
  walk: AsyncIterable<LogEntry>,
  asked: ConversationFilter,
  isWanted: (call: StoredCall) => boolean,
  readWords: ReadWords,
): AsyncIterable<LogEntry> {
  if (asked.said === undefined) return walk;
  const mayFit = (call: StoredCall) => isWanted(call) && askedCategoryVerdict(asked, call) !== 'does-not-fit';
  return withWords(walk, mayFit, readWords);
}
