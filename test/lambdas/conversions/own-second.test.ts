import fc from 'fast-check';
import { secondOf, withOwnSeconds } from '../../../lambdas/conversions/own-second.ts';
import { someConversion } from '../deliveries/delivery-samples.ts';

const at = (id: string, occurredAt: number) => someConversion({ id, occurredAt });

test('the first to meet its goal in a second has it, the others the next ones', () => {
  const [a, b, c] = withOwnSeconds([at('a', 5_100), at('b', 5_900), at('c', 6_000)], []);
  expect([a!, b!, c!].map(secondOf)).toEqual([5, 6, 7]);
  expect(a).not.toHaveProperty('ownSecond');
});

test('what the call has already keeps its second', () => {
  const first = { ...at('a', 5_000), revision: 3 };
  const [again, later] = withOwnSeconds([first, at('b', 5_000)], [at('a', 5_000)]);
  expect(again).toBe(first);
  expect(secondOf(later!)).toBe(6);
});

test('whatever goals are met when, each conversion of a call has a second of its own, once and for all', () => {
  const times = fc.array(fc.array(fc.integer({ min: 0, max: 9_999 }), { maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(times, (rounds) => {
      let all: ReturnType<typeof withOwnSeconds> = [];
      for (const [round, opened] of rounds.entries()) {
        const changed = opened.map((occurredAt, index) => at(`${round}-${index}`, occurredAt));
        const before = all.map(secondOf);
        all = [...all, ...withOwnSeconds(changed, all)];
        expect(all.map(secondOf).slice(0, before.length)).toEqual(before);
      }
      expect(new Set(all.map(secondOf)).size).toBe(all.length);
      for (const each of all) expect(secondOf(each)).toBeGreaterThanOrEqual(Math.floor(each.occurredAt / 1000));
    }),
  );
});
