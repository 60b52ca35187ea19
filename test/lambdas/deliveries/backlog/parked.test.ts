import {
  type BacklogState,
  backlogCursorForm,
  listBacklog,
} from '../../../../lambdas/deliveries/backlog/list-backlog.ts';
import { redriveParked, redrivePlaceForm } from '../../../../lambdas/deliveries/backlog/redrive-parked.ts';
import { parkedPlace } from '../../../../lambdas/deliveries/delivery-items.ts';
import { sortKeyOf } from '../../../../lambdas/platform/http/list-page.ts';
import { BacklogHouse } from './backlog-house.ts';

const many = Array.from({ length: 23 }, (_, number) => number);

let house: BacklogHouse;
beforeEach(async () => {
  house = await BacklogHouse.open();
  // 10 attempts of each are over after three days.
  house.reply = () => ({ status: 500 });
});

async function park(number: number): Promise<void> {
  for (let attempts = 0; attempts < 20; attempts++) {
    const next = await house.attempt(number);
    if (next.next === 'park') return;
    if (next.next === 'wait') house.time += next.seconds * 1000;
  }
  throw new Error('it is never parked');
}

async function all(state: BacklogState, limit: number) {
  const found: string[] = [];
  let place: string | undefined;
  do {
    const { items, cursor } = await listBacklog(
      house.calls,
      ['hook', 'aside'],
      { state, from: 0, limit, place },
      house.time,
    );
    expect(items.length).toBeLessThanOrEqual(limit);
    expect(items.every(({ delivery }) => delivery?.state === 'parked')).toBe(true);
    found.push(...items.map(({ key }) => key.call));
    place = cursor === undefined ? undefined : sortKeyOf(cursor, backlogCursorForm);
  } while (place !== undefined);
  return found;
}

test('what is parked is listed in pages, longest parked first', async () => {
  for (const number of many.slice(0, 5)) await park(number);
  expect(await all('parked', 2)).toEqual(many.slice(0, 5).map((number) => `call-${number}`));
  expect(await all('parked', 5)).toHaveLength(5);
  const query = { state: 'parked', limit: 9, place: undefined } as const;
  const late = await listBacklog(house.calls, ['hook'], { ...query, from: house.time }, house.time);
  expect(late.items.map(({ key }) => key.call)).toEqual(['call-4']);
});

test('of a time to come nothing is listed, and a cursor of another time goes on from the one that is asked for', async () => {
  for (const number of many.slice(0, 3)) await park(number);
  const list = async (from: number, place: string | undefined, now: number) => {
    const listed = await listBacklog(house.calls, ['hook'], { state: 'parked', limit: 1, from, place }, now);
    const { items, cursor } = listed;
    return { calls: items.map(({ key }) => key.call), place: cursor && sortKeyOf(cursor, backlogCursorForm) };
  };
  expect((await list(house.time + 1, undefined, house.time)).calls).toEqual([]);
  const first = await list(0, undefined, house.time);
  expect(first.calls).toEqual(['call-0']);
  expect((await list(house.time, first.place, house.time)).calls).toEqual(['call-2']);
  expect((await list(0, first.place, 1)).calls).toEqual([]);
});

test('all of it is started again in bounded rounds, each once, also where it is parked again meanwhile', async () => {
  for (const number of many) await park(number);
  expect(await house.standing(parkedPlace('hook'))).toBe(many.length);
  const rounds: number[] = [];
  let place: string | undefined;
  do {
    const round = await redriveParked(house.calls, 'hook', { limit: 5, place }, house.time);
    rounds.push(round.redriven);
    expect(round.left).toBe(0);
    // What was just started fails again at once, and is parked behind the others.
    if (rounds.length === 1) await park(0);
    place = round.cursor === undefined ? undefined : sortKeyOf(round.cursor, redrivePlaceForm);
  } while (place !== undefined);
  expect(rounds.reduce((sum, one) => sum + one, 0)).toBe(many.length);
  expect(Math.max(...rounds)).toBe(5);
  expect(await house.standing(parkedPlace('hook'))).toBe(1);
  expect((await house.delivery(7))?.redrive).toBe(1);
  house.reply = () => ({ status: 200 });
  expect(await house.attempt(7)).toEqual({ next: 'done' });
  expect(await house.delivery(7)).toMatchObject({ state: 'delivered', result: 'counted' });
});
