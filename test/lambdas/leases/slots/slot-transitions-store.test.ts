import type { Slot } from '../../../../lambdas/leases/slots/slot.ts';
import {
  adoptLease,
  allocateSlot,
  forgetLease,
  readShard,
  readSlot,
  renewLease,
  returnLease,
} from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';
import { putSlot, unusedSlot } from '../pool-of-slots.ts';

const now = 1_790_000_000_000;
let leases: Table;
let index = 0;

beforeAll(async () => {
  leases = { documents: embeddedDynamoDB().documents, name: await createTable('Leases') };
});

async function aSlot(more: Partial<Slot> = {}): Promise<Slot> {
  const slot = { ...unusedSlot('web', index++), ...more };
  await putSlot(leases, slot);
  return slot;
}

const held = {
  lease: 'lease-a',
  visitor: 'ann',
  visit: 'visit-a',
  shownAt: now - 1000,
  seenAt: now - 1000,
  leasedUntil: now + 60_000,
} as const;
const ann = { lease: 'lease-a2', visitor: 'ann', visit: 'visit-a2', now, until: now + 60_000, confirmed: false };
const bob = { lease: 'lease-b', visitor: 'bob', visit: 'visit-b', now, until: now + 60_000, confirmed: false };

describe('FORGET', () => {
  test('takes the visitor off the slot; the number rests as long as it was leased', async () => {
    const slot = await aSlot(held);
    expect(await forgetLease(leases, slot, { lease: 'lease-a', fresh: 'lease-f' })).toEqual({ kind: 'forgotten' });
    const { visitor: _, visit: __, ...rest } = slot;
    expect(await readSlot(leases, slot)).toEqual({ ...rest, lease: 'lease-f' });
    expect(await allocateSlot(leases, slot, bob)).toMatchObject({ kind: 'held' });
    expect(await renewLease(leases, slot, { lease: 'lease-a', now, until: now + 90_000 })).toMatchObject({
      kind: 'held',
    });
    expect(await adoptLease(leases, slot, 'ann', { visit: 'v', now, until: now + 90_000 })).toMatchObject({
      kind: 'held',
    });
  });

  test('finds itself again when it is retried, also on a slot that is off', async () => {
    const slot = await aSlot({ ...held, state: 'off' });
    for (const _again of [1, 2]) {
      expect(await forgetLease(leases, slot, { lease: 'lease-a', fresh: 'lease-f' })).toEqual({ kind: 'forgotten' });
    }
  });

  test('leaves another’s lease alone', async () => {
    const slot = await aSlot(held);
    const refused = await forgetLease(leases, slot, { lease: 'lease-x', fresh: 'lease-f' });
    expect(refused).toMatchObject({ kind: 'held', by: { visitor: 'ann' } });
    expect(await readSlot(leases, slot)).toEqual(slot);
    const nowhere = { pool: 'web', shard: 0, number: '+12025559999' };
    expect(await forgetLease(leases, nowhere, { lease: 'l', fresh: 'f' })).toEqual({ kind: 'missing' });
  });
});

describe('ALLOCATE', () => {
  test('takes a slot that nobody holds, and tells who did before', async () => {
    const slot = await aSlot({ ...held, leasedUntil: now - 2001, confirmed: true });
    const outcome = await allocateSlot(leases, slot, bob);
    const taken = {
      ...slot,
      lease: 'lease-b',
      visitor: 'bob',
      visit: 'visit-b',
      shownAt: now,
      seenAt: now,
      leasedUntil: now + 60_000,
      confirmed: false,
    };
    expect(outcome).toEqual({ kind: 'taken', slot: taken, previousSeenAt: slot.seenAt, previous: slot });
    expect(await readSlot(leases, slot)).toEqual(taken);
  });

  test.each([
    ['held', held.leasedUntil],
    ['just run out', now - 2000],
  ])('leaves a slot that is %s', async (_, leasedUntil) => {
    const slot = await aSlot({ ...held, leasedUntil });
    expect(await allocateSlot(leases, slot, bob)).toEqual({ kind: 'held', by: slot });
    expect(await readSlot(leases, slot)).toEqual(slot);
  });

  test('recognises its own write when it is sent again', async () => {
    const slot = await aSlot();
    const first = await allocateSlot(leases, slot, bob);
    const again = await allocateSlot(leases, slot, bob);
    expect(first).toMatchObject({ kind: 'taken', previous: slot });
    expect(again).toEqual({ kind: 'taken', slot: await readSlot(leases, slot), previousSeenAt: slot.seenAt });
  });

  test('does not take what is off or missing, and makes no slot', async () => {
    const off = await aSlot({ state: 'off' });
    expect(await allocateSlot(leases, off, bob)).toEqual({ kind: 'off', by: off });
    const missing = unusedSlot('web', 900);
    expect(await allocateSlot(leases, missing, bob)).toEqual({ kind: 'missing' });
    expect(await readSlot(leases, missing)).toBeUndefined();
  });

  test('of many at once one wins, and the others learn who', async () => {
    const slot = await aSlot();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => allocateSlot(leases, slot, { ...bob, lease: `l${i}`, visitor: `v${i}` })),
    );
    const [winner, ...more] = outcomes.filter(({ kind }) => kind === 'taken');
    expect(more).toEqual([]);
    const lease = winner?.kind === 'taken' ? winner.slot.lease : '';
    const losers = outcomes.filter(({ kind }) => kind === 'held');
    expect(losers).toHaveLength(19);
    for (const loser of losers) expect(loser).toMatchObject({ by: { lease } });
  });
});

