import { isDeepStrictEqual } from 'node:util';
import type { StoredCall } from '../calls/call-item.ts';
import { type CallerWorth, readCallerWorth, worthWrite } from '../calls/callers/caller-worth-store.ts';
import type { HistoryChange } from '../calls/callers/history-change.ts';
import { memoryWrite, personCallRemoval, personCallWrite, readMemory } from '../calls/callers/person-store.ts';
import { memoryChange, memoryWithout } from '../calls/callers/returning-caller.ts';
import { sureEnough } from '../calls/match/confidence.ts';
import type { MatchSources } from '../calls/match/gather-match-facts.ts';
import {
  type Goal,
  type GoalPlace,
  goalRemoval,
  goalWrite,
} from '../conversions/first-per-caller/caller-goals-store.ts';
import { amountText } from '../conversions/money.ts';
import type { TransactItem } from '../platform/aws/transact.ts';
import type { Matched } from './rematch.ts';

type PersonsCall = Pick<
  StoredCall,
  'id' | 'person' | 'startedAt' | 'trackedNumber' | 'caller' | 'match' | 'goals' | 'foundUnder' | 'short' | 'sums'
>;

/** What a call changes among its caller's calls and in what is remembered of them. */
export interface PersonChanges {
  readonly writes: readonly TransactItem[];
  /** Whom else it concerns. */
  readonly changes: readonly HistoryChange[];
}

/** The changes from the call as it was to the call as it will be. Reads what the former caller left behind. */
export async function personChanges(
  stored: PersonsCall | undefined,
  next: PersonsCall,
  matched: Pick<Matched, 'memory'>,
  { calls }: Pick<MatchSources, 'calls'>,
): Promise<PersonChanges> {
  const all = [
    ...entryChanges(calls.name, stored, next),
    ...foundUnderChanges(calls.name, stored, next),
    ...goalChanges(calls.name, stored, next),
    ...(await worthChanges(calls, stored, next)),
    ...newMemory(calls.name, next, matched.memory),
    ...(await leftMemory(stored, next, matched, calls)),
  ];
  return { writes: all.flatMap(({ write }) => write ?? []), changes: all.flatMap(({ change }) => change ?? []) };
}

interface PersonChange {
  readonly write?: TransactItem;
  /** Whom it concerns; missing where that is nobody. */
  readonly change?: HistoryChange;
}

/** Where orders find it by its visitor and clicks, and where later calls to a recipient's number learn who called it before. */
function foundUnderChanges(table: string, stored: PersonsCall | undefined, next: PersonsCall): PersonChange[] {
  const { id: call, startedAt, trackedNumber: number, person: caller } = next;
  const isMoved = stored !== undefined && stored.startedAt !== startedAt;
  const isRing = next.match.method === 'recipient' && (stored?.person !== caller || stored?.trackedNumber !== number);
  const [before, after] = [new Set(stored?.foundUnder), new Set(next.foundUnder)];
  const left = [...before].filter((person) => isMoved || !after.has(person));
  const entered = [...after].filter((person) => isMoved || isRing || !before.has(person));
  return [
    ...left.flatMap((person) => {
      const from = stored?.startedAt ?? startedAt;
      const write = personCallRemoval(table, person, { call, startedAt: from });
      return [{ write, change: { person, from, orders: true } }, ...ringChanges(stored, { person, from })];
    }),
    ...entered.flatMap((person) => [
      {
        write: personCallWrite(table, person, { call, startedAt, number, caller }),
        change: { person, from: startedAt, orders: true },
      },
      ...ringChanges(next, { person, from: startedAt }),
    ]),
  ];
}

/** Later calls to a recipient's number are concerned by who called it before. */
function ringChanges(
  call: PersonsCall | undefined,
  place: Pick<HistoryChange, 'person' | 'from'>,
): { readonly change: HistoryChange }[] {
  const number = call?.match.method === 'recipient' ? call.trackedNumber : undefined;
  return number === undefined ? [] : [{ change: { ...place, number } }];
}

function entryChanges(table: string, stored: PersonsCall | undefined, next: PersonsCall): PersonChange[] {
  const changes: PersonChange[] = [];
  const samePerson = stored?.person === next.person;
  const sameKey = samePerson && stored?.startedAt === next.startedAt;
  if (stored?.person !== undefined && !sameKey) {
    const write = personCallRemoval(table, stored.person, { call: next.id, startedAt: stored.startedAt });
    changes.push({ write, change: { person: stored.person, from: stored.startedAt, ...knownBy(undefined, stored) } });
  }
  const visitor = next.match.visit?.visitor;
  const recipient = surelyOf(next.match);
  const known = knownBy(sameKey ? stored : undefined, next);
  const isKept = sameKey && stored?.trackedNumber === next.trackedNumber && known === undefined;
  if (next.person !== undefined && !(isKept && stored?.short === next.short)) {
    const { id: call, person, startedAt, trackedNumber: number, short } = next;
    const write = personCallWrite(table, person, { call, startedAt, number, short, visitor, recipient });
    // That it was short only says something of calls to come.
    changes.push(isKept ? { write } : { write, change: { person, from: startedAt, ...known } });
  }
  return changes;
}

