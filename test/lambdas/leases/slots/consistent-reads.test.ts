import { listSlots } from '../../../../lambdas/leases/slots/pool-slots-store.ts';
import type { Slot } from '../../../../lambdas/leases/slots/slot.ts';
import { readShard, readSlot } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import { viewShard } from '../../../../lambdas/leases/slots/slot-view-store.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';
import { putSlot, unusedSlot } from '../pool-of-slots.ts';

// The embedded database always reads the newest state; DynamoDB does so only when it is asked to.

let leases: Table;
let slot: Slot;
let asked: unknown[];

beforeAll(async () => {
  const { documents } = embeddedDynamoDB();
  leases = { documents, name: await createTable('Leases') };
  slot = unusedSlot('web', 0);
  await putSlot(leases, slot);
  documents.middlewareStack.add(
    (next) => (args) => {
      asked.push('ConsistentRead' in args.input && args.input.ConsistentRead);
      return next(args);
    },
    { step: 'initialize' },
  );
});
beforeEach(() => {
  asked = [];
});

test('a holder is never told by an old state that he lost his number', async () => {
  expect(await readSlot(leases, slot)).toEqual(slot);
  expect(asked).toEqual([true]);
});

test.each([true, false])('a shard is read consistently where that is asked for: %s', async (isConsistent) => {
  await readShard(leases, 'web', 0, isConsistent);
  await viewShard(leases, 'web', 0, { isConsistent });
  expect(asked).toEqual([isConsistent, isConsistent]);
});

test('an operator sees the slots as they are', async () => {
  expect(await listSlots(leases, 'web', 0, {})).toEqual({ slots: [slot], next: undefined });
  expect(asked).toEqual([true]);
});
