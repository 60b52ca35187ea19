import { randomInt } from 'node:crypto';
import { putLedgerEntry } from '../../../lambdas/conversions/ledger/ledger-store.ts';
import { claimDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { emptyTables, putShop, show } from '../calls/stores.ts';
import { cancel, entry, refund, revenueRule, sale, someRule } from '../conversions/facts.ts';
import {
  everything,
  type House,
  keep,
  kept,
  number,
  openHouse,
  played,
  rule,
  showAnna,
  soonAfter,
  start,
  tell,
} from './call-house.ts';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});

function shuffled<T>(values: readonly T[]): T[] {
  const left = [...values];
  return values.map(() => left.splice(randomInt(left.length), 1)[0]!);
}

const settled = () => settle('call-1', house.deps, soonAfter);

test('a record alone is enough: the call, its visit, its conversion, a delivery for each destination', async () => {
  const visit = await showAnna(house);
  await tell(house, played().record);
  const { call, conversions, deliveries } = await kept(house);
  expect(call).toMatchObject({
    status: 'completed',
    final: true,
    site: 'shop',
    talkSeconds: 33,
    trackedNumber: number,
    match: { method: 'lease', visit: { id: visit.visit, clickIds: { gclid: 'gclid-anna' } }, firstTimeCaller: true },
    sums: {
      conversions: 1,
      values: [{ minor: 5000, currency: 'EUR' }],
      tags: [],
      rules: ['talk'],
    },
  });
  expect(conversions).toMatchObject([
    { name: 'qualified_call', revision: 1, state: 'open', credit: 'gclid:gclid-anna' },
  ]);
  expect(deliveries.map(({ destination }) => destination).sort()).toEqual(['hook', 'mail']);
  for (const delivery of deliveries) {
    expect(delivery).toMatchObject({ id: expect.stringMatching(/^d[0-9a-v]{26}$/), conversion: conversions[0]?.id });
    expect(delivery).toMatchObject({
      wanted: 1,
      sent: 0,
      state: 'pending',
      attempts: 0,
      redrive: 0,
    });
  }
});

test('settling what is settled writes nothing', async () => {
  await showAnna(house);
  await tell(house, played().record);
  const before = await kept(house);
  expect(await settled()).toMatchObject({ changed: false, call: { rev: before.call?.rev } });
  expect(await kept(house)).toEqual(before);
});

test('nothing was ever heard of a call: nothing is settled', async () => {
  expect(await settled()).toBeUndefined();
  expect(await everything(house.sources)).toEqual([]);
});

