import fc from 'fast-check';
import { afterwards, lives, often } from './delivery-lives.ts';
import { DeliveryWorld, type UnreliableCalls, unreliableCalls } from './delivery-world.ts';

let calls: UnreliableCalls;
beforeAll(async () => {
  calls = await unreliableCalls();
});

/** A receiver that accepts at first, and says later what came of it. */
const later = { answersLater: true };

test.each(['ids', 'overwrites', 'counts'] as const)(
  'a receiver that %s and is asked later is told as any other, and in the end its answer is known',
  async (memory) => {
    await fc.assert(
      fc.asyncProperty(lives, async (events) => {
        const { delivery, received, arrivals, asked, broken } = await afterwards(calls, memory, events, later);
        expect(broken).toEqual([]);
        const isToldTwice = memory === 'counts' && new Set(arrivals).size < arrivals.length;
        const isCountedTwice = memory === 'ids' && new Set(received.map(({ id }) => id)).size < received.length;
        const isParkedInVain = memory !== 'counts' && delivery.state === 'parked';
        expect([isToldTwice, isCountedTwice, isParkedInVain]).toEqual([false, false, false]);
        // Whoever died while it asked, and whatever answer was lost: it is asked again until it says, or has been eight times.
        const asks = asked.get(`https://model.example/${delivery.id}_${delivery.sent}`) ?? 0;
        const isOpen = delivery.state === 'delivered' && (delivery.asking !== undefined || asks < 2);
        const isGivenUp = delivery.result === 'accepted';
        expect([isOpen, isGivenUp && asks < 8]).toEqual([false, false]);
      }),
      often,
    );
  },
);

test('who dies while it asks is followed by one that asks again, and nothing is sent a second time', async () => {
  const world = new DeliveryWorld(calls, 'counts', true);
  await world.begin(1, 9);
  world.pass(601_000);
  for (let step = 4; step <= 7; step++) {
    await world.begin(1, step);
    world.kill(0);
    world.pass(3600_000);
  }
  world.fates.push('lost');
  await world.begin(1, 9);
  await world.end();
  expect(world.arrivals).toEqual([1]);
  expect(await world.delivery()).toMatchObject({ state: 'delivered', result: 'counted', sent: 1, attempts: 1 });
});

test('what is wanted while it is asked is told, and then that is asked for', async () => {
  const world = new DeliveryWorld(calls, 'overwrites', true);
  await world.begin(1, 9);
  expect(await world.delivery()).toMatchObject({ state: 'delivered', result: 'accepted' });
  world.want();
  await world.end();
  expect(world.received.map(({ revision }) => revision)).toEqual([1, 2]);
  expect([...world.asked.keys()]).toEqual([`https://model.example/${(await world.delivery()).id}_2`]);
  expect(await world.delivery()).toMatchObject({ state: 'delivered', result: 'counted', sent: 2 });
});
