import * as fc from 'fast-check';
import { costs, lastsUntil } from '../../../../web/tracker/page/give-way.ts';

/** How many of these writes are made in one place, until the tracker gives way. */
function written(times: readonly number[], cost = costs.overruled): number {
  let until = 0;
  return times.filter((now) => (until = lastsUntil(until, cost, now)) < Infinity).length;
}

const every = (pause: number, count: number) => Array.from({ length: count }, (_, index) => index * pause);

test('a page that sets itself up renders ten times at once; who overrules more gets his way for good', () => {
  expect(written(every(0, 10))).toBe(10);
  expect(written([...every(0, 100), 3_600_000])).toBe(10);
});

test('two a second may go on for ever, three may not', () => {
  expect(written(every(500, 10_000))).toBe(10_000);
  expect(written(every(333, 10_000))).toBeLessThan(50);
});

test('what is only added may be ten times as much', () => {
  expect(written(every(0, 100), costs.added)).toBe(100);
  expect(written(every(50, 10_000), costs.added)).toBe(10_000);
});

test('in no second are more than a burst and two writes made', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300)), (pauses) => {
      let now = 0;
      const times = pauses.map((pause) => (now += pause));
      const made = times.slice(0, written(times));
      for (const from of made) {
        expect(made.filter((time) => time >= from && time < from + 1000).length).toBeLessThanOrEqual(12);
      }
    }),
  );
});
