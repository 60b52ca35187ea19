import { settle } from '../../lambdas/settle/settle.ts';
import { type House, keep, kept, openHouse, rule, settleQueued, start } from '../lambdas/settle/call-house.ts';
import { random, shuffled, tellInAnyOrder, toldBy } from './told-in-any-order.ts';
import { transferredCalls } from './transferred-calls.ts';

/** A small part of `npm run check:calls`, which has 20,000. */
const orders = 500;
const storedOrders = 10;

/** As the queue does: what fails is tried again. */
async function settleStubbornly(house: House, call: string): Promise<void> {
  for (let left = 20; ; left--) {
    try {
      await settle(call, house.deps, toldBy);
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

async function work(house: House, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) for (const call of await keep(house, body)) await settleStubbornly(house, call);
}

describe.each(Object.entries(transferredCalls))('%s', (_carrier, play) => {
  test('in whatever order a transferred call is told, how often and in which parts, it is one call and one set of conversions', () => {
    const { expected, wrong } = tellInAnyOrder(play('c1', '+12025550123').bodies, orders, 16);
    expect(wrong).toEqual([]);
    expect(expected.call).toMatchObject({ status: 'completed', final: true, legs: 3, startedAt: start });
    expect(expected.conversions).toHaveLength(2);
  });

  test('so it is in the store, with two workers at once', async () => {
    const house = await openHouse([rule({ destinations: [] })]);
    const next = random(16);
    for (let at = 0; at < storedOrders; at++) {
      const { call, bodies } = play(`s${at}`, `+120255501${String(at).padStart(2, '0')}`);
      const some = shuffled(bodies, next);
      const half = Math.floor(next() * some.length);
      await Promise.all([work(house, some.slice(0, half)), work(house, some.slice(half))]);
      await settleQueued(house, toldBy);
      const { call: stored, conversions } = await kept(house, call);
      expect(stored).toMatchObject({ status: 'completed', final: true, legs: 3 });
      expect(conversions).toMatchObject([{ rule: { id: 'talk' }, state: 'open' }]);
    }
  });
});
