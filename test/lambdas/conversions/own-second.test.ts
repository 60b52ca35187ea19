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

test('what is sold again has a second of its own, too', () => {
  const before = [at('a', 5_000), at('b', 6_000)];
  const again = { ...before[0]!, revision: 3, soldAgainAt: [5_900] };
  const [sold] = withOwnSeconds([again], before);
  expect(sold?.soldAgainAt).toEqual([7_000]);
  expect(withOwnSeconds([{ ...sold!, revision: 4 }], [sold!, before[1]!])).toEqual([{ ...sold!, revision: 4 }]);
  const [twice, other] = withOwnSeconds(
    [{ ...sold!, soldAgainAt: [7_000, 8_400] }, at('c', 7_100)],
    [sold!, before[1]!],
  );
  expect(twice?.soldAgainAt).toEqual([7_000, 8_400].map((ms) => Math.floor(ms / 1000) * 1000));
  expect(secondOf(other!)).toBe(9);
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
