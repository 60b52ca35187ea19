import fc from 'fast-check';
import {
  countingVisits,
  type NetworkCount,
  networkLimit,
  networkStep,
  unknownNetwork,
} from '../../../../lambdas/leases/rate-limit/network-limit.ts';

const start = Date.UTC(2026, 10, 22, 9, 20);
const minute = 60_000;

/** What all containers count, in memory, as the store does. */
function sharedCount() {
  const counted = new Map<string, number>();
  const calls: NetworkCount[] = [];
  const broken = { is: false };
  const count = async (call: NetworkCount) => {
    calls.push(call);
    await Promise.resolve();
    if (broken.is) throw new Error('the table is away');
    const id = `${call.site} ${call.network} ${call.minute}`;
    const sum = (counted.get(id) ?? 0) + call.more;
    if (sum > call.perMinute) return false;
    counted.set(id, sum);
    return true;
  };
  return { counted, calls, count, broken };
}

const office = { site: 'shop', network: '203.0.113.0/24', perMinute: 10 };

async function ask(limit: ReturnType<typeof networkLimit>, times: number, now: number, one = office) {
  const answers: boolean[] = [];
  for (let time = 0; time < times; time++) answers.push(await limit(one, now));
  return answers.filter(Boolean).length;
}

test('the first three new leases of a minute cost no write, the fourth tells them all', async () => {
  const { calls, count } = sharedCount();
  const limit = networkLimit(count);
  expect(await ask(limit, 3, start)).toBe(3);
  expect(calls).toEqual([]);
  expect(await ask(limit, 2, start + 59_999)).toBe(2);
  expect(calls).toEqual([
    { ...office, minute: start, more: 4 },
    { ...office, minute: start, more: 1 },
  ]);
});

test('a network gets its share, and who wants more is refused without a write', async () => {
  const { calls, count } = sharedCount();
  const limit = networkLimit(count);
  expect(await ask(limit, 3000, start)).toBe(10);
  expect(calls.length).toBeLessThanOrEqual(8);
});

test('other networks and other sites are not touched', async () => {
  const { count } = sharedCount();
  const limit = networkLimit(count);
  await ask(limit, 50, start);
  expect(await ask(limit, 5, start, { ...office, network: '203.0.114.0/24' })).toBe(5);
  expect(await ask(limit, 5, start, { ...office, site: 'shop-2' })).toBe(5);
});

test('the next minute is a new one; but who wanted more is counted from the first lease on for ten minutes', async () => {
  const { calls, count } = sharedCount();
  const limit = networkLimit(count);
  await ask(limit, 50, start);
  calls.length = 0;
  expect(await ask(limit, 2, start + minute)).toBe(2);
  expect(calls.map(({ more }) => more)).toEqual([1, 1]);
  calls.length = 0;
  expect(await ask(limit, 2, start + 11 * minute)).toBe(2);
  expect(calls).toEqual([]);
});

test('several containers share it, but for the few that each of them does not count', async () => {
  const { count } = sharedCount();
  const containers = Array.from({ length: 8 }, () => networkLimit(count));
  const inMinute = async (now: number) => {
    let sum = 0;
    for (let time = 0; time < 400; time++) sum += (await containers[time % 8]!(office, now)) ? 1 : 0;
    return sum;
  };
  expect(await inMinute(start)).toBeLessThanOrEqual(10 + 8 * 3);
  expect(await inMinute(start + minute)).toBe(10);
});

test('a share of less than four holds too', async () => {
  const { calls, count } = sharedCount();
  const limit = networkLimit(count);
  expect(await ask(limit, 5, start, { ...office, perMinute: 2 })).toBe(2);
  expect(calls).toEqual([]);
});

test('what cannot be counted is leased', async () => {
  const { count, broken } = sharedCount();
  broken.is = true;
  expect(await ask(networkLimit(count), 8, start)).toBe(8);
});

test('who asks at the same time is counted once', async () => {
  const { counted, count } = sharedCount();
  const limit = networkLimit(count);
  const answers = await Promise.all(Array.from({ length: 9 }, () => limit(office, start)));
  expect(answers).toEqual(Array(9).fill(true));
  expect([...counted.values()]).toEqual([9]);
});

test('who learns that all containers have filled a share asks no more in that minute, and counts in the next', async () => {
  const { calls, count } = sharedCount();
  const [others, ours] = [networkLimit(count), networkLimit(count)];
  const wide = { ...office, perMinute: 100 };
  expect(await ask(others, 100, start, wide)).toBe(100);
  calls.length = 0;
  expect(await ask(ours, 50, start, wide)).toBe(3);
  expect(calls).toEqual([{ ...wide, minute: start, more: 4 }]);
  expect(await ask(ours, 1, start + minute, wide)).toBe(1);
  expect(calls.slice(1)).toEqual([{ ...wide, minute: start + minute, more: 1 }]);
});

test('the ten minutes of counting end with the tenth', async () => {
  for (const [minutes, writes] of [
    [9, 1],
    [10, 0],
  ] as const) {
    const { calls, count } = sharedCount();
    const limit = networkLimit(count);
    await ask(limit, 50, start);
    calls.length = 0;
    await ask(limit, 1, start + minutes * minute);
    expect(calls).toHaveLength(writes);
  }
});

