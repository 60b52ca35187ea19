import type { StoredCall } from '../calls/call-item.ts';
import { callWrite } from '../calls/call-store.ts';
import type { HistoryChange } from '../calls/callers/history-change.ts';
import { canonicalJson } from '../calls/canonical-json.ts';
import { liesElsewhere } from '../calls/following-items.ts';
import type { Match } from '../calls/match/match.ts';
import { putEvidence } from '../calls/time-to-call/evidence-store.ts';
import type { Conversion } from '../conversions/conversion.ts';
import { conversionItem } from '../conversions/conversion-items.ts';
import { putConversion } from '../conversions/conversion-store.ts';
import { eventItem, eventPrefix } from '../events/event-items.ts';
import { putEvent } from '../events/event-store.ts';
import { joinRecipient } from '../orders/join-recipient.ts';
import type { Table } from '../platform/aws/table.ts';
import type { TransactItem } from '../platform/aws/transact.ts';
import { writeItems } from '../platform/aws/write-items.ts';
import { randomPause } from '../platform/random-pause.ts';
import { join } from './joined-call.ts';
import { nextDue } from './next-due.ts';
import { retryUnnamed } from './outbox/retry-unnamed.ts';
import { type SentOutbox, sendOutbox } from './outbox/send-outbox.ts';
import { personChanges } from './person-changes.ts';
import type { SettledCall } from './settled-call.ts';
import { type SettleSources, workOutCall } from './work-out-call.ts';

export interface SettleDependencies extends SettleSources {
  /** Queues calls to be settled; when it throws, none of them counts as queued. */
  readonly settleLater: (calls: readonly string[]) => Promise<void>;
}

/** What a call is once nothing is left to change. */
export interface Settled {
  readonly call: StoredCall;
  readonly match: Match;
  readonly conversions: readonly Conversion[];
  /** Something was written. */
  readonly changed: boolean;
}

/** Others kept changing the same call. Nothing is lost: settling it later does the same. */
export class SettleConflict extends Error {
  override readonly name = 'SettleConflict';
}

const mostConflicts = 5;
/** Far more than any call needs: each round writes what the one before left. */
const mostRounds = 100;
/** Conversions that one write of a call may bring along: they lie in its item until then. */
const mostFollowing = 90;

/**
 * The only way a call changes. Reads all that is known of it, works out what it is, and writes the difference on condition that
 * nobody else wrote meanwhile; its conversions and events are put after it, and what destinations must know follows from them. So it may be run at any time, any number of
 * times, in parallel, and after a death in between: whoever puts something of the call settles it afterwards. It begins again after a
 * conflict, when not all of it could be written at once, and when the call took another place among those of its person: two of them that are settled at the same time
 * must not miss each other. What turned out to be part of another call is settled as that one. `now` in ms. Undefined when nothing
 * was ever heard of the call. Throws `SettleConflict`.
 */
export async function settle(
  callId: string,
  dependencies: SettleDependencies,
  now: number,
): Promise<Settled | undefined> {
  let conflicts = 0;
  let changed = false;
  for (let round = 0; round < mostRounds; round++) {
    const { settled, joining } = await workOutCall(callId, dependencies, now);
    if (joining !== undefined) await join(dependencies.calls, callId, joining);
    const alsoFound = (joining?.found ?? []).map(({ part }) => part);
    if (joining?.call === callId) {
      await settleAll(alsoFound, dependencies, now);
      continue;
    }
    const { writes, follows, isLast, failure } =
      settled === undefined ? nothing : await writesOf(settled, dependencies, now);
    if (writes.length > 0) {
      const failed = await writeItems(dependencies.calls.documents, writes);
      if (failed.length > 0) {
        conflicts++;
        if (conflicts > mostConflicts) break;
        await randomPause(20 * 2 ** conflicts);
        continue;
      }
      changed = true;
    }
    // In order: a conversion that is retired comes before its successor.
    for (const item of follows) await putFollowing(dependencies.calls, item);
    changed ||= follows.some((item) => !liesElsewhere(item));
    if (!isLast && failure === undefined) continue;
    if (failure !== undefined) throw failure;
    if (joining !== undefined) {
      await settleAll(alsoFound, dependencies, now);
      return settle(joining.call, dependencies, now);
    }
    if (settled === undefined) return undefined;
    const { next, stored = next, decision } = settled;
    const call = writes.length > 0 ? next : stored;
    await retryUnnamed(settled.unnamed, call, dependencies, now);
    return { call, match: call.match, conversions: decision.conversions, changed };
  }
  throw new SettleConflict('the call could not be settled: others keep changing it');
}

