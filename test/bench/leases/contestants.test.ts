import { poolOf } from '../../lambdas/leases/pool-of-slots.ts';
import type { Contestant } from './contestants.ts';
import { engine, indexed } from './contestants.ts';
import { daily } from './daily.ts';
import { ideal } from './ideal.ts';
import { lockClient } from './lock-client.ts';
import { lockPackageFile } from './lock-package.ts';
import { memoryLocks } from './locks.ts';
import { dollarsPerMillion } from './prices.ts';
import { seededRandom } from './random.ts';
import { runTraffic } from './run-traffic.ts';
import type { Store } from './store.ts';
import { leaseMs, steady } from './traffic.ts';
import { usedSlots } from './used-slots.ts';

const traffic = steady(10, 0.7, 50);
const run = (contestant: Contestant, shape: Parameters<typeof runTraffic>[3]) =>
  runTraffic(undefined, traffic, contestant, shape);

/** The rival is the benchmark's own dependency, there once that ran: `npm ci --prefix test/bench/leases`. */
const withRival = lockPackageFile() === undefined ? describe.skip : describe;

async function expectToCover(contestant: Contestant): Promise<void> {
  const { coverage, falseRefusals, mostOperations } = await run(contestant, { count: 2 });
  expect(Math.abs(coverage - ideal(traffic).coverage)).toBeLessThan(0.03);
  expect(falseRefusals).toBe(0);
  expect(mostOperations).toBeGreaterThan(0);
}

test.each([engine, indexed])('$name covers what the ideal policy covers', async (contestant) => {
  await expectToCover(contestant);
  expect.hasAssertions();
});

test('the idle container that answered last is alone at work; one that ends forgets what it knew', async () => {
  const alone = await run(engine, { count: 1 });
  expect((await run(engine, { count: 4, routing: 'latest' })).operations).toEqual(alone.operations);
  expect((await run(engine, { count: 1, deathRate: 0.5 })).operations.mean).toBeGreaterThan(alone.operations.mean);
});

withRival('the npm package', () => {
  test('it covers what the ideal policy covers', async () => {
    await expectToCover(lockClient);
    expect.hasAssertions();
  });

  test('it gives a number to one of two who want it, and again when its lease has run out', async () => {
    const state = { now: 10 * leaseMs };
    const slots = usedSlots([1], [0]);
    const { getLock, putLock } = memoryLocks(slots);
    const desks = [1, 2].map(() =>
      lockClient.open({ getLock, putLock } as Store, () => state.now, seededRandom(1), slots),
    );
    const ask = () =>
      Promise.all(
        desks.map(async ({ allocate }) => {
          const request = { pool: poolOf('web'), visitor: 'v', visit: 'v', lease: 'l' };
          return (await allocate(request)).kind;
        }),
      );
    expect((await ask()).sort()).toEqual(['exhausted', 'leased']);
    state.now += leaseMs - 1;
    expect(await ask()).toEqual(['exhausted', 'exhausted']);
    state.now += 1;
    expect((await ask()).sort()).toEqual(['exhausted', 'leased']);
  });
});

test('a day brings as many as its hours say, and is covered as its formula says', () => {
  const traffic = daily(100);
  expect(traffic.arrivals.length).toBeGreaterThan(4000);
  expect(Math.abs(ideal(traffic).coverage - (traffic.expected ?? 0))).toBeLessThan(0.01);
});

test('a million of two writes and one read cost what the price list says', () => {
  expect(dollarsPerMillion({ writeUnits: 2, readUnits: 1 })).toBeCloseTo(1.375, 6);
});
