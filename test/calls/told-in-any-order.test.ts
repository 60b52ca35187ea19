import { start } from '../lambdas/settle/call-house.ts';
import { tellInAnyOrder } from './told-in-any-order.ts';
import { tellStore } from './told-to-store.ts';
import { transferredCalls } from './transferred-calls.ts';

/** A small part of `npm run check:calls`, which has 20,000, and 300 in the store. */
const orders = 500;
const storedOrders = 10;

describe.each(Object.entries(transferredCalls))('%s', (_carrier, play) => {
  test('in whatever order a transferred call is told, how often and in which parts, it is one call and one set of conversions', () => {
    const { expected, wrong } = tellInAnyOrder(play('c1', '+12025550123').bodies, orders, 16);
    expect(wrong).toEqual([]);
    expect(expected.call).toMatchObject({ status: 'completed', final: true, legs: 3, startedAt: start });
    expect(expected.conversions).toHaveLength(2);
  });

  test('so it is in the store, with two workers at once', async () => {
    expect(await tellStore(play, { orders: storedOrders, seed: 16, atOnce: 2 })).toEqual([]);
  });
});
