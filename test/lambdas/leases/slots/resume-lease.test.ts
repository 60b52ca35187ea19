import { leaseTimes } from '../../../../lambdas/leases/slots/lease-times.ts';
import { type HeldLease, resumeLease } from '../../../../lambdas/leases/slots/resume-lease.ts';
import type { Slot } from '../../../../lambdas/leases/slots/slot.ts';
import { readSlot } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';
import { putSlot, unusedSlot } from '../pool-of-slots.ts';

const now = 1_790_000_000_000;
const minute = 60_000;
const times = leaseTimes({ leaseSeconds: 1200, probationSeconds: 60 });
const visit = { visit: 'new-visit', now };
let leases: Table;
let index = 0;

beforeAll(async () => {
  leases = { documents: embeddedDynamoDB().documents, name: await createTable('Leases') };
});

async function heldSlot(more: Partial<Slot> = {}): Promise<Slot & HeldLease> {
  const slot = {
    ...unusedSlot('web', index++),
    lease: 'lease-a',
    visitor: 'ann',
    visit: 'visit-a',
    shownAt: now - minute,
    seenAt: now - minute,
    leasedUntil: now + 19 * minute,
    confirmed: true,
    ...more,
  } as Slot & HeldLease;
  await putSlot(leases, slot);
  return slot;
}

test('a confirmed lease goes on for the whole lease time', async () => {
  const held = await heldSlot();
  const kept = await resumeLease(leases, times, held, visit);
  expect(kept).toMatchObject({
    kind: 'kept',
    slot: { lease: 'lease-a', visit: 'new-visit', shownAt: now, leasedUntil: now + 20 * minute, confirmed: true },
  });
});

test('a lease that ran out a month ago goes on, as nobody needed the number', async () => {
  const held = await heldSlot({ shownAt: now - 43_220 * minute, leasedUntil: now - 43_200 * minute });
  expect(await resumeLease(leases, times, held, visit)).toMatchObject({ kind: 'kept', slot: { number: held.number } });
});

test('coming back is no sign of a human: probation starts again', async () => {
  const held = await heldSlot({ leasedUntil: now, confirmed: false });
  const kept = await resumeLease(leases, times, held, visit);
  expect(kept).toMatchObject({ kind: 'kept', slot: { leasedUntil: now + minute, confirmed: false } });
});

test('an old token does not shrink what another tab has confirmed', async () => {
  const held = await heldSlot({ leasedUntil: now + 30 * minute });
  const kept = await resumeLease(leases, times, { ...held, leasedUntil: now }, visit);
  expect(kept).toMatchObject({ kind: 'kept', slot: { leasedUntil: now + 30 * minute, visit: 'new-visit' } });
});

test('a second tab takes up the lease of the first', async () => {
  const held = await heldSlot({ lease: 'lease-of-the-first-tab' });
  const kept = await resumeLease(leases, times, { ...held, lease: 'lease-of-the-second-tab' }, visit);
  expect(kept).toMatchObject({ kind: 'kept', slot: { lease: 'lease-of-the-first-tab', visit: 'new-visit' } });
});

/** The table, and what is written to it; `before` comes in between, as the write number so much is on its way. */
function watched(before: (write: number) => Promise<void> = async () => {}) {
  const { documents } = embeddedDynamoDB();
  const seen = { writes: 0 };
  documents.middlewareStack.add(
    (next) => async (args) => {
      await before(++seen.writes);
      return next(args);
    },
    { step: 'initialize' },
  );
  return { table: { documents, name: leases.name }, seen };
}

test.each([
  ['his own, as its token says', {}],
  ['longer than another probation would hold', { confirmed: false, leasedUntil: now + 10 * minute }],
  ["another visitor's", { visitor: 'bob', lease: 'lease-b' }],
  ['switched off', { state: 'off' as const }],
])('one write, when it is %s', async (_, more) => {
  const held = await heldSlot(more);
  const { table, seen } = watched();
  await resumeLease(table, times, { ...held, lease: 'lease-a', visitor: 'ann' }, visit);
  expect(seen.writes).toBe(1);
});

test('is kept, and never cut short, while other tabs lease and renew it', async () => {
  const held = await heldSlot({ lease: 'lease-of-another-tab' });
  const until = [now + 30 * minute, now + 40 * minute];
  const { table, seen } = watched(async (write) => {
    const leasedUntil = until[write - 2];
    if (leasedUntil !== undefined) await putSlot(leases, { ...held, leasedUntil });
  });
  expect(await resumeLease(table, times, { ...held, lease: 'lease-a' }, visit)).toMatchObject({
    kind: 'kept',
    slot: { lease: 'lease-of-another-tab', visit: 'new-visit', leasedUntil: now + 40 * minute },
  });
  expect(seen.writes).toBe(4);
});

test.each([
  ['another has it', { visitor: 'bob', lease: 'lease-b' }],
  ['it is switched off', { state: 'off' as const }],
])('is lost when %s, and stays as it is', async (_, more) => {
  const held = await heldSlot(more);
  expect(await resumeLease(leases, times, { ...held, lease: 'lease-a', visitor: 'ann' }, visit)).toEqual({
    kind: 'lost',
  });
  expect(await readSlot(leases, held)).toEqual(held);
});

test('is lost when the number is gone', async () => {
  const gone = { ...unusedSlot('web', 950), lease: 'lease-a', visitor: 'ann' };
  expect(await resumeLease(leases, times, gone, visit)).toEqual({ kind: 'lost' });
});
