import type { HistoryChange } from '../calls/callers/history-change.ts';
import type { PersonCallPage } from '../calls/callers/person-store.ts';

/** Whom a page of a person's calls tells to be settled again, and what is left of the change after it. */
export interface Told {
  readonly concerned: readonly string[];
  readonly left: HistoryChange | undefined;
}

/**
 * The calls to settle again after a change, out of a page of the person's calls from that time on (earliest first): all later ones to
 * that number; else only those that can have become the first, or the first no more.
 */
export function concernedCalls(changed: string, change: HistoryChange, { calls, last }: PersonCallPage): Told {
  const others = calls.filter(({ call }) => call !== changed);
  const left = last === undefined ? undefined : { ...change, after: last };
  const { number, from } = change;
  if (number !== undefined) {
    return { concerned: others.filter((other) => other.number === number).map(({ call }) => call), left };
  }
  const next = others.findIndex(({ startedAt }) => startedAt > from);
  if (next === -1) return { concerned: others.map(({ call }) => call), left };
  return { concerned: others.slice(0, next + 1).map(({ call }) => call), left: undefined };
}
