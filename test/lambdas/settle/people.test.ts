import { laterCalls } from '../../../lambdas/settle/outbox/queue-later-calls.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { putPool, show } from '../calls/stores.ts';
import {
  everything,
  type House,
  keep,
  kept,
  number,
  openHouse,
  played,
  settleQueued,
  showAnna,
  soonAfter,
  start,
  tell,
} from './call-house.ts';

const hour = 3600_000;
let house: House;

beforeEach(async () => {
  house = await openHouse();
});

const matchOf = async (call: string) => (await kept(house, call)).call?.match;
const persons = async () =>
  (await everything(house.sources)).filter(({ pk }) => String(pk).startsWith('PERSON#')).map(({ sk }) => String(sk));

/** Anna holds the number for the first call, Ben for the second, and the same person calls. */
async function annaThenBen() {
  await showAnna(house);
  await show(house.sources, number, 'ben', start + hour);
  return { first: played({ call: 'a' }).record, second: played({ call: 'b', at: start + hour + 60_000 }).record };
}

test('an earlier call that is told late changes those after it', async () => {
  const { first, second } = await annaThenBen();
  await tell(house, second);
  expect(await matchOf('b')).toMatchObject({ method: 'lease', visit: { visitor: 'ben' }, firstTimeCaller: true });
  const before = (await kept(house, 'b')).conversions;
  expect(before).toMatchObject([{ credit: 'gclid:gclid-ben', state: 'open' }]);
  await tell(house, first);
  expect(await matchOf('a')).toMatchObject({ method: 'lease', visit: { visitor: 'anna' }, firstTimeCaller: true });
  expect(await matchOf('b')).toMatchObject({
    method: 'caller-memory',
    visit: { visitor: 'anna' },
    firstTimeCaller: false,
  });
  expect((await kept(house, 'b')).conversions).toMatchObject([
    { id: before[0]?.id, state: 'retired', revision: 2 },
    { credit: 'gclid:gclid-anna', state: 'open', ordinal: 2 },
  ]);
});

test('in whatever order two calls of a person are told, or at once, they end the same', async () => {
  const { first, second } = await annaThenBen();
  await tell(house, first);
  await tell(house, second);
  const expected = [await matchOf('a'), await matchOf('b')];
  for (const parallel of [true, true, true, false]) {
    const other = await openHouse();
    const deps = { ...other.deps, visits: house.sources.visits, leases: house.sources.leases };
    await keep(other, first, second);
    if (parallel) await Promise.all(['a', 'b'].map((call) => settle(call, deps, soonAfter)));
    else for (const call of ['b', 'a']) await settle(call, deps, soonAfter);
    await settleQueued({ ...other, deps });
    expect([(await kept(other, 'a')).call?.match, (await kept(other, 'b')).call?.match]).toEqual(expected);
  }
});

test('an earlier call to another number takes the first time, and nothing else', async () => {
  const { second } = await annaThenBen();
  await tell(house, second);
  await tell(house, played({ call: 'print', at: start - hour, number: '+12025550191' }).record);
  expect(await matchOf('b')).toMatchObject({ method: 'lease', visit: { visitor: 'ben' }, firstTimeCaller: false });
  expect(await matchOf('print')).toMatchObject({ firstTimeCaller: true });
});

test('a call whose caller is corrected leaves nothing with the former one', async () => {
  const { first, second } = await annaThenBen();
  await tell(house, played({ call: 'a' }).lookup, played({ call: 'a' }).events[0]!);
  await tell(house, second);
  expect(await matchOf('b')).toMatchObject({ method: 'caller-memory', visit: { visitor: 'anna' } });
  const other = played({ call: 'a', caller: '+12025550177' }).record;
  expect(other).not.toBe(first);
  await tell(house, other);
  expect(await matchOf('a')).toMatchObject({ method: 'lease', visit: { visitor: 'anna' } });
  expect(await matchOf('b')).toMatchObject({ method: 'lease', visit: { visitor: 'ben' }, firstTimeCaller: true });
  expect((await persons()).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    `NUMBER#${number}`,
    `NUMBER#${number}`,
    `STARTED#${start}#a`,
    `STARTED#${start + hour + 60_000}#b`,
  ]);
});

