import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { inTurn } from '../../../lambdas/platform/in-turn.ts';

test('everything is done once, and never more at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 5 }), async (items, atOnce) => {
      const done: number[] = [];
      let [underWay, most] = [0, 0];
      await inTurn(items, atOnce, async (item) => {
        most = Math.max(most, ++underWay);
        await setImmediate();
        done.push(item);
        underWay -= 1;
      });
      expect(done.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
      expect(most).toBeLessThanOrEqual(atOnce);
    }),
    { numRuns: 30 },
  );
});

test('after a failure nothing more is begun', async () => {
  const begun: number[] = [];
  const work = inTurn([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item);
    await setImmediate();
    if (item === 2) throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  await setImmediate();
  expect(begun.length).toBeLessThanOrEqual(3);
});
