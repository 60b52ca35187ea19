import { createHash } from 'node:crypto';
import { isExtension } from '../../../lambdas/calls/callers/caller-number.ts';
import type { CallColumn, CallMapping } from './call-mapping.ts';

/** A line of the file, and what its columns say, but for empty ones. */
export interface CallRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly said: Partial<Readonly<Record<CallColumn, string>>>;
  /** What stands in the columns that say whether a person answered, by their headers. */
  readonly asked: Readonly<Record<string, string>>;
}

/** The call that a line is about. Without a column for it, who called whom and when: two lines that say the same are one call. */
export function callIdOf({ said }: CallRow, { columns }: CallMapping): string | undefined {
  if (columns.id !== undefined || said.id !== undefined) return said.id && idOf(said.id);
  const { startedAt, from = '', to = '', talkSeconds = '', durationSeconds = '' } = said;
  const facts = JSON.stringify([startedAt, from, to, talkSeconds, durationSeconds]);
  return `list-${createHash('sha256').update(facts).digest('hex').slice(0, 24)}`;
}

/** Lines of the same call that are not legs of it say the same twice. */
export function legIdOf({ said }: CallRow): string {
  return said.leg === undefined ? '' : idOf(said.leg);
}

/** Which way a line goes; `skip`: it is no call to or from outside. */
export function directionOf(
  { said }: CallRow,
  { directions }: CallMapping,
): 'inbound' | 'outbound' | 'skip' | undefined {
  const word = said.direction;
  const mapped =
    directions[word ?? ''] ?? (word === undefined ? undefined : directions[word.toLowerCase()]) ?? directions['*'];
  if (mapped !== undefined || word === undefined) return mapped ?? 'inbound';
  if (/^in(bound|coming)?$/i.test(word)) return 'inbound';
  return /^out(bound|going)?$/i.test(word) ? 'outbound' : undefined;
}

/** From one extension to another: nobody outside has to do with it. */
export function isInternal({ said: { from, to } }: CallRow): boolean {
  return from !== undefined && to !== undefined && isExtension(from) && isExtension(to);
}

/** Characters that no id has: channels of Asterisk hold a slash. */
function idOf(text: string): string {
  return text.replaceAll(/[^\w.:@~-]/g, '_').slice(0, 200);
}