test('a caller who turns out to be withheld leaves nothing at all', async () => {
  await showAnna(house);
  await tell(house, played().lookup, played().events[0]!);
  expect(await persons()).toHaveLength(2);
  await tell(house, played({ caller: 'anonymous' }).record);
  expect(await persons()).toEqual([]);
  expect(await matchOf('call-1')).toMatchObject({ method: 'lease' });
  expect(await matchOf('call-1')).not.toHaveProperty('firstTimeCaller');
});

test('a call that turns out to have gone to a fixed number leaves no memory', async () => {
  await showAnna(house);
  await tell(house, played().lookup, played().events[0]!);
  await tell(house, played({ number: '+12025550191' }).record);
  expect(await matchOf('call-1')).toMatchObject({ method: 'source', source: 'print' });
  expect(await persons()).toEqual([`STARTED#${start}#call-1`]);
});

test('the memory follows the corrections of its call', async () => {
  const { first, second } = await annaThenBen();
  // The lookup comes late: without a start of its own, the call seems to begin when Ben holds the number.
  const late = JSON.stringify({ ...JSON.parse(played({ call: 'a' }).lookup), receivedAt: start + hour + 30_000 });
  await tell(house, late);
  expect(await matchOf('a')).toMatchObject({ visit: { visitor: 'ben' } });
  await tell(house, second);
  expect(await matchOf('b')).toMatchObject({ method: 'caller-memory', visit: { visitor: 'ben' } });
  await tell(house, first);
  expect(await matchOf('a')).toMatchObject({ visit: { visitor: 'anna' } });
  expect(await matchOf('b')).toMatchObject({ method: 'caller-memory', visit: { visitor: 'anna' } });
});

test('a repeat call of the same visitor is no news for anybody', async () => {
  await showAnna(house);
  await tell(house, played({ call: 'a' }).record);
  await tell(house, played({ call: 'b', at: start + 60_000 }).record);
  const before = await everything(house.sources);
  await keep(house, played({ call: 'a' }).record);
  await settle('a', house.deps, soonAfter);
  expect(house.queued).toEqual([]);
  expect(await everything(house.sources)).toEqual(before);
});

test('a pool that is deleted does not change the calls of its time', async () => {
  const { first, second } = await annaThenBen();
  await putPool(house.sources, 'web');
  await tell(house, first);
  await tell(house, second);
  expect(await matchOf('b')).toMatchObject({ method: 'caller-memory' });
});

describe('whom a change concerns', () => {
  const calls = [
    { call: 'a', startedAt: 10, number: '1' },
    { call: 'b', startedAt: 10, number: '2' },
    { call: 'c', startedAt: 20, number: '1' },
    { call: 'd', startedAt: 30, number: '1' },
  ];

  const all = { calls, last: undefined };

  test('all later calls to the number that is remembered', () => {
    const change = { person: 'p', from: 10, number: '1' };
    expect(laterCalls('a', change, all)).toEqual({ concerned: ['c', 'd'], left: undefined });
  });

  test('those that can be the first', () => {
    const concerned = (changed: string, from: number, some = calls) =>
      laterCalls(changed, { person: 'p', from }, { calls: some, last: undefined }).concerned;
    expect(concerned('a', 10)).toEqual(['b', 'c']);
    expect(concerned('x', 5)).toEqual(['a']);
    expect(concerned('d', 30, calls.slice(3))).toEqual([]);
  });

  test('the rest comes later, if the page may not have shown all', () => {
    const page = { calls, last: 'STARTED#d' };
    const memory = { person: 'p', from: 10, number: '1' };
    expect(laterCalls('a', memory, page).left).toEqual({ ...memory, after: 'STARTED#d' });
    expect(laterCalls('a', { person: 'p', from: 10 }, page).left).toBeUndefined();
    expect(laterCalls('a', { person: 'p', from: 30 }, page).left).toMatchObject({ after: 'STARTED#d' });
  });
});
