import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { TransactItem } from '../../platform/aws/transact.ts';
import { type Slot, type SlotKey, slot } from './slot.ts';
import { slotItemKey } from './slot-key.ts';

/** The clauses that conditions on slots are made of; each mirrors a word of the rules. */
export const clause = {
  /** The number is in its pool. A slot that does not exist is not live. */
  live: '#state = :live',
  /** Its lease ended, also by a clock that is a little slow. */
  runOut: '#leasedUntil < :cutoff',
  mine: '#lease = :mine',
  me: '#visitor = :me',
  /** This very write did not take place already. */
  notYet: '#returnedBy <> :returnedBy',
  /** The write makes the lease longer. */
  shorter: '#leasedUntil < :until',
  /** Leases never shrink: that a pool is full stays true until the earliest end that was read. */
  notLonger: '#leasedUntil <= :until',
} as const;
export type Clause = (typeof clause)[keyof typeof clause];

/** What is written to a slot, and on which conditions. */
export interface SlotWrite {
  /** All of them. */
  readonly onlyIf: readonly Clause[];
  readonly facts: Readonly<Record<`:${string}`, string | number>>;
  readonly set: Partial<Omit<Slot, 'pool' | 'shard' | 'number'>> & Pick<WriteTrace, 'returnedBy'>;
  /** What is taken off it. */
  readonly remove?: readonly ('visitor' | 'visit')[];
  /** Somebody comes: the slot keeps when it was last seen before, for a write that is sent twice and meets itself. */
  readonly isComing?: true;
}

/** A condition did not hold, and nothing was written. */
export interface Refused {
  readonly kind: 'refused';
  /** The slot that the write met; undefined when there is none that this version knows. */
  readonly by: Slot | undefined;
  /** What the write that began its visit left for a repetition of itself. */
  readonly trace: WriteTrace;
}

const writeTrace = z.object({
  /** When the slot was last seen before, ms; 0 when it never was, or it is not known. */
  previousSeenAt: z._default(z.int(), 0),
  /** The id of the return that came last. */
  returnedBy: z.optional(z.string()),
});
export type WriteTrace = Readonly<z.infer<typeof writeTrace>>;
const noTrace: WriteTrace = { previousSeenAt: 0 };

/** One conditional write of a slot: the winner learns what was there before, the loser what is there now. */
export async function writeSlot(
  leases: Table,
  key: SlotKey,
  write: SlotWrite,
): Promise<{ readonly kind: 'written'; readonly slot: Slot; readonly previous: Slot } | Refused> {
  try {
    const command = new UpdateCommand({
      ...slotUpdate(leases.name, key, write),
      ReturnValues: 'ALL_OLD',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const { Attributes } = await leases.documents.send(command);
    const previous = readIfKnown(slot, Attributes ?? {});
    // What only a newer version can read is nobody's slot, whoever it names now.
    if (previous === undefined) return { kind: 'refused', by: undefined, trace: noTrace };
    const left = Object.fromEntries((write.remove ?? []).map((name) => [name, undefined]));
    const { returnedBy: _, ...rest } = write.set;
    return { kind: 'written', slot: { ...previous, ...left, ...rest }, previous };
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed === undefined) throw error;
    return { kind: 'refused', by: failed.item && readIfKnown(slot, failed.item), trace: traceOf(failed.item) };
  }
}

/** The same as a part of an update, or of a transaction: then all else in it is written only if the slot is. */
export function slotUpdate(
  table: string,
  key: SlotKey,
  { onlyIf, facts, set, remove = [], isComing }: SlotWrite,
): NonNullable<TransactItem['Update']> {
  const conditions = onlyIf.join(' AND ');
  const assignments = [
    ...(isComing ? ['#previousSeenAt = #seenAt'] : []),
    ...Object.keys(set).map((name) => `#${name} = :set_${name}`),
  ];
  const removals = remove.length === 0 ? '' : ` REMOVE ${remove.map((name) => `#${name}`).join(', ')}`;
  const update = `SET ${assignments.join(', ')}${removals}`;
  return {
    TableName: table,
    Key: slotItemKey(key),
    UpdateExpression: update,
    ConditionExpression: conditions,
    ExpressionAttributeNames: namesIn(`${update} ${conditions}`),
    ExpressionAttributeValues: {
      ...facts,
      ...(onlyIf.includes(clause.live) && { ':live': 'live' }),
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:set_${name}`, value])),
    },
  };
}

function traceOf(item: Readonly<Record<string, unknown>> | undefined): WriteTrace {
  return (item && readIfKnown(writeTrace, item)) ?? noTrace;
}

/** Every name by a placeholder: some of ours are DynamoDB's reserved words. */
function namesIn(expressions: string): Record<string, string> {
  return Object.fromEntries(
    [...expressions.matchAll(/#(\w+)/g)].map(([placeholder, name = '']) => [placeholder, name]),
  );
}
