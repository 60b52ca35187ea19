import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { reportUnknown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { Slots } from '../allocator/allocate.ts';
import type { SlotView } from '../allocator/slot-cache.ts';
import { shardPartition } from './slot-key.ts';
import { allocateSlot } from './slot-transitions-store.ts';

/** Of each slot only what choosing one takes: a large shard is read often, and what is not sent need not be parsed. */
const projection = {
  ProjectionExpression: '#number, #state, #leasedUntil, #shownAt, #confirmed, #lease',
  ExpressionAttributeNames: {
    '#number': 'number',
    '#state': 'state',
    '#leasedUntil': 'leasedUntil',
    '#shownAt': 'shownAt',
    '#confirmed': 'confirmed',
    '#lease': 'lease',
  },
};

/** What the engine does to the table. */
export function tableSlots(leases: Table): Slots {
  return {
    allocate: (key, holder) => allocateSlot(leases, key, holder),
    read: (pool, shard, how) => viewShard(leases, pool, shard, how),
  };
}

/** All slots of one shard that this version knows, as far as choosing takes. */
export async function viewShard(
  leases: Table,
  pool: string,
  shard: number,
  { isConsistent }: { readonly isConsistent: boolean },
): Promise<SlotView[]> {
  const pages = paginateQuery(
    { client: leases.documents },
    {
      TableName: leases.name,
      KeyConditionExpression: 'pk = :shard',
      ...projection,
      ExpressionAttributeValues: { ':shard': shardPartition(pool, shard) },
      ConsistentRead: isConsistent,
    },
  );
  const views: SlotView[] = [];
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const view = viewOf(item);
      if (view !== undefined) views.push(view);
      else reportUnknown(`${shardPartition(pool, shard)} ${String(item.number)}`, []);
    }
  }
  return views;
}

/** Checked by hand: a schema over 500 slots would cost more than all the rest of a request. */
function viewOf({
  number,
  state,
  leasedUntil,
  shownAt,
  confirmed,
  lease,
}: Record<string, unknown>): SlotView | undefined {
  if (
    typeof number !== 'string' ||
    typeof state !== 'string' ||
    typeof leasedUntil !== 'number' ||
    typeof shownAt !== 'number' ||
    typeof confirmed !== 'boolean' ||
    (lease !== undefined && typeof lease !== 'string')
  ) {
    return undefined;
  }
  // As in `slot`: a state that only a newer version knows is not live.
  return { number, state: state === 'live' ? 'live' : 'off', leasedUntil, shownAt, confirmed, lease };
}
