import { randomUUID } from 'node:crypto';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { readIfKnown, readKnown } from '../../platform/aws/stored-item.ts';
import { getItem, type Table } from '../../platform/aws/table.ts';
import { type Clause, clause, type Refused, type SlotWrite, writeSlot } from './conditional-write-store.ts';
import { clockGuardMs } from './lease-times.ts';
import { type Slot, type SlotKey, slot } from './slot.ts';
import { shardPartition, slotItemKey } from './slot-key.ts';

/** Why a slot could not be written: somebody holds it (and `by` says who), it is switched off, or there is none. */
export type NotWritten =
  | { readonly kind: 'held'; readonly by: Slot }
  | { readonly kind: 'off'; readonly by: Slot }
  | { readonly kind: 'missing' };

export type Allocated =
  | {
      readonly kind: 'taken';
      readonly slot: Slot;
      /** When its visitor before was last there, ms; 0 when there was none. */
      readonly previousSeenAt: number;
      /** The slot before; unknown when our own write was sent twice and met itself. */
      readonly previous?: Slot;
    }
  | NotWritten;

/** Who takes a slot; times in ms. */
export interface NewHolder {
  /** Made once per visitor and pool, before the first try: it tells a retried write from another's. */
  readonly lease: string;
  readonly visitor: string;
  readonly visit: string;
  readonly now: number;
  readonly until: number;
  /** False while the lease is on probation. */
  readonly confirmed: boolean;
}

/** ALLOCATE: takes the slot if it is live and its lease has run out. */
export async function allocateSlot(leases: Table, key: SlotKey, holder: NewHolder): Promise<Allocated> {
  const write = await writeSlot(leases, key, allocation(holder));
  if (write.kind === 'written') {
    const { slot, previous } = write;
    return { kind: 'taken', slot, previousSeenAt: previous.seenAt, previous };
  }
  const isOurOwn = write.by?.state === 'live' && write.by.lease === holder.lease;
  return isOurOwn ? { kind: 'taken', slot: write.by, previousSeenAt: write.trace.previousSeenAt } : notWritten(write);
}

/** What ALLOCATE writes, and on which conditions: of whoever takes a slot, and however it is written. */
export function allocation({ now, until, ...holder }: NewHolder): SlotWrite {
  return {
    onlyIf: [clause.live, clause.runOut],
    facts: { ':cutoff': now - clockGuardMs },
    set: { ...holder, shownAt: now, seenAt: now, leasedUntil: until },
    isComing: true,
  };
}

export type Renewed =
  /** Also when another tab has already renewed it for longer. */
  { readonly kind: 'renewed'; readonly slot: Slot } | NotWritten;

/** A holder who stays for longer; times in ms. */
export interface StayingHolder {
  readonly lease: string;
  readonly now: number;
  readonly until: number;
}

/** What RENEW writes, and on which conditions. */
export function renewal({ lease, now, until }: StayingHolder): SlotWrite {
  return {
    onlyIf: [clause.live, clause.mine, clause.shorter],
    facts: { ':mine': lease, ':until': until },
    set: { seenAt: now, leasedUntil: until, confirmed: true },
  };
}

/** RENEW: carries the visitor's own lease on to `until`, and confirms it. */
export async function renewLease(leases: Table, key: SlotKey, stays: StayingHolder): Promise<Renewed> {
  const write = await writeSlot(leases, key, renewal(stays));
  if (write.kind === 'written') return { kind: 'renewed', slot: write.slot };
  const holdsForLonger = write.by?.state === 'live' && write.by.lease === stays.lease;
  return holdsForLonger ? { kind: 'renewed', slot: write.by } : notWritten(write);
}

export type Returned =
  /** `previousSeenAt`: when its visitor before, perhaps the same one, was last there, ms. */
  | { readonly kind: 'returned'; readonly slot: Slot; readonly previousSeenAt: number }
  /** It is the visitor's, but already held for longer than `until`, and leases never shrink: try again with more. */
  | { readonly kind: 'longer'; readonly slot: Slot }
  | NotWritten;

/** The new visit of a visitor who holds a slot already; times in ms. */
export interface ComingBack {
  readonly visit: string;
  readonly now: number;
  readonly until: number;
}

