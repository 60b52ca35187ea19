import { eraseHolder } from '../../../../lambdas/leases/slots/erase-holder.ts';
import type { Slot } from '../../../../lambdas/leases/slots/slot.ts';
import { readSlot } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';
import { putSlot, unusedSlot } from '../pool-of-slots.ts';

const now = 1_790_000_000_000;
const ann = { visitor: 'ann', visit: 'visit-a', shownAt: now, seenAt: now, leasedUntil: now + 60_000 };
let name: string;
let leases: Table;
let index = 0;

beforeAll(async () => {
  name = await createTable('Leases');
  leases = { documents: embeddedDynamoDB().documents, name };
});

const newId = () => `fresh-${index++}`;

async function heldSlot(lease: string): Promise<Slot> {
  const slot = { ...unusedSlot('web', index++), ...ann, lease };
  await putSlot(leases, slot);
  return slot;
}

/** The table as it is when something always happens just before a write arrives. */
function raced(before: (write: number) => Promise<void>): Table {
  const { documents } = embeddedDynamoDB();
  let writes = 0;
  documents.middlewareStack.add(
    (next) => async (args) => {
      await before(++writes);
      return next(args);
    },
    { step: 'initialize' },
  );
  return { documents, name };
}

test('follows the visitor to the lease that he has by now, twice', async () => {
  const slot = await heldSlot('lease-2');
  const table = raced(async (write) => {
    if (write === 2) await putSlot(leases, { ...slot, lease: 'lease-3' });
  });
  expect(await eraseHolder(table, { ...slot, lease: 'lease-1', visitor: 'ann' }, newId)).toBe(true);
  expect(await readSlot(leases, slot)).not.toHaveProperty('visitor');
});

test('says so when the visitor keeps coming back, as his slot still names him', async () => {
  const slot = await heldSlot('lease-0');
  const table = raced((write) => putSlot(leases, { ...slot, lease: `lease-${write}` }));
  expect(await eraseHolder(table, { ...slot, lease: 'lease-0', visitor: 'ann' }, newId)).toBe(false);
  expect(await readSlot(leases, slot)).toMatchObject({ visitor: 'ann' });
});

test('has nothing to do where the slot is gone, or somebody else holds it', async () => {
  const gone = { ...unusedSlot('web', 960), lease: 'lease-1', visitor: 'ann' };
  expect(await eraseHolder(leases, gone, newId)).toBe(true);
  const bobs = { ...(await heldSlot('lease-b')), visitor: 'bob' };
  await putSlot(leases, bobs);
  expect(await eraseHolder(leases, { ...bobs, lease: 'lease-1', visitor: 'ann' }, newId)).toBe(true);
  expect(await readSlot(leases, bobs)).toEqual(bobs);
});