test('indexes: by site and time; in the open one early, and where it is until its deliveries are done', async () => {
  await tell(house, played().events[0]!);
  const item = async () => (await everything(house.sources)).find(({ sk }) => sk === 'CALL');
  expect(await item()).toMatchObject({
    site: 'shop',
    logKey: `${start}#call-1`,
    openShard: expect.stringMatching(/^OPEN#[0-3]$/),
    dueAt: start + 30 * 60_000,
  });
  await tell(house, ...played().events, played().record);
  expect(await item()).toMatchObject({ final: true, dueAt: start + 30 * 60_000 });
});

test('the same messages in any order and in parallel, the record five times, end the same', async () => {
  await showAnna(house);
  const { lookup, events, record } = played();
  await tell(house, lookup, ...events, record);
  const expected = await outcome(house);
  for (let round = 0; round < 4; round++) {
    const other = await openHouse();
    const { visits, leases } = house.sources;
    const deps = { ...other.deps, visits, leases };
    const bodies = shuffled([lookup, ...events, ...Array<string>(5).fill(record)]);
    const one = async (body: string) => {
      for (const call of await keep(other, body)) await settle(call, deps, soonAfter);
    };
    // By hand and then in parallel: workers of the queue see both.
    await one(bodies[0]!);
    await Promise.all(bodies.slice(1).map(one));
    expect(await outcome(other)).toEqual(expected);
  }

  /** When the sweep looks at it depends on when it was first heard of. */
  async function outcome({ sources }: House) {
    return (await everything(sources)).map(({ dueAt: _dueAt, ...item }) => item);
  }
});

test('events alone give a status that a record corrects; conversions wait for the end of the grace', async () => {
  await showAnna(house);
  const [initiated, , disconnected] = played().events;
  await tell(house, initiated!, disconnected!);
  expect((await kept(house)).call).toMatchObject({ status: 'completed', final: false });
  expect((await kept(house)).conversions).toEqual([]);
  await settle('call-1', house.deps, start + 40_000 + 1_800_000);
  expect((await kept(house)).call).toMatchObject({ final: true });
  expect((await kept(house)).conversions).toHaveLength(1);
});

test('a record that corrects a call after its conversion takes it back', async () => {
  await showAnna(house);
  await tell(house, ...played().events);
  const grace = start + 40_000 + 1_800_000;
  await settle('call-1', house.deps, grace);
  expect((await kept(house)).conversions).toMatchObject([{ state: 'open', revision: 1 }]);
  await keep(house, played({ talk: 2 }).record);
  await settle('call-1', house.deps, grace);
  const { conversions, deliveries, call } = await kept(house);
  expect(conversions).toMatchObject([{ state: 'retired', revision: 2, value: { minor: 0 } }]);
  expect(deliveries).toMatchObject([{ wanted: 2 }, { wanted: 2 }]);
  expect(call?.sums).toMatchObject({ conversions: 0, values: [] });
});

test('the site says how long its calls wait', async () => {
  await putShop(house.sources, { graceSeconds: 60 });
  await keep(house, ...played().events);
  expect((await settle('call-1', house.deps, start + 41_000))?.call).toMatchObject({ finalAt: start + 100_000 });
  expect((await settle('call-1', house.deps, start + 100_000))?.call.final).toBe(true);
});

test('default, fixed and unknown numbers: no visitor, no memory', async () => {
  await showAnna(house);
  await tell(house, played({ call: 'a', number: '+12025550190' }).record);
  await tell(house, played({ call: 'b', number: '+12025550191', at: start + 1000 }).record);
  await tell(house, played({ call: 'c', number: '+12025550177' }).record);
  expect((await kept(house, 'a')).call?.match).toMatchObject({ method: 'source', source: 'mixed', visit: null });
  expect((await kept(house, 'b')).call?.match).toMatchObject({
    method: 'source',
    campaign: 'may',
    firstTimeCaller: false,
  });
  expect((await kept(house, 'b')).conversions).toMatchObject([{ credit: 'source:print' }]);
  expect((await kept(house, 'c')).call).toMatchObject({ site: 'unknown', match: { method: 'none' } });
  expect((await kept(house, 'c')).conversions).toEqual([]);
  expect((await everything(house.sources)).filter(({ sk }) => String(sk).startsWith('NUMBER#'))).toEqual([]);
});

test('a withheld caller is matched by the lease and leaves no memory', async () => {
  await showAnna(house);
  await tell(house, played({ caller: 'anonymous' }).record);
  expect((await kept(house)).call?.match).toMatchObject({ method: 'lease', visit: { visitor: 'anna' } });
  expect((await everything(house.sources)).filter(({ pk }) => String(pk).startsWith('PERSON#'))).toEqual([]);
});

test('revenue, a refund and a cancellation raise the revision', async () => {
  house = await openHouse([revenueRule({ destinations: ['hook'] }), rule()]);
  await showAnna(house);
  await tell(house, played().record);
  expect((await kept(house)).conversions).toHaveLength(1);
  for (const [one, minor, revision] of [
    [entry('a', sale(12950)), 12950, 1],
    [entry('b', refund(2950), { outcome: 'sold', tags: ['vip'] }), 10000, 2],
    [entry('c', cancel('a')), 0, 3],
  ] as const) {
    expect(await putLedgerEntry(house.sources.calls, one)).toBe(true);
    await settled();
    const { conversions, deliveries, call } = await kept(house);
    const sold = conversions.find(({ rule: { id } }) => id === 'sale');
    expect(sold).toMatchObject({ value: { minor, currency: 'EUR' }, revision });
    expect(deliveries.find(({ conversion }) => conversion === sold?.id)).toMatchObject({ wanted: revision });
    expect(call?.sums).toMatchObject({ conversions: 2, revenue: { minor, currency: 'EUR' } });
  }
  expect((await kept(house)).call?.sums).toMatchObject({ outcome: 'sold', tags: ['vip'] });
  expect((await kept(house)).ledger).toHaveLength(3);
});

test('revenue months later finds the match as it was, though visit, pool and role are gone', async () => {
  await showAnna(house);
  await tell(house, played().record);
  const { call } = await kept(house);
  await putLedgerEntry(house.sources.calls, entry('a', sale(1)));
  const { calls, identityKey } = house.sources;
  const forgotten = { ...(await emptyTables()), calls, identityKey, settleLater: house.deps.settleLater };
  await settle('call-1', forgotten, soonAfter + 1e10);
  const later = await kept(house);
  expect(later.call?.match).toEqual(call?.match);
  expect(later.conversions).toMatchObject([{ state: 'open', revision: 1 }]);
});

test('more conversions than a transaction holds are written in rounds, each delivery with its conversion', async () => {
  const destinations = Array.from({ length: 20 }, (_, index) => `hook-${index}`);
  house = await openHouse(Array.from({ length: 12 }, (_, index) => someRule({ id: `rule-${index}`, destinations })));
  await showAnna(house);
  await tell(house, played().record);
  const { conversions, deliveries } = await kept(house);
  expect(conversions).toHaveLength(12);
  expect(deliveries).toHaveLength(240);
});

test('an attempt’s own fields survive a new revision', async () => {
  house = await openHouse([revenueRule()]);
  await showAnna(house);
  await putLedgerEntry(house.sources.calls, entry('a', sale(100)));
  await tell(house, played().record);
  const [delivery] = (await kept(house)).deliveries;
  const claim = { revision: 1, since: 5, attempts: 1, restsUntil: 0, asks: false };
  await claimDelivery(house.sources.calls, delivery!, claim);
  await putLedgerEntry(house.sources.calls, entry('b', sale(100)));
  await settled();
  expect((await kept(house)).deliveries).toMatchObject([
    { wanted: 2, attempted: 1, attempts: 1, sending: { revision: 1, since: 5 }, state: 'pending' },
  ]);
  expect((await kept(house)).call).toMatchObject({ dueAt: soonAfter + 300_000 });
});

test('the same caller again, when somebody else holds the number', async () => {
  await showAnna(house);
  await tell(house, played({ call: 'a' }).record);
  await show(house.sources, number, 'ben', start + 60 * 60_000);
  await tell(house, played({ call: 'b', at: start + 61 * 60_000 }).record);
  expect((await kept(house, 'b')).call?.match).toMatchObject({
    method: 'caller-memory',
    visit: { visitor: 'anna' },
    firstTimeCaller: false,
  });
});
