import { BacklogHouse } from './backlog-house.ts';

const many = Array.from({ length: 60 }, (_, number) => number);

/** A receiver that takes so many a second, and says 429 to the rest. */
function taking(perSecond: number, retryAfter?: number) {
  const asked = new Map<number, number>();
  let refused = 0;
  const reply = (at: number) => {
    const second = Math.floor(at / 1000);
    const count = (asked.get(second) ?? 0) + 1;
    asked.set(second, count);
    if (count <= perSecond) return { status: 200 };
    refused += 1;
    return { status: 429, ...(retryAfter !== undefined && { retryAfter }) };
  };
  return { reply, refused: () => refused };
}

let house: BacklogHouse;
beforeEach(async () => {
  house = await BacklogHouse.open();
});

/** Runs executions until all are done: each attempts, waits as it is told, and attempts again. The number of attempts. */
async function runAll(numbers: readonly number[]): Promise<number> {
  let waiting = numbers.map((number) => ({ number, at: house.time, slot: undefined as number | undefined }));
  let attempts = 0;
  while (waiting.length > 0) {
    waiting = waiting.toSorted((a, b) => a.at - b.at);
    const [first, ...others] = waiting;
    house.time = Math.max(house.time, first!.at);
    attempts += 1;
    const next = await house.attempt(first!.number, first!.slot);
    waiting = others;
    if (next.next === 'wait')
      waiting.push({ number: first!.number, at: house.time + next.seconds * 1000, slot: next.slot });
    if (next.next === 'park') throw new Error(next.reason);
  }
  return attempts;
}

test('after one 429 the others take their turns instead of asking, and all arrive once', async () => {
  const { reply, refused } = taking(5, 30);
  house.reply = reply;
  const attempts = await runAll(many);
  expect(new Set(house.received.map(({ conversion }) => conversion)).size).toBe(many.length);
  expect(house.received).toHaveLength(many.length);
  // One for each, one more for its turn, and few that were refused although it was their turn.
  expect(refused()).toBeLessThan(many.length / 4);
  expect(attempts).toBeLessThan(many.length * 3);
  expect(await house.delivery(7)).toMatchObject({ state: 'delivered', result: 'counted' });
});

test('nobody sends before the time that the receiver asked for', async () => {
  const { reply } = taking(1, 120);
  house.reply = reply;
  const begin = house.time;
  await runAll(many.slice(0, 3));
  const [, ...later] = house.received.map(({ at }) => at - begin);
  expect(Math.min(...later)).toBeGreaterThanOrEqual(120_000);
});

test('two never get the same time', async () => {
  house.reply = () => ({ status: 429, retryAfter: 60 });
  await house.attempt(0);
  const nexts = await Promise.all(many.slice(1, 20).map((number) => house.attempt(number)));
  const slots = nexts.map((next) => (next.next === 'wait' ? next.slot : undefined));
  expect(new Set(slots).size).toBe(19);
  expect(Math.min(...slots.map(Number))).toBeGreaterThanOrEqual(house.time + 60_000);
});

test('settings that are given anew are tried at once', async () => {
  house.reply = () => ({ status: 429, retryAfter: 3600 });
  await house.attempt(0);
  expect((await house.hook()).throttledUntil).toBe(house.time + 3_600_000);
  await house.putHook('b');
  expect((await house.hook()).throttledUntil).toBeUndefined();
});

test('while nobody had too much nothing of it is written', async () => {
  const before = await house.hook();
  await runAll(many.slice(0, 5));
  expect(await house.hook()).toEqual(before);
});
