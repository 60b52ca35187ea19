import { callKey } from '../calls/call-item.ts';
import { conversionPrefix } from '../conversions/conversion-items.ts';
import { eventPrefix } from '../events/event-items.ts';
import { chunks } from '../leases/inventory/chunks.ts';
import type { Table } from '../platform/aws/table.ts';
import { openWork } from '../platform/aws/table-keys.ts';
import { nextLook } from './next-look.ts';
import { lookAtPushed } from './pushed-conversion.ts';
import { type Due, enterOpen, readDue, wantDelivery } from './sweep-conversion-store.ts';
import {
  type DuePage,
  duePage,
  type Looks,
  leaveOpen,
  moveTo,
  type OpenEntry,
  parkDelivery,
  putOff,
  raiseRedrive,
  readLooks,
} from './sweep-store.ts';

export interface SweepDependencies {
  readonly calls: Table;
  /** Queues calls to be settled; when it throws, they stay due. */
  readonly settleLater: (calls: readonly string[]) => Promise<void>;
  /** A call that could not be settled for a day: to where somebody looks at it, with the reason. */
  readonly giveUp: (call: string, reason: string) => Promise<void>;
  /** Whether the time is up: what is left is found by the next sweep. */
  readonly isOver?: () => boolean;
}

/** How many calls were queued, deliveries started again, and of both given up. */
export interface Swept {
  calls: number;
  deliveries: number;
  givenUp: number;
}

/** So much of a shard is done in one sweep, a page at a time, and so many entries of it at once. */
const most = { ofShard: 1000, ofPage: 100, atOnce: 25 } as const;

const neverSettled = 'was due for a day and never settled; see the log of record-call';
const neverAttempted = 'given up: no attempt came to an end for a day; see the log of attempt-delivery';

/**
 * Sets going what stands still: calls past `finalAt` are queued, deliveries past their time get a new execution. So a lost message
 * or a dead execution only delays. What does not come to an end is looked at ever more rarely, and given up after a day. All shards
 * are done side by side, the longest due first, so that neither a full shard nor an entry that fails keeps the others waiting. `now` in
 * ms. Throws the first failure, after all that could be done.
 */
export async function sweep(dependencies: SweepDependencies, now: number): Promise<Swept> {
  const swept: Swept = { calls: 0, deliveries: 0, givenUp: 0 };
  const failures: unknown[] = [];
  const shards = Array.from({ length: openWork.shards }, (_, shard) =>
    sweepShard(shard, { dependencies, now, swept, failures }),
  );
  await Promise.all(shards);
  if (failures.length > 0) throw failures[0];
  return swept;
}

interface Sweep {
  readonly dependencies: SweepDependencies;
  readonly now: number;
  readonly swept: Swept;
  readonly failures: unknown[];
}

async function sweepShard(shard: number, sweeping: Sweep): Promise<void> {
  const { dependencies, now, failures } = sweeping;
  let from: DuePage['next'];
  for (let done = 0; done < most.ofShard; done += most.ofPage) {
    if (dependencies.isOver?.() === true) return;
    try {
      const { entries, next } = await duePage(dependencies.calls, shard, { now, limit: most.ofPage, from });
      for (const some of chunks(entries, most.atOnce)) await sweepEntries(some, sweeping);
      if (next === undefined) return;
      from = next;
    } catch (error) {
      failures.push(error);
      return;
    }
  }
}

async function sweepEntries(entries: readonly OpenEntry[], sweeping: Sweep): Promise<void> {
  const { dependencies, failures } = sweeping;
  const looked = await Promise.all(entries.map((entry) => lookAt(entry, sweeping).catch(failed)));
  const toSettle = looked.flatMap((one) => one ?? []);
  if (toSettle.length === 0) return;
  try {
    // Queued first, put off then: a death in between queues them twice rather than never.
    await dependencies.settleLater(toSettle.map(({ call }) => call));
    sweeping.swept.calls += toSettle.length;
    await Promise.all(toSettle.map(({ entry, look }) => putOff(dependencies.calls, entry, look).catch(failed)));
  } catch (error) {
    failed(error);
  }

  function failed(error: unknown): undefined {
    failures.push(error);
  }
}

/** A call that is to be queued. */
interface ToSettle {
  readonly call: string;
  readonly entry: OpenEntry;
  readonly look: { readonly looks: number; readonly at: number };
}

async function lookAt(entry: OpenEntry, sweeping: Sweep): Promise<ToSettle | undefined> {
  const { calls } = sweeping.dependencies;
  if (isOfCall(entry)) {
    const due = await readDue(calls, entry);
    return due && lookAtCall(entry, due, sweeping);
  }
  const found = await readLooks(calls, entry);
  return found && lookAtDelivery(entry, found, sweeping);
}

/** To be settled, unless it is too early for that, or nothing is left but to look after its deliveries. */
async function lookAtCall(entry: OpenEntry, due: Due, sweeping: Sweep): Promise<ToSettle | undefined> {
  const { dependencies, now, swept } = sweeping;
  const { call, isWritten, looks, stuck } = due;
  const isOver = call?.final === true || call?.partOf !== undefined;
  if (call !== undefined && isOver && isWritten) return lookAtDeliveries(entry, due, sweeping);
  if (call?.finalAt !== undefined && !isOver && call.finalAt > now) {
    await moveTo(dependencies.calls, entry, call.finalAt);
    return undefined;
  }
  const look = nextLook(looks, now);
  if (look.kind === 'again') return { call: callOf(entry), entry, look };
  await dependencies.giveUp(callOf(entry), stuck ?? neverSettled);
  await leaveOpen(dependencies.calls, entry);
  swept.givenUp++;
  return undefined;
}

async function lookAtDelivery(
  entry: OpenEntry,
  { looks, destination }: Looks,
  { dependencies: { calls }, now, swept }: Sweep,
): Promise<undefined> {
  const look = nextLook(looks, now);
  if (look.kind === 'again') {
    if (await raiseRedrive(calls, entry, look)) swept.deliveries++;
  } else if (await parkDelivery(calls, entry, { reason: neverAttempted, destination, now })) swept.givenUp++;
  return undefined;
}

/** Puts those deliveries of a call that are not done into the index themselves, then takes the call out. */
async function lookAtDeliveries(
  entry: OpenEntry,
  { call, wanted: allWanted, deliveries }: Due,
  { dependencies: { calls }, now, swept }: Sweep,
): Promise<undefined> {
  const { unattempted, entering } = lookAtPushed(allWanted, deliveries, now);
  // What moved meanwhile is looked at again by the next sweep.
  for (const wanted of unattempted) {
    const look = nextLook(0, now);
    if (look.kind === 'give-up' || !(await wantDelivery(calls, wanted, look))) return undefined;
    swept.deliveries++;
  }
  for (const { delivery, at, isStarted } of entering) {
    if (!(await enterOpen(calls, entry, delivery, { at, isStarted }))) return undefined;
    if (isStarted) swept.deliveries++;
  }
  await leaveOpen(calls, entry, isCall(entry) ? call?.rev : undefined);
  return undefined;
}

/**
 * Its own; or that of an event that came about after the call was over; or that of a conversion: before calls stood there for what they
 * came to, each did for itself.
 */
function isOfCall(entry: OpenEntry): boolean {
  return isCall(entry) || entry.sk.startsWith(conversionPrefix) || entry.sk.startsWith(eventPrefix);
}

function isCall({ pk, sk }: OpenEntry): boolean {
  return sk === callKey(pk).sk;
}

function callOf({ pk }: OpenEntry): string {
  return pk.slice(callKey('').pk.length);
}
