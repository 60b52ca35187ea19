import fc from 'fast-check';
import type { TryFate } from '../../embedded-dynamodb.ts';
import {
  afterwards,
  attempts,
  fates,
  lives,
  often,
  passing,
  steps,
  stops,
  sweeps,
  tries,
  wants,
  which,
  whole,
} from './delivery-lives.ts';
import { DeliveryWorld, type UnreliableCalls, unreliableCalls } from './delivery-world.ts';

/** The stores write to the embedded DynamoDB: what is promised here rests on their conditions. */
let calls: UnreliableCalls;
beforeAll(async () => {
  calls = await unreliableCalls();
});

test('a receiver that knows ids again counts each revision once, and the newest last', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { received, delivery, broken } = await afterwards(calls, 'ids', events);
      expect(broken).toEqual([]);
      expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
      expect(delivery.state).not.toBe('parked');
    }),
    often,
  );
});

test('a receiver that overwrites ends with the newest value, however often it is told', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { delivery, broken } = await afterwards(calls, 'overwrites', events);
      expect(broken).toEqual([]);
      expect(delivery.state).not.toBe('parked');
    }),
    often,
  );
});

test('a receiver that counts everything is never told a revision twice: rather it is parked', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { arrivals, broken } = await afterwards(calls, 'counts', events);
      expect(broken).toEqual([]);
      expect(new Set(arrivals).size).toBe(arrivals.length);
    }),
    often,
  );
});

/** The receiver answers, and hardly anybody is old enough to die; many attempts at the same time, and the table's answers lost. */
const crowded = fc.array(
  fc.oneof(attempts, wants, sweeps, steps(0, 0, 50), passing(1000, 6000), fates('ok', 'ok', 'error'), tries),
  {
    minLength: 15,
    maxLength: 40,
    size: 'max',
  },
);

test('lost answers of the table are no reason to tell a revision twice, or to park it', async () => {
  await fc.assert(
    fc.asyncProperty(crowded, async (events) => {
      const { arrivals, broken } = await afterwards(calls, 'counts', events);
      expect(broken).toEqual([]);
      expect(new Set(arrivals).size).toBe(arrivals.length);
    }),
    often,
  );
});

/**
 * Attempts that stop where another one may pass them, and writes that arrive when somebody else has claimed. Each of these lives is short,
 * and made of what takes many steps elsewhere, so that each guard of the store is needed by some of them.
 */
const overtaking = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('attempt' as const),
        behind: fc.constant(0),
        steps: fc.constantFrom<number>(stops.decided, stops.decided, stops.claimed, stops.answered, whole, whole),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('fail' as const),
        finish: fc.constantFrom<TryFate>('answered', 'held'),
      }),
    },
    wants,
    sweeps,
    { weight: 2, arbitrary: fc.constant({ kind: 'arrive' as const }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('step' as const),
        which,
        ms: fc.constant(0),
        steps: fc.constant(whole),
      }),
    },
    fates('ok', 'late'),
  ),
  { minLength: 8, maxLength: 12, size: 'max' },
);

test.each(['overwrites', 'counts'] as const)('who is conflicted tells a receiver that %s nothing', async (memory) => {
  await fc.assert(
    fc.asyncProperty(overtaking, async (events) => {
      const { arrivals, broken } = await afterwards(calls, memory, events);
      const isToldTwice = memory === 'counts' && new Set(arrivals).size < arrivals.length;
      expect(isToldTwice ? [...broken, 'a revision was told twice'] : broken).toEqual([]);
    }),
    { ...often, numRuns: 300 },
  );
});

describe('two revisions that are decided at once', () => {
  test('what was to be withdrawn unsent is not said to be, when the older one was sent meanwhile', async () => {
    const world = new DeliveryWorld(calls, 'overwrites');
    await world.begin(1, stops.decided);
    world.want(true);
    await world.begin(2, stops.decided);
    await world.step(0, 0, whole);
    await world.step(0, 0, whole);
    await world.end();
    expect(world.received.map(({ revision, minor }) => [revision, minor])).toEqual([
      [1, 12950],
      [2, 0],
    ]);
    expect(await world.delivery()).toMatchObject({ sent: 2, state: 'delivered' });
  });

  test('the newer one waits when the older one, claimed first, is left unanswered', async () => {
    const world = new DeliveryWorld(calls, 'overwrites');
    await world.begin(1, stops.decided);
    world.want();
    await world.begin(2, stops.decided);
    world.fates.push('late');
    await world.step(0, 0, whole);
    await world.step(0, 0, whole);
    await world.end();
    expect(world.received.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  test('the older one is not sent when the newer one was first', async () => {
    const world = new DeliveryWorld(calls, 'overwrites');
    await world.begin(1, stops.decided);
    world.want();
    await world.begin(2, whole);
    await world.step(0, 0, whole);
    await world.end();
    expect(world.received.map(({ revision }) => revision)).toEqual([2]);
  });
});

test('the world can tell: without the rest a late value would come last', async () => {
  const world = new DeliveryWorld(calls, 'overwrites');
  world.fates.push('late');
  const first = world.attempt(1);
  for (let step = 0; step < 9; step++) await world.step(0, 10);
  await first;
  world.want();
  // What the rest of five minutes prevents:
  await world.forgetRest();
  await world.end();
  expect(world.received.map(({ revision }) => revision)).toEqual([2, 1]);
});

test('a revision that is wanted while the one before is dead and sent again waits for what may still arrive', async () => {
  const world = new DeliveryWorld(calls, 'overwrites');
  world.fates.push('late');
  void world.attempt(1);
  for (let step = 0; step < 6; step++) await world.step(0, 10);
  world.kill(0);
  expect(await world.delivery()).toHaveProperty('sending');
  world.pass(121_000);
  const again = world.attempt(1);
  for (let step = 0; step < 10; step++) await world.step(0, 10);
  expect(await again).toEqual({ next: 'done' });
  world.want();
  await world.end();
  expect(world.received.map(({ revision }) => revision)).toEqual([1, 1, 2]);
});