describe('RENEW', () => {
  const renewal = { lease: 'lease-a', now, until: now + 1200_000 };

  test.each([
    ['that holds', held.leasedUntil],
    ['that has run out', now - 5000],
  ])('carries on a lease %s', async (_, leasedUntil) => {
    const slot = await aSlot({ ...held, leasedUntil });
    const renewed = { ...slot, seenAt: now, leasedUntil: renewal.until, confirmed: true };
    expect(await renewLease(leases, slot, renewal)).toEqual({ kind: 'renewed', slot: renewed });
    expect(await readSlot(leases, slot)).toEqual(renewed);
  });

  test('changes nothing when another tab has renewed it for longer', async () => {
    for (const leasedUntil of [renewal.until, now + 2400_000]) {
      const slot = await aSlot({ ...held, leasedUntil });
      expect(await renewLease(leases, slot, renewal)).toEqual({ kind: 'renewed', slot });
      expect(await readSlot(leases, slot)).toEqual(slot);
    }
  });

  test("never carries on another's lease, a number that is off or gone", async () => {
    const other = await aSlot({ ...held, lease: 'lease-b' });
    expect(await renewLease(leases, other, renewal)).toEqual({ kind: 'held', by: other });
    const off = await aSlot({ ...held, state: 'off' });
    expect(await renewLease(leases, off, renewal)).toEqual({ kind: 'off', by: off });
    expect(await renewLease(leases, unusedSlot('web', 901), renewal)).toEqual({ kind: 'missing' });
  });
});

describe('RETURN and ADOPT', () => {
  const back = { visit: 'visit-a3', now, until: now + 1200_000 };

  test('RETURN notes the new visit and keeps the lease, run out or not', async () => {
    const slot = await aSlot({ ...held, leasedUntil: now - 86_400_000, confirmed: true });
    const returned = { ...slot, visit: 'visit-a3', shownAt: now, seenAt: now, leasedUntil: back.until };
    expect(await returnLease(leases, slot, 'lease-a', back)).toEqual({
      kind: 'returned',
      slot: returned,
      previousSeenAt: slot.seenAt,
    });
    expect(await returnLease(leases, slot, 'lease-a', back)).toMatchObject({ kind: 'returned', slot: returned });
  });

  test('neither shrinks a lease that another tab has renewed', async () => {
    const slot = await aSlot({ ...held, leasedUntil: back.until + 1 });
    expect(await returnLease(leases, slot, 'lease-a', back)).toEqual({ kind: 'longer', slot });
    expect(await adoptLease(leases, slot, 'ann', back)).toEqual({ kind: 'longer', slot });
    expect(await readSlot(leases, slot)).toEqual(slot);
  });

  test('RETURN tells who holds the number now; ADOPT takes up what is his own', async () => {
    const slot = await aSlot({ ...held, lease: 'lease-tab' });
    expect(await returnLease(leases, slot, 'lease-a', back)).toEqual({ kind: 'held', by: slot });
    const adopted = { ...slot, visit: 'visit-a3', shownAt: now, seenAt: now, leasedUntil: back.until };
    expect(await adoptLease(leases, slot, 'ann', back)).toEqual({
      kind: 'returned',
      slot: adopted,
      previousSeenAt: slot.seenAt,
    });
    expect(await readSlot(leases, slot)).toEqual(adopted);
    expect(await adoptLease(leases, slot, 'bob', back)).toMatchObject({ kind: 'held', by: { visitor: 'ann' } });
  });

  test('neither touches a number that is off', async () => {
    const slot = await aSlot({ ...held, state: 'off' });
    expect(await returnLease(leases, slot, 'lease-a', back)).toEqual({ kind: 'off', by: slot });
    expect(await adoptLease(leases, slot, 'ann', back)).toEqual({ kind: 'off', by: slot });
  });
});

test('reads a shard, and only that one', async () => {
  const slots = [unusedSlot('other', 1, 0), unusedSlot('other', 0, 0), unusedSlot('other', 2, 1)];
  await Promise.all(slots.map((slot) => putSlot(leases, slot)));
  expect(await readShard(leases, 'other', 0)).toEqual([slots[1], slots[0]]);
  expect(await readShard(leases, 'other', 1, true)).toEqual([slots[2]]);
  expect(await readShard(leases, 'nobody', 0)).toEqual([]);
});

test('a visitor without a lease id of the slot never allocates what he holds under another', async () => {
  const slot = await aSlot(held);
  expect(await allocateSlot(leases, slot, ann)).toEqual({ kind: 'held', by: slot });
});