/** RETURN: the visitor's own lease goes on with a new visit. */
export function returnLease(leases: Table, key: SlotKey, lease: string, back: ComingBack): Promise<Returned> {
  return comeBack(
    leases,
    key,
    { clause: clause.mine, facts: { ':mine': lease }, isMine: (by) => by.lease === lease },
    back,
  );
}

/** ADOPT: the same visitor got the slot under another lease (a second tab); that lease goes on, its id unchanged. */
export function adoptLease(leases: Table, key: SlotKey, visitor: string, back: ComingBack): Promise<Returned> {
  return comeBack(
    leases,
    key,
    { clause: clause.me, facts: { ':me': visitor }, isMine: (by) => by.visitor === visitor },
    back,
  );
}

/** By what a visitor says that a slot is theirs; `clause` and `isMine` say the same. */
interface Ownership {
  readonly clause: Clause;
  readonly facts: Readonly<Record<`:${string}`, string>>;
  readonly isMine: (by: Slot) => boolean;
}

async function comeBack(
  leases: Table,
  key: SlotKey,
  own: Ownership,
  { visit, now, until }: ComingBack,
): Promise<Returned> {
  const returnedBy = randomUUID();
  const write = await writeSlot(leases, key, {
    onlyIf: [clause.live, own.clause, clause.notLonger, clause.notYet],
    facts: { ...own.facts, ':until': until, ':returnedBy': returnedBy },
    set: { visit, shownAt: now, seenAt: now, leasedUntil: until, returnedBy },
    isComing: true,
  });
  if (write.kind === 'written') return { kind: 'returned', slot: write.slot, previousSeenAt: write.previous.seenAt };
  const { by, trace } = write;
  if (by?.state !== 'live' || !own.isMine(by)) return notWritten(write);
  const isOurOwn = trace.returnedBy === returnedBy;
  return isOurOwn ? { kind: 'returned', slot: by, previousSeenAt: trace.previousSeenAt } : { kind: 'longer', slot: by };
}

/** A holder who is to be forgotten, and a fresh lease id, by which a write that is sent twice knows itself. */
export interface LeavingHolder {
  readonly lease: string;
  readonly fresh: string;
}

/** What FORGET writes, and on which condition. */
export function forgetting({ lease, fresh }: LeavingHolder): SlotWrite {
  return { onlyIf: [clause.mine], facts: { ':mine': lease }, set: { lease: fresh }, remove: ['visitor', 'visit'] };
}

export type Forgotten = { readonly kind: 'forgotten' } | NotWritten;

/**
 * FORGET: nothing says any more who holds it, and no token of that visitor fits it; the number rests until `leasedUntil`. Also of a
 * slot that is off: it could be switched on again. `fresh` is a new lease id, by which a retried write recognises itself.
 */
export async function forgetLease(leases: Table, key: SlotKey, leaving: LeavingHolder): Promise<Forgotten> {
  const write = await writeSlot(leases, key, forgetting(leaving));
  if (write.kind === 'written' || write.by?.lease === leaving.fresh) return { kind: 'forgotten' };
  return notWritten(write);
}

function notWritten({ by }: Refused): NotWritten {
  if (by === undefined) return { kind: 'missing' };
  return by.state === 'off' ? { kind: 'off', by } : { kind: 'held', by };
}

/** The slot as it is now; undefined when there is none that this version knows. */
export async function readSlot(leases: Table, key: SlotKey): Promise<Slot | undefined> {
  const item = await getItem(leases, slotItemKey(key));
  return item && readIfKnown(slot, item);
}

/** All slots of one shard that this version knows, by number. One Query; `consistent` costs twice as much. */
export async function readShard(leases: Table, pool: string, shard: number, consistent = false): Promise<Slot[]> {
  const pages = paginateQuery(
    { client: leases.documents },
    {
      TableName: leases.name,
      KeyConditionExpression: 'pk = :shard',
      ExpressionAttributeValues: { ':shard': shardPartition(pool, shard) },
      ConsistentRead: consistent,
    },
  );
  const slots: Slot[] = [];
  for await (const page of pages) slots.push(...readKnown(slot, page.Items ?? []));
  return slots;
}

/** The same of all shards of a pool. */
export async function readPoolSlots(
  leases: Table,
  { id, shards }: { readonly id: string; readonly shards: readonly unknown[] },
): Promise<Slot[]> {
  return (await Promise.all(shards.map((_, shard) => readShard(leases, id, shard)))).flat();
}