async function settleAll(calls: readonly string[], dependencies: SettleDependencies, now: number): Promise<void> {
  for (const call of calls) await settle(call, dependencies, now);
}

/** What is to be written in a round. */
interface Round {
  readonly writes: TransactItem[];
  /** Conversions to be put after that, oldest first. */
  readonly follows: readonly Readonly<Record<string, unknown>>[];
  /** Once it is written nothing is left to do. */
  readonly isLast: boolean;
  /** Others could not be queued: that is tried again, but keeps nothing of the call itself waiting. */
  readonly failure?: Error | undefined;
}

const nothing: Round = { writes: [], follows: [], isLast: true };
const nothingSent: SentOutbox = { reached: false, left: [] };

/** What went out before it was over is looked after from then on. */
function isOver(call: StoredCall | undefined): boolean {
  return call?.final === true || call?.partOf !== undefined;
}

function putFollowing(calls: Table, item: Readonly<Record<string, unknown>>): Promise<void> {
  if (liesElsewhere(item)) return putEvidence(calls, item);
  return String(item.sk).startsWith(eventPrefix) ? putEvent(calls, item) : putConversion(calls, item);
}

/** The call always, its conversions as far as there is room. Empty when all is as it should be. */
async function writesOf(
  { stored, item, unwritten, next, matched, hasOrders, waiting, decision, events, evidence }: SettledCall,
  dependencies: SettleDependencies,
  now: number,
): Promise<Round> {
  const table = dependencies.calls.name;
  const outbox = stored?.untold ?? [];
  const { recipientToken } = matched;
  if (recipientToken !== undefined) await joinRecipient(dependencies, next, recipientToken);
  const sent =
    stored === undefined ? nothingSent : await sendOutbox(next, { outbox, waiting, hasOrders }, dependencies, now);
  // Only a call that is written can be found: by what waited for it, and by the first order of its site, which enters past calls under their visits.
  const isSeenByFirst = !hasOrders && next.person === undefined && isOfOtherVisit(stored, next);
  const isAwaited = (stored === undefined && waiting.length > 0) || isSeenByFirst;
  // What concerned nobody may stay until the next write, if one is to come.
  const mustForget = outbox.length > 0 && sent.failure === undefined && (sent.reached || isOver(next));
  const people = await personChanges(stored, next, matched, dependencies);
  const isUnchanged =
    people.writes.length === 0 && isSame(stored, next) && decision.changed.length + events.changed.length === 0;
  if (isUnchanged && !mustForget) return { ...nothing, follows: unwritten, failure: sent.failure };
  const changed = decision.conversions.filter((conversion) => decision.changed.includes(conversion));
  const written = changed.slice(0, mostFollowing).map(conversionItem);
  const items = [...events.changed.map(eventItem), ...written];
  const told = [...unwritten.filter((one) => !liesElsewhere(one) && !items.some(({ sk }) => one.sk === sk)), ...items];
  // What the write before left to be put elsewhere is put before it is forgotten.
  for (const item of unwritten.filter(liesElsewhere)) await putFollowing(dependencies.calls, item);
  const follows = [...told, ...evidence];
  const isTold = told.length > 0 || (events.any && !isOver(stored));
  const call: StoredCall = {
    ...withOutbox(next, [...sent.left, ...people.changes]),
    follows: follows.length === 0 ? undefined : { rev: next.rev, items: follows },
    dueAt: nextDue(next, stored, isTold, now),
  };
  return {
    writes: [callWrite(table, call, stored?.rev, stored && item && { call: stored, item }), ...people.writes],
    follows,
    isLast: changed.length === written.length && people.changes.length === 0 && !isAwaited,
    failure: sent.failure,
  };
}

/** Another visit led to it than was written. */
function isOfOtherVisit(stored: StoredCall | undefined, { match: { visit } }: StoredCall): boolean {
  return visit !== null && stored?.match.visit?.id !== visit.id;
}

function withOutbox(call: StoredCall, outbox: readonly HistoryChange[]): StoredCall {
  return { ...call, untold: outbox.length === 0 ? undefined : [...outbox] };
}

function isSame(stored: StoredCall | undefined, next: StoredCall): boolean {
  return stored !== undefined && canonicalJson(compared(next)) === canonicalJson(compared(stored));
}

function compared(call: StoredCall): StoredCall {
  return { ...call, rev: 0, untold: undefined, follows: undefined, dueAt: undefined, unsupported: undefined };
}
