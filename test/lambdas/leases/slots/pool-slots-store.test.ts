import { closeSlot, listSlots, openSlot } from '../../../../lambdas/leases/slots/pool-slots-store.ts';
import { allocateSlot, forgetLease } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';

const now = 1_700_000_000_000;
const key = { pool: 'shop', shard: 0, number: '+12025550100' };
const opened = { ...key, display: '(202) 555-0100', restsUntil: 0 };

async function leasesTable() {
  const leases = { documents: embeddedDynamoDB().documents, name: await createTable('Leases') };
  const slot = async () => (await listSlots(leases, 'shop', 0, {})).slots[0];
  const lease = () =>
    allocateSlot(leases, key, { lease: 'l1', visitor: 'v1', visit: 'i1', now, until: now + 60_000, confirmed: true });
  return { leases, slot, lease };
}

test('a new slot is live and nobody’s', async () => {
  const { leases, slot } = await leasesTable();
  await openSlot(leases, opened);
  expect(await slot()).toEqual({
    ...key,
    display: '(202) 555-0100',
    state: 'live',
    leasedUntil: 0,
    shownAt: 0,
    seenAt: 0,
    confirmed: false,
  });
});

test('a number that rests begins with its rest', async () => {
  const { leases, slot } = await leasesTable();
  await openSlot(leases, { ...opened, restsUntil: now + 5 });
  expect(await slot()).toMatchObject({ state: 'live', leasedUntil: now + 5 });
});

test('opening a live slot again leaves its holder alone', async () => {
  const { leases, slot, lease } = await leasesTable();
  await openSlot(leases, opened);
  await lease();
  await openSlot(leases, { ...opened, restsUntil: now + 999_999 });
  expect(await slot()).toMatchObject({ lease: 'l1', leasedUntil: now + 60_000 });
});

test('a closed slot cannot be leased, tells how long it was, and keeps its holder for when it opens again', async () => {
  const { leases, slot, lease } = await leasesTable();
  await openSlot(leases, opened);
  await lease();
  expect(await closeSlot(leases, key)).toEqual({ leasedUntil: now + 60_000, hasHolder: true });
  expect(await lease()).toMatchObject({ kind: 'off' });
  await openSlot(leases, { ...opened, restsUntil: now + 60_000 });
  expect(await slot()).toMatchObject({ state: 'live', visitor: 'v1', lease: 'l1', leasedUntil: now + 60_000 });
});

test('a number that others were shown meanwhile comes back without its old holder', async () => {
  const { leases, slot, lease } = await leasesTable();
  await openSlot(leases, opened);
  await lease();
  await closeSlot(leases, key);
  await openSlot(leases, { ...opened, restsUntil: now + 90_000 });
  const back = await slot();
  expect(back).toMatchObject({ state: 'live', leasedUntil: now + 90_000, confirmed: false });
  expect(back).not.toHaveProperty('lease');
  expect(back).not.toHaveProperty('visitor');
});

test('a slot keeps the greater time when Settings never learned it', async () => {
  const { leases, slot, lease } = await leasesTable();
  await openSlot(leases, opened);
  await lease();
  await closeSlot(leases, key);
  await openSlot(leases, opened);
  expect(await slot()).toMatchObject({ state: 'live', lease: 'l1', leasedUntil: now + 60_000 });
});

test('a closed slot tells when nobody is known to hold it', async () => {
  const { leases, lease } = await leasesTable();
  await openSlot(leases, opened);
  expect(await closeSlot(leases, key)).toEqual({ leasedUntil: 0, hasHolder: false });
  await openSlot(leases, opened);
  await lease();
  await forgetLease(leases, key, { lease: 'l1', fresh: 'f1' });
  expect(await closeSlot(leases, key)).toEqual({ leasedUntil: now + 60_000, hasHolder: false });
});

test('closing what was never opened makes no slot', async () => {
  const { leases, slot } = await leasesTable();
  expect(await closeSlot(leases, key)).toBeUndefined();
  expect(await slot()).toBeUndefined();
});
