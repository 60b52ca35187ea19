import { noCounts } from '../../../lambdas/capacity/pool-counters.ts';
import { writeHourCounts } from '../../../lambdas/capacity/pool-counters-store.ts';
import { addNumbers } from '../../../lambdas/leases/inventory/add-numbers.ts';
import { releaseTogether } from '../../../lambdas/leases/inventory/release-numbers.ts';
import { countInNetwork } from '../../../lambdas/leases/rate-limit/network-count-store.ts';
import { closeSlot, openSlot } from '../../../lambdas/leases/slots/pool-slots-store.ts';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import {
  adoptLease,
  allocateSlot,
  forgetLease,
  renewLease,
  returnLease,
} from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import { putSlot, unusedSlot } from '../leases/pool-of-slots.ts';
import { number } from '../settings/shop.ts';
import { putAdsPool } from './settings-rows.ts';
import { nothing, row, type StoreRow, type Tables } from './store-row.ts';

const now = 1_790_000_000_000;
const slot = unusedSlot('ads', 0);
const held: Partial<Slot> = {
  lease: 'lease-a',
  visitor: 'ann',
  visit: 'visit-a',
  shownAt: now - 9000,
  seenAt: now - 5000,
  leasedUntil: now + 60_000,
};
const there =
  (more: Partial<Slot>) =>
  ({ leases }: Tables) =>
    putSlot(leases, { ...slot, ...more });
const minute = now - (now % 60_000);
const signing = { signWith: '1', keys: new Map([['1', Buffer.alloc(32, 1)]]) };
const back = { visit: 'visit-b', now, until: now + 1_200_000 };

/** What is answered to whoever asked; that the slot before is not known again is of no concern to him. */
async function told(outcome: Promise<{ readonly kind: string }>) {
  return { ...(await outcome), previous: undefined };
}

export const leaseRows: readonly StoreRow[] = [
  ...[undefined, now - 5000].map((leasedUntil) =>
    row(
      'allocateSlot',
      leasedUntil ? 'it was leased before' : 'it was never leased',
      there(leasedUntil === undefined ? {} : { ...held, leasedUntil }),
      ({ leases }) =>
        told(
          allocateSlot(leases, slot, {
            lease: 'lease-b',
            visitor: 'bob',
            visit: 'visit-b',
            now,
            until: now + 60_000,
            confirmed: false,
          }),
        ),
    ),
  ),
  row('renewLease', 'it is held', there(held), ({ leases }) =>
    renewLease(leases, slot, { lease: 'lease-a', now, until: now + 1_200_000 }),
  ),
  row('returnLease', 'it is held', there(held), ({ leases }) => returnLease(leases, slot, 'lease-a', back)),
  row('returnLease', 'the page of the same visit comes again', there({ ...held, visit: 'visit-b' }), ({ leases }) =>
    returnLease(leases, slot, 'lease-a', back),
  ),
  row('returnLease', 'it is held for longer', there({ ...held, leasedUntil: back.until + 1 }), ({ leases }) =>
    returnLease(leases, slot, 'lease-a', back),
  ),
  row('adoptLease', 'another tab holds it', there(held), ({ leases }) => adoptLease(leases, slot, 'ann', back)),
  row('forgetLease', 'it is held', there(held), ({ leases }) =>
    forgetLease(leases, slot, { lease: 'lease-a', fresh: 'lease-f' }),
  ),
  row('openSlot', 'it is new', nothing, ({ leases }) => openSlot(leases, { ...slot, restsUntil: now })),
  row('openSlot', 'it was off', there({ ...held, state: 'off' }), ({ leases }) =>
    openSlot(leases, { ...slot, restsUntil: now }),
  ),
  row('openSlot', 'it was off, and held elsewhere since', there({ ...held, state: 'off' }), ({ leases }) =>
    openSlot(leases, { ...slot, restsUntil: now + 90_000 }),
  ),
  row('closeSlot', 'it is held', there(held), ({ leases }) => closeSlot(leases, slot)),
  row('closeSlot', 'there is none', nothing, async ({ leases }) => (await closeSlot(leases, slot)) ?? 'none'),
  ...[0, 6].map((counted) =>
    row(
      'countInNetwork',
      `${counted} were counted`,
      async ({ leases }) => {
        const office = { site: 'shop', network: '203.0.113.0/24', perMinute: 10, minute };
        if (counted > 0) await countInNetwork(leases, signing, 'newLeases', { ...office, more: counted });
        return office;
      },
      ({ leases }, office) => countInNetwork(leases, signing, 'newLeases', { ...office, more: 4 }),
    ),
  ),
  row('writeHourCounts', 'it is the first of the hour', nothing, ({ leases }) =>
    writeHourCounts(leases, 'one', { ...noCounts, pool: 'ads', hour: now - (now % 3_600_000), asked: 3 }),
  ),
  row('addNumbers', 'they are new', putAdsPool, (tables) => addNumbers(tables, 'ads', [number(1), number(2)], now)),
  row(
    'releaseTogether',
    'they are leased from the pool',
    async (tables) => {
      await putAdsPool(tables);
      await addNumbers(tables, 'ads', [number(1), number(2)], now);
    },
    async (tables) => [...(await releaseTogether(tables, 'ads', [number(1), number(2)], { now: now + 1000 }))],
  ),
];
