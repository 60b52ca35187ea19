import fc from 'fast-check';
import { DeliveryWorld, type Fate, type Memory } from './delivery-world.ts';

/** What may happen between two steps of attempts. */
type Event =
  | { readonly kind: 'attempt'; readonly behind: number }
  | { readonly kind: 'want'; readonly retire: boolean }
  | { readonly kind: 'step'; readonly which: number; readonly ms: number }
  | { readonly kind: 'kill'; readonly which: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'fate'; readonly fate: Fate };

const which = fc.nat({ max: 5 });
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('attempt' as const), behind: fc.constantFrom(0, 0, 0, 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('want' as const), retire: fc.constantFrom(false, false, false, true) }),
  },
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('step' as const), which, ms: fc.constantFrom(1, 50, 50, 4000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(1000, 6000, 31_000, 121_000, 301_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('fate' as const),
      fate: fc.constantFrom<Fate>('ok', 'error', 'lost', 'never', 'late'),
    }),
  },
);

async function live(world: DeliveryWorld, events: readonly Event[]): Promise<void> {
  for (const each of events) {
    if (each.kind === 'attempt') void world.attempt(Math.max(1, world.delivery.wanted - each.behind));
    if (each.kind === 'want') world.want(each.retire);
    if (each.kind === 'step') await world.step(each.which, each.ms);
    if (each.kind === 'kill') world.kill(each.which);
    if (each.kind === 'pass') world.pass(each.ms);
    if (each.kind === 'fate') world.fates.push(each.fate);
  }
}

async function expectKeptPromise(memory: Memory, events: readonly Event[]): Promise<DeliveryWorld> {
  const world = new DeliveryWorld(memory);
  await live(world, events);
  await world.end();
  const { delivery, conversion, received } = world;
  const revisions = received.map(({ revision }) => revision);
  // Never the old value after the new one.
  expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  expect(delivery).toMatchObject({ wanted: conversion.revision, sending: undefined });
  if (delivery.state === 'parked') {
    expect(delivery.reason).toContain('unknown whether received');
  } else if (delivery.state === 'skipped') {
    expect(delivery.reason).toBe('it was withdrawn before it was sent');
    expect(received).toEqual([]);
  } else {
    expect(delivery).toMatchObject({ state: 'delivered', sent: conversion.revision });
    expect(received.at(-1)).toMatchObject({ revision: conversion.revision, minor: conversion.value.minor });
  }
  return world;
}

const lives = fc.array(event, { maxLength: 60, size: 'max' });

test('a receiver that knows ids again counts each revision once, and the newest last', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { received, delivery } = await expectKeptPromise('ids', events);
      expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
      expect(delivery.state).not.toBe('parked');
    }),
    { numRuns: 1500 },
  );
});

test('a receiver that overwrites ends with the newest value, however often it is told', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { delivery } = await expectKeptPromise('overwrites', events);
      expect(delivery.state).not.toBe('parked');
    }),
    { numRuns: 1500 },
  );
});

test('a receiver that counts everything is never told a revision twice: rather it is parked', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { arrivals } = await expectKeptPromise('counts', events);
      expect(new Set(arrivals).size).toBe(arrivals.length);
    }),
    { numRuns: 1500 },
  );
});

test('the model can tell: without a claim a late value would come last', async () => {
  const world = new DeliveryWorld('overwrites');
  world.fates.push('late');
  const first = world.attempt(1);
  for (let step = 0; step < 8; step++) await world.step(0, 10);
  await first;
  world.want();
  // What the rest of five minutes prevents:
  world.delivery = { ...world.delivery, restsUntil: 0 };
  await world.end();
  expect(world.received.map(({ revision }) => revision)).toEqual([2, 1]);
});

test('a revision that is wanted while the one before is dead and sent again waits for what may still arrive', async () => {
  const world = new DeliveryWorld('overwrites');
  world.fates.push('late');
  void world.attempt(1);
  for (let step = 0; step < 5; step++) await world.step(0, 10);
  world.kill(0);
  expect(world.delivery.sending).toBeDefined();
  world.pass(121_000);
  const again = world.attempt(1);
  for (let step = 0; step < 10; step++) await world.step(0, 10);
  expect(await again).toEqual({ next: 'done' });
  world.want();
  await world.end();
  expect(world.received.map(({ revision }) => revision)).toEqual([1, 1, 2]);
});
