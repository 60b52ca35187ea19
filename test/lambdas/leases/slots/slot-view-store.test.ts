import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { slotItemKey } from '../../../../lambdas/leases/slots/slot-key.ts';
import { viewShard } from '../../../../lambdas/leases/slots/slot-view-store.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';
import { putSlot, unusedSlot } from '../pool-of-slots.ts';

const slot = { ...unusedSlot('web', 0), lease: 'lease-a', visitor: 'ann', visit: 'visit-a' };

async function leasesTable() {
  return { documents: embeddedDynamoDB().documents, name: await createTable('Leases') };
}

test('gives of each slot what choosing takes, and nobody’s name', async () => {
  const leases = await leasesTable();
  await putSlot(leases, slot);
  const { number, state, leasedUntil, shownAt, confirmed, lease } = slot;
  expect(await viewShard(leases, 'web', 0, { isConsistent: true })).toEqual([
    { number, state, leasedUntil, shownAt, confirmed, lease },
  ]);
});

test.each([
  { number: 5 },
  { state: 1 },
  { leasedUntil: 'soon' },
  { shownAt: null },
  { confirmed: 'yes' },
  { lease: 7 },
])('an item with %j is no slot, is told of, and hides no other', async (wrong) => {
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  const leases = await leasesTable();
  await putSlot(leases, unusedSlot('web', 1));
  await leases.documents.send(
    new PutCommand({ TableName: leases.name, Item: { ...slotItemKey(slot), ...slot, ...wrong } }),
  );
  const views = await viewShard(leases, 'web', 0, { isConsistent: true });
  expect(views.map(({ number }) => number)).toEqual([unusedSlot('web', 1).number]);
  warn.mockRestore();
});

test('a slot in a state that only a newer version knows is not live, and stops nobody', async () => {
  const leases = await leasesTable();
  const Item = { ...slotItemKey(slot), ...slot, state: 'resting' };
  await leases.documents.send(new PutCommand({ TableName: leases.name, Item }));
  expect(await viewShard(leases, 'web', 0, { isConsistent: true })).toMatchObject([{ state: 'off' }]);
});
