import type { HistoryChange } from '../../calls/callers/history-change.ts';
import { callsSince, lastCalls, type PersonCallPage } from '../../calls/callers/person-store.ts';
import { goalsSince } from '../../conversions/first-per-caller/caller-goals-store.ts';
import type { Table } from '../../platform/aws/table.ts';

export interface LaterCallsDependencies {
  readonly calls: Table;
  /** Queues calls to be settled; when it throws, none of them counts as queued. */
  readonly settleLater: (calls: readonly string[]) => Promise<void>;
}

/** What became of changes that are owed to other calls. */
export interface QueuedChanges {
  /** Somebody was queued because of them, so they should not be queued again. */
  readonly reached: boolean;
  /** What is left to queue, when there are more calls than one round takes. */
  readonly left: readonly HistoryChange[];
}

/** So many calls of a person are looked at in one round for one change: a company's main line may have 20,000 of them. */
const mostAtOnce = 100;

/**
 * What a call changed for others of its person is theirs to find out: they are queued to be settled. Looks at a bounded number of
 * calls; where there are more, the call itself is queued after them, to go on.
 */
export async function queueLaterCalls(
  call: string,
  outbox: readonly HistoryChange[],
  { calls, settleLater }: LaterCallsDependencies,
): Promise<QueuedChanges> {
  // A first call changes both its person's calls and what is remembered of them: the same calls may be concerned.
  const pages = new Map<string, Promise<PersonCallPage>>();
  const pageFor = ({ person, from, after, rule }: HistoryChange) => {
    const key = JSON.stringify([person, from, after, rule]);
    const page =
      pages.get(key) ??
      (rule === undefined
        ? callsSince(calls, person, { from, after, limit: mostAtOnce })
        : goalsSince(calls, { person, rule }, { from, after, limit: mostAtOnce }));
    pages.set(key, page);
    return page;
  };
  const found = await Promise.all(outbox.map(async (change) => laterCalls(call, change, await pageFor(change))));
  const left = found.flatMap((one) => one.left ?? []);
  const concerned = [...new Set([...found.flatMap((one) => one.concerned), ...(left.length > 0 ? [call] : [])])];
  if (concerned.length > 0) await settleLater(concerned);
  return { reached: concerned.length > 0, left };
}

/** The calls of a page that are to be settled again, and what is left of the change after it. */
export interface LaterCalls {
  readonly concerned: readonly string[];
  readonly left: HistoryChange | undefined;
}

/**
 * The calls to settle again after a change, out of a page of the person's calls from that time on (earliest first): all later ones to
 * that number; where the caller is known as somebody else, those that look back so far; else only those up to the next one, which alone have another call before
 * them now.
 */
export function laterCalls(changed: string, change: HistoryChange, { calls, last }: PersonCallPage): LaterCalls {
  const others = calls.filter(({ call }) => call !== changed);
  const left = last === undefined ? undefined : { ...change, after: last };
  const { number, from } = change;
  if (number !== undefined) {
    return { concerned: others.filter((other) => other.number === number).map(({ call }) => call), left };
  }
  // Each looks at so many calls before it.
  if (change.known) return { concerned: others.slice(0, lastCalls).map(({ call }) => call), left: undefined };
  const next = others.findIndex(({ startedAt }) => startedAt > from);
  if (next === -1) return { concerned: others.map(({ call }) => call), left };
  return { concerned: others.slice(0, next + 1).map(({ call }) => call), left: undefined };
}
