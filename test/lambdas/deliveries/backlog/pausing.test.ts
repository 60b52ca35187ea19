import { releaseHeld } from '../../../../lambdas/deliveries/backlog/release-held.ts';
import { heldPlace, parkedPlace } from '../../../../lambdas/deliveries/delivery-items.ts';
import { pausedNotes, resumeDestination } from '../../../../lambdas/settings/destinations/destination-pause-store.ts';
import { BacklogHouse } from './backlog-house.ts';

const of = { site: 'shop', destination: 'hook' };
const minute = 60_000;
const many = Array.from({ length: 30 }, (_, number) => number);

let house: BacklogHouse;
beforeEach(async () => {
  house = await BacklogHouse.open();
  house.reply = () => ({ status: 410 });
});

const look = () => releaseHeld({ settings: house.settings, calls: house.calls, isOver: () => false }, house.time);

test('the first refusal pauses the destination: the others wait without being sent, and none is parked', async () => {
  expect(await house.attempt(0)).toEqual({ next: 'done' });
  const { paused } = await house.hook();
  expect(paused).toEqual({ why: 'gone', detail: 'the receiver says that it is gone (410)', since: house.time });
  let requests = 0;
  house.reply = () => {
    requests += 1;
    return { status: 410 };
  };
  for (const number of many.slice(1)) expect(await house.attempt(number)).toEqual({ next: 'done' });
  expect(requests).toBe(0);
  expect(await house.standing(heldPlace('hook'))).toBe(many.length);
  expect(await house.standing(parkedPlace('hook'))).toBe(0);
  expect(await house.delivery(3)).toMatchObject({ state: 'pending', attempts: 0 });
  expect((await house.delivery(3))?.reason).toMatch(
    /^held when the destination was paused, and sent within minutes of its being resumed: it was gone/,
  );
});

test('many that are refused at once pause it once', async () => {
  await Promise.all(many.map((number) => house.attempt(number)));
  expect(await pausedNotes(house.settings)).toMatchObject([of]);
  expect(await house.standing(heldPlace('hook'))).toBe(many.length);
  expect(await look()).toEqual({ paused: 1, released: 0 });
});

test.each(['by a person', 'by new secrets'])(
  'resumed %s, all that waited is started again, and arrives once',
  async (how) => {
    for (const number of many) await house.attempt(number);
    house.reply = () => ({ status: 200 });
    house.time += minute;
    if (how === 'by a person') await resumeDestination(house.settings, of);
    else await house.putHook('b');
    expect((await house.hook()).paused).toBeUndefined();
    expect(await look()).toEqual({ paused: 0, released: many.length });
    expect(await house.standing(heldPlace('hook'))).toBe(0);
    expect((await house.delivery(3))?.redrive).toBe(1);
    for (const number of many) expect(await house.attempt(number)).toEqual({ next: 'done' });
    expect(new Set(house.received.map(({ conversion }) => conversion)).size).toBe(many.length);
    expect(house.received).toHaveLength(many.length);
    expect(await house.delivery(3)).toMatchObject({ state: 'delivered', result: 'counted', attempts: 1 });
  },
);

test('it is looked after for a quarter of an hour after the last one, and no longer', async () => {
  await house.attempt(0);
  await resumeDestination(house.settings, of);
  expect(await look()).toEqual({ paused: 0, released: 1 });
  await look();
  expect(await pausedNotes(house.settings)).toHaveLength(1);
  house.time += 16 * minute;
  await look();
  expect(await pausedNotes(house.settings)).toEqual([]);
});

test('an attempt that was made with settings of before pauses nothing, and goes on', async () => {
  const attempt = house.attempt(0);
  await house.putHook('b');
  const next = await attempt;
  const { paused } = await house.hook();
  // Whoever was faster: what waits is found, or it goes on by itself.
  expect([paused === undefined ? 'wait' : 'done']).toEqual([next.next]);
});

test('one whose destination is resumed while it begins to wait goes on by itself', async () => {
  await house.attempt(0);
  await resumeDestination(house.settings, of);
  house.time += minute;
  await look();
  expect(await house.delivery(0)).toMatchObject({ redrive: 1, state: 'pending' });
  // A new one that is refused pauses it again.
  await house.attempt(1);
  expect((await house.hook()).paused?.since).toBe(house.time);
  expect(await pausedNotes(house.settings)).toMatchObject([{ since: house.time }]);
});
