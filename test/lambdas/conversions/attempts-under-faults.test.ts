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

/** Lives through the events, then to the end; answers the world and what of the promise was broken in it. */
async function afterwards(memory: Memory, events: readonly Event[]): Promise<DeliveryWorld & { broken: string[] }> {
  const world = new DeliveryWorld(memory);
  await live(world, events);
  await world.end();
  return Object.assign(world, { broken: brokenPromises(world) });
}

function brokenPromises({ delivery, conversion, received }: DeliveryWorld): string[] {
  const last = received.at(-1);
  const ends = {
    parked: delivery.reason?.includes('unknown whether received') === true,
    skipped: delivery.reason === 'it was withdrawn before it was sent' && received.length === 0,
    delivered:
      delivery.sent === conversion.revision &&
      last?.revision === conversion.revision &&
      last.minor === conversion.value.minor,
    pending: false,
  };
  const inOrder = received.every(({ revision }, index) => revision >= (received[index - 1]?.revision ?? 0));
  return [
    ...(inOrder ? [] : ['an old value came after a newer one']),
    ...(ends[delivery.state] ? [] : [`it is not true that it is ${delivery.state}`]),
    ...(delivery.wanted === conversion.revision && !delivery.sending ? [] : ['it is not over']),
  ];
}

const lives = fc.array(event, { maxLength: 60, size: 'max' });

test('a receiver that knows ids again counts each revision once, and the newest last', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { received, delivery, broken } = await afterwards('ids', events);
      expect(broken).toEqual([]);
      expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
      expect(delivery.state).not.toBe('parked');
    }),
    { numRuns: 500 },
  );
});

test('a receiver that overwrites ends with the newest value, however often it is told', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { delivery, broken } = await afterwards('overwrites', events);
      expect(broken).toEqual([]);
      expect(delivery.state).not.toBe('parked');
    }),
    { numRuns: 500 },
  );
});

test('a receiver that counts everything is never told a revision twice: rather it is parked', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (events) => {
      const { arrivals, broken } = await afterwards('counts', events);
      expect(broken).toEqual([]);
      expect(new Set(arrivals).size).toBe(arrivals.length);
    }),
    { numRuns: 500 },
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
