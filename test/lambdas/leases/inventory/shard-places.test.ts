import fc from 'fast-check';
import { placeSlots } from '../../../../lambdas/leases/inventory/shard-places.ts';

/** Adds so many slots, group by group, to a pool that has none. */
function grown(groups: readonly number[]) {
  let shards: readonly number[] = [];
  const places = groups.flatMap((count) => {
    const placed = placeSlots(shards, count);
    shards = placed.shards;
    return placed.places;
  });
  return { shards, places };
}

test('every slot gets one place, and the shards count them', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { maxLength: 12 }), (groups) => {
      const { shards, places } = grown(groups);
      expect(places).toHaveLength(groups.reduce((sum, count) => sum + count, 0));
      for (const [shard, slots] of shards.entries()) {
        expect(places.filter((place) => place === shard)).toHaveLength(slots);
      }
    }),
  );
});

test('how slots are grouped makes no difference', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (first, second) => {
      expect(grown([first, second])).toEqual(grown([first + second]));
    }),
  );
});

test('250 slots in the shards of the first 2,500 numbers, 500 in those opened later', () => {
  expect(grown([250]).shards).toEqual([250]);
  expect(grown([251]).shards).toEqual([250, 1]);
  expect(grown([3501]).shards).toEqual([...Array<number>(10).fill(250), 500, 500, 1]);
});
