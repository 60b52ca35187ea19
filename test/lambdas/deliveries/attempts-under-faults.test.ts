import fc from 'fast-check';
import type { TryFate } from '../../embedded-dynamodb.ts';
import { DeliveryWorld, type Fate, type Memory, type UnreliableCalls, unreliableCalls } from './delivery-world.ts';

/** The stores write to the embedded DynamoDB: what is promised here rests on their conditions. */
let calls: UnreliableCalls;
beforeAll(async () => {
  calls = await unreliableCalls();
});

/** What may happen between two steps of attempts. */
type Event =
  | { readonly kind: 'attempt'; readonly behind: number; readonly steps?: number }
  | { readonly kind: 'want'; readonly retire: boolean }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'step'; readonly which: number; readonly ms: number; readonly steps: number }
  | { readonly kind: 'kill'; readonly which: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'fate'; readonly fate: Fate }
  | { readonly kind: 'try'; readonly fate: TryFate }
  | { readonly kind: 'fail'; readonly finish: TryFate }
  | { readonly kind: 'arrive' };

const which = fc.nat({ max: 5 });
const behind = fc.constantFrom(0, 0, 0, 1);
const attempts = { weight: 4, arbitrary: fc.record({ kind: fc.constant('attempt' as const), behind }) };
const retire = fc.constantFrom(false, false, false, true);
const wants = { weight: 2, arbitrary: fc.record({ kind: fc.constant('want' as const), retire }) };
const sweeps = { weight: 1, arbitrary: fc.constant({ kind: 'sweep' as const }) };
const steps = (...times: number[]) => ({
  weight: 10,
  arbitrary: fc.record({
    kind: fc.constant('step' as const),
    which,
    ms: fc.constantFrom(...times),
    steps: fc.constantFrom(1, 2, 3, 4, 9),
  }),
});
const passing = (...times: number[]) => ({
  weight: 2,
  arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(...times) }),
});
/** The table answers some tries late or never; the SDK tries again. */
const tries = {
  weight: 3,
  arbitrary: fc.record({
    kind: fc.constant('try' as const),
    fate: fc.constantFrom<TryFate>('answered', 'lost', 'lost', 'late'),
  }),
};
const fates = (...each: Fate[]) => ({
  weight: 3,
  arbitrary: fc.record({ kind: fc.constant('fate' as const), fate: fc.constantFrom(...each) }),
});
const kills = { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const), which }) };

/** Steps of an attempt: it reads, reads facts, claims, sends and finishes, and may die before and after each. */
const whole = 9;
/** After so many it has decided, and claims next; is about to send; has its answer. */
const stops = { decided: 3, claimed: 5, answered: 6 } as const;

async function live(world: DeliveryWorld, events: readonly Event[]): Promise<void> {
  for (const each of events) {
    if (each.kind === 'attempt')
      await world.begin(Math.max(1, world.conversion.revision - each.behind), each.steps ?? 0);
    if (each.kind === 'want') world.want(each.retire);
    if (each.kind === 'sweep') await world.sweep();
    if (each.kind === 'step') await world.step(each.which, each.ms, each.steps);
    if (each.kind === 'kill') world.kill(each.which);
    if (each.kind === 'pass') world.pass(each.ms);
    if (each.kind === 'fate') world.fates.push(each.fate);
    if (each.kind === 'try') calls.tries.push(each.fate);
    if (each.kind === 'arrive') await calls.arrive();
    if (each.kind === 'fail') {
      // Claimed, refused by the receiver, and tried again when it has waited.
      world.fates.splice(0, Number.POSITIVE_INFINITY, 'error');
      calls.tries.splice(0, Number.POSITIVE_INFINITY, 'answered', each.finish);
      await world.begin(world.conversion.revision, whole);
      world.pass(6000);
    }
  }
}

/** Lives through the events, then to the end; answers the world, what became of the delivery, and what of the promise was broken. */
async function afterwards(memory: Memory, events: readonly Event[]) {
  const world = new DeliveryWorld(calls, memory);
  await live(world, events);
  await world.end();
  const delivery = await world.delivery();
  const { conversion, received, arrivals, losses, hastes } = world;
  const last = received.at(-1);
  const ends = {
    parked: delivery.reason?.includes('unknown whether received') === true && losses > 0,
    skipped: delivery.reason === 'it was withdrawn before it was sent' && received.length === 0,
    delivered:
      delivery.sent === conversion.revision &&
      last?.revision === conversion.revision &&
      last.minor === conversion.value.minor,
    pending: false,
  };
  const inOrder = received.every(({ revision }, index) => revision >= (received[index - 1]?.revision ?? 0));
  const broken = [
    ...(hastes === 0 ? [] : ['it was sent again too soon']),
    ...(inOrder ? [] : ['an old value came after a newer one']),
    ...(ends[delivery.state] ? [] : [`it is not true that it is ${delivery.state}`]),
    ...(delivery.wanted === conversion.revision && !delivery.sending ? [] : ['it is not over']),
  ];
  return { delivery, received, arrivals, broken };
}

const lives = fc.array(
  fc.oneof(
    attempts,
    wants,
    sweeps,
    steps(0, 0, 0, 1, 50, 1000),
    kills,
    passing(1000, 6000, 31_000, 121_000, 301_000),
    fates('ok', 'error', 'lost', 'never', 'late'),
    tries,
  ),
  { maxLength: 40, size: 'max' },
);
/** Who looks for the smallest example of what is broken stops in time to tell it. */
const often = { numRuns: 60, interruptAfterTimeLimit: 30_000 };

test('a receiver that knows ids again counts each revision once, and the newest last', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { received, delivery, broken } = await afterwards('ids', events);
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
      const { delivery, broken } = await afterwards('overwrites', events);
      expect(broken).toEqual([]);
      expect(delivery.state).not.toBe('parked');
    }),
    often,
  );
});

test('a receiver that counts everything is never told a revision twice: rather it is parked', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { arrivals, broken } = await afterwards('counts', events);
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
      const { arrivals, broken } = await afterwards('counts', events);
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
      const { arrivals, broken } = await afterwards(memory, events);
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
