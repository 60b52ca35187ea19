import type { StoredCall } from '../calls/call-item.ts';
import type { CallLink } from '../calls/call-links.ts';
import { findCall, linksIn, putLinks, putPart } from '../calls/call-links-store.ts';
import type { CallCollection } from '../calls/call-store.ts';
import { evidenceItems } from '../calls/time-to-call/evidence-items.ts';
import { takeBack } from '../conversions/decide.ts';
import { readConversionItems } from '../deliveries/read-conversion-items.ts';
import type { Table } from '../platform/aws/table.ts';
import type { SettledCall } from './settled-call.ts';

/** Where a call, or a contact, turned out to belong. */
export interface Joining {
  readonly call: string;
  /** Something lies here that counts there. */
  readonly holdsSomething: boolean;
  /** Calls that are linked by this one alone, and nothing else says that they are one. */
  readonly found: readonly CallLink[];
}

/** The call that the one read is part of. Undefined for a call of its own, and for a mere contact that has nothing to bring along. */
export async function joiningOf(callId: string, own: CallCollection, calls: Table): Promise<Joining | undefined> {
  const links = linksIn(own.others);
  if (links.length === 0) return undefined;
  const holdsSomething =
    own.stored !== undefined || own.observations.length > 0 || readConversionItems(own.others).ledger.length > 0;
  const targets = [...new Set(links.map(({ call }) => call))];
  if (!holdsSomething && targets.length === 1) return undefined;
  const call = await findCall(calls, callId);
  const ends = await Promise.all(targets.map((target) => findCall(calls, target)));
  const found = [...new Set(ends)]
    .filter((end) => end !== call && end !== callId)
    .map((part) => ({ part, call, by: 'initial' }) as const);
  return call === callId && found.length === 0
    ? undefined
    : { call, holdsSomething: holdsSomething && call !== callId, found };
}

/** Makes the whole readable from the call that it belongs to, before anything is taken back here. Doing it again changes nothing. */
export async function join(calls: Table, part: string, { call, holdsSomething, found }: Joining): Promise<void> {
  await putLinks(calls, found);
  if (holdsSomething) await putPart(calls, call, part);
}

/**
 * What is left of a call that turned out to be part of another: what it opened is taken back, it is no call of its caller any more and
 * in no list. Its match stays, since whoever was told of it is told by it again.
 */
export function joinedCall(own: CallCollection, stored: StoredCall, { call }: Joining): SettledCall {
  const items = readConversionItems(own.others);
  const next: StoredCall = {
    ...stored,
    person: undefined,
    foundUnder: undefined,
    sums: undefined,
    qualified: undefined,
    score: undefined,
    goals: undefined,
    untold: undefined,
    partOf: call,
    rev: stored.rev + 1,
  };
  const decision = takeBack(items.conversions);
  const events = { any: items.events.length > 0, changed: [] };
  return {
    stored,
    item: own.item,
    unwritten: own.unwritten,
    next,
    matched: { memory: undefined },
    hasOrders: false,
    waiting: [],
    decision,
    unnamed: [],
    evidence: evidenceItems(stored, next, undefined),
    events,
  };
}