/** Asks once from each of so many other networks. */
async function askFromOthers(limit: ReturnType<typeof networkLimit>, count: number, now: number, name = 'other') {
  for (let one = 0; one < count; one++) await limit({ ...office, network: `${name}-${one}` }, now);
}

test('ten thousand networks are known, and one more makes forget the one that is known for longest, no other', async () => {
  const { calls, count } = sharedCount();
  const limit = networkLimit(count);
  const second = { ...office, network: 'second' };
  await ask(limit, 3, start);
  await ask(limit, 3, start, second);
  await askFromOthers(limit, 9998, start);
  await ask(limit, 1, start);
  expect(calls).toEqual([{ ...office, minute: start, more: 4 }]);
  await askFromOthers(limit, 1, start, 'one more');
  await ask(limit, 1, start, second);
  expect(calls.slice(1)).toEqual([{ ...second, minute: start, more: 4 }]);
  // What was told of it is in the table all the same.
  await ask(limit, 1, start);
  expect(calls).toHaveLength(2);
});

test('networks of an earlier minute take no room from those of the present one', async () => {
  const { calls, count } = sharedCount();
  const limit = networkLimit(count);
  await ask(limit, 1, start);
  await askFromOthers(limit, 9999, start);
  await ask(limit, 3, start + minute);
  await askFromOthers(limit, 1, start + minute, 'one more');
  await ask(limit, 1, start + minute);
  expect(calls).toEqual([{ ...office, minute: start + minute, more: 4 }]);
});

test('an ask that is late by a minute makes nothing forget of the present one', async () => {
  const { calls, count } = sharedCount();
  const limit = networkLimit(count);
  await ask(limit, 3, start + minute);
  await askFromOthers(limit, 1, start);
  await ask(limit, 1, start + minute);
  expect(calls).toEqual([{ ...office, minute: start + minute, more: 4 }]);
});

test('ten thousand networks and more are no matter', async () => {
  const { count } = sharedCount();
  const limit = networkLimit(count);
  for (let one = 0; one < 12_000; one++) await limit({ ...office, network: String(one) }, start);
  expect(await ask(limit, 20, start, { ...office, network: '11999' })).toBe(9);
});

test('whatever a container knows: no more than the share without asking, and all that is leased gets counted', () => {
  const known = fc.record({ taken: fc.nat(20), reported: fc.nat(20), isFull: fc.boolean(), watched: fc.boolean() });
  fc.assert(
    fc.property(known, fc.integer({ min: 1, max: 20 }), ({ taken, reported, isFull, watched }, perMinute) => {
      fc.pre(reported <= taken);
      const network = { ...unknownNetwork(start), taken, reported, isFull, watchedUntil: watched ? start + minute : 0 };
      const step = networkStep(network, perMinute);
      const isRefused = isFull || taken >= perMinute;
      const isFree = taken < 3 && !watched;
      const count = { kind: 'count', more: taken + 1 - reported };
      expect(step).toEqual(isRefused ? { kind: 'refuse' } : isFree ? { kind: 'take' } : count);
    }),
  );
});

test('however asks lie in time and over containers, no minute has more than the share and the uncounted few', async () => {
  const asked = fc.array(fc.record({ container: fc.nat(2), wait: fc.nat(20_000) }), { maxLength: 120 });
  await fc.assert(
    fc.asyncProperty(asked, fc.integer({ min: 1, max: 12 }), async (asks, perMinute) => {
      const { count, counted } = sharedCount();
      const containers = [0, 1, 2].map(() => networkLimit(count));
      const given = new Map<number, number>();
      let now = start;
      for (const { container, wait } of asks) {
        now += wait;
        const minuteNow = Math.floor(now / minute);
        const isGiven = await containers[container]!({ ...office, perMinute }, now);
        if (isGiven) given.set(minuteNow, (given.get(minuteNow) ?? 0) + 1);
      }
      for (const taken of given.values()) expect(taken).toBeLessThanOrEqual(perMinute + 2 * 3);
      for (const sum of counted.values()) expect(sum).toBeLessThanOrEqual(perMinute);
    }),
  );
});

test('visits are counted later, and several by one write', async () => {
  const { calls, count } = sharedCount();
  const limit = networkLimit(count, countingVisits);
  expect(await ask(limit, 500, start, { ...office, perMinute: 100 })).toBe(100);
  expect(calls.map(({ more }) => more)).toEqual([13, ...Array(14).fill(6)]);
});

test('what several containers count together exceeds the share by no more than each had not told yet', async () => {
  const { count } = sharedCount();
  const containers = Array.from({ length: 8 }, () => networkLimit(count, countingVisits));
  let granted = 0;
  for (let round = 0; round < 100; round++) {
    for (const limit of containers) granted += await ask(limit, 1, start, { ...office, perMinute: 100 });
  }
  expect(granted).toBeGreaterThanOrEqual(100 - 6);
  expect(granted).toBeLessThanOrEqual(100 + 8 * 12);
});