/** Whether a call makes its caller known as somebody, or as somebody else than before: all that look back to it are concerned then. */
function knownBy(before: PersonsCall | undefined, after: PersonsCall): Pick<HistoryChange, 'known'> | undefined {
  return isDeepStrictEqual(before && knownAs(before), knownAs(after)) ? undefined : { known: true };
}

function knownAs({ match, trackedNumber }: PersonsCall) {
  const [visitor, recipient] = [match.visit?.visitor, surelyOf(match)];
  return visitor === undefined && recipient === undefined ? undefined : { visitor, recipient, trackedNumber };
}

/** As whom the caller is known from now on; of a guess nothing follows for other calls. */
function surelyOf({ recipient, confidence }: PersonsCall['match']): string | undefined {
  return confidence >= sureEnough ? recipient?.id : undefined;
}

/**
 * What the call came to is added to what the caller's calls did so far, and taken away where it was somebody else's. What only a newer
 * version can read is left alone: DynamoDB adds to numbers only, and would refuse the call with it.
 */
async function worthChanges(
  calls: MatchSources['calls'],
  stored: PersonsCall | undefined,
  next: PersonsCall,
): Promise<PersonChange[]> {
  const [before, after] = [worthOf(stored), worthOf(next)];
  const add = async (person: string | undefined, worth: CallerWorth): Promise<PersonChange[]> => {
    if (person === undefined || (worth.value === 0 && worth.purchases === 0)) return [];
    const isKnown = (await readCallerWorth(calls, person)) !== undefined;
    return isKnown ? [{ write: worthWrite(calls.name, person, worth) }] : [];
  };
  if (stored?.person === next.person) return add(next.person, difference(after, before));
  return [...(await add(stored?.person, difference(nothing, before))), ...(await add(next.person, after))];
}

const nothing: CallerWorth = { value: 0, purchases: 0 };

function worthOf(call: PersonsCall | undefined): CallerWorth {
  const revenue = call?.sums?.revenue;
  if (revenue === undefined) return nothing;
  return { value: Number(amountText(revenue)), purchases: revenue.minor > 0 ? 1 : 0 };
}

/** Without what binary fractions leave behind: no currency has more than four decimals. */
function difference(one: CallerWorth, other: CallerWorth): CallerWorth {
  const value = Math.round((one.value - other.value) * 10_000) / 10_000;
  return { value, purchases: one.purchases - other.purchases };
}

/** A call is noted where it met a goal of which one call of a person counts: the next one that met it is to know. */
function goalChanges(table: string, stored: PersonsCall | undefined, next: PersonsCall): PersonChange[] {
  const [had, has] = [goalsOf(stored), goalsOf(next)];
  const isIn = (list: readonly NotedGoal[]) => (one: NotedGoal) => list.some((other) => isDeepStrictEqual(one, other));
  const changeOf = ({ place, entry }: NotedGoal) => ({ ...place, from: entry.startedAt });
  return [
    ...had
      .filter((one) => !isIn(has)(one))
      .map((one) => ({ write: goalRemoval(table, one.place, one.entry), change: changeOf(one) })),
    ...has
      .filter((one) => !isIn(had)(one))
      .map((one) => ({ write: goalWrite(table, one.place, one.entry), change: changeOf(one) })),
  ];
}

interface NotedGoal {
  readonly place: GoalPlace;
  readonly entry: Goal;
}

function goalsOf(call: PersonsCall | undefined): NotedGoal[] {
  if (call?.person === undefined) return [];
  const { id, startedAt, person, goals = [] } = call;
  return goals.map((rule) => ({ place: { person, rule }, entry: { call: id, startedAt } }));
}

/** What only a newer version can read is left alone. */
function newMemory(table: string, next: PersonsCall, known: Matched['memory']): PersonChange[] {
  if (known === 'unknown') return [];
  const place = placeOf(next);
  const changed = memoryChange(known, next, next.match);
  if (place === undefined || changed === undefined) return [];
  const times = [known?.startedAt, changed.kind === 'remember' ? changed.memory.startedAt : undefined];
  const from = Math.min(...times.flatMap((time) => time ?? []));
  return [{ write: memoryWrite(table, place, known, changed), change: { ...place, from } }];
}

/** A call whose caller or number was corrected takes its memory along: nothing of it stays where it was. */
async function leftMemory(
  stored: PersonsCall | undefined,
  next: PersonsCall,
  { memory }: Pick<Matched, 'memory'>,
  calls: MatchSources['calls'],
): Promise<PersonChange[]> {
  const [left, place] = [stored && placeOf(stored), placeOf(next)];
  if (left === undefined || stored?.match.visit === null) return [];
  const isSamePlace = left.person === place?.person && left.number === place.number;
  // Where the number turned out to be a fixed one, the memory was not read; else it is dealt with already.
  if (isSamePlace && (memory !== undefined || next.match.visit !== null)) return [];
  const known = await readMemory(calls, left.person, left.number);
  const changed = known === undefined || known === 'unknown' ? undefined : memoryWithout(known, next.id);
  if (known === undefined || known === 'unknown' || changed === undefined) return [];
  const write = memoryWrite(calls.name, left, known, changed);
  return [{ write, change: { ...left, from: known.startedAt } }];
}

function placeOf({ person, trackedNumber }: PersonsCall) {
  return person === undefined || trackedNumber === undefined ? undefined : { person, number: trackedNumber };
}
