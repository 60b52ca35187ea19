import { nextLook } from '../../../lambdas/settle/next-look.ts';

test('pauses grow, and after a good day it is over', () => {
  const times: number[] = [];
  let now = 0;
  for (let looks = 0; ; ) {
    const look = nextLook(looks, now);
    if (look.kind === 'give-up') break;
    times.push(look.at - now);
    ({ looks, at: now } = look);
  }
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBe(5 * 60_000);
  expect(now).toBeGreaterThan(24 * 3_600_000);
  expect(now).toBeLessThan(27 * 3_600_000);
});

test('a count that makes no sense is none', () => {
  expect(nextLook(-3, 0)).toEqual(nextLook(0, 0));
  expect(nextLook(1e9, 0)).toEqual({ kind: 'give-up' });
});
