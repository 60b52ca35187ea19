import { type Slot, slot } from '../../../lambdas/leases/slots/slot.ts';
import { unusedSlot } from '../../lambdas/leases/pool-of-slots.ts';
import { seededRandom } from './random.ts';
import { leaseMs } from './traffic.ts';

/** Numbers that were all leased before, at these times, ms; which one when is in no order. */
export function usedSlots(shards: readonly number[], shownBefore: readonly number[]): Slot[] {
  const random = seededRandom(shownBefore.length);
  const places = shownBefore.map((at) => ({ at, place: random() })).sort((one, other) => one.place - other.place);
  let number = 0;
  return shards.flatMap((count, shard) =>
    Array.from({ length: count }, () => {
      const shownAt = places[number]?.at ?? 0;
      const used = { shownAt, seenAt: shownAt, leasedUntil: shownAt + leaseMs, confirmed: true };
      return slot.parse({ ...unusedSlot('web', number++, shard), ...used, lease: 'l', visitor: 'v', visit: 'w' });
    }),
  );
}
