import fc from 'fast-check';
import { putLedgerEntry } from '../../../lambdas/conversions/ledger/ledger-store.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { entry, revenueRule, sale } from '../conversions/facts.ts';
import { everything, type House, keep, kept, openHouse, rule, settleQueued, showAnna, start } from './call-house.ts';
import { contact, event } from './contacts.ts';

const late = start + 3600_000;
let house: House;

async function open(): Promise<House> {
  const opened = await openHouse([rule(), revenueRule({ destinations: ['hook'] })]);
  await showAnna(opened);
  return opened;
}

beforeEach(async () => {
  house = await open();
});

/** As the queue does: what fails is tried again. */
async function settleStubbornly(call: string, now: number, at = house): Promise<void> {
  for (let left = 20; ; left--) {
    try {
      await settle(call, at.deps, now);
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

async function told(now: number, ...bodies: string[]): Promise<void> {
  for (const body of bodies) for (const call of await keep(house, body)) await settleStubbornly(call, now);
  await settleQueued(house, now);
}

const after = (id: string, PreviousContactId: string, from: number, more: object = {}) =>
  contact(id, from, from + 40, { InitiationMethod: 'TRANSFER', PreviousContactId, ...more });
const first = contact('a', 0, 22);
const listed = async () =>
  (await everything(house.sources)).filter(({ logKey }) => logKey !== undefined).map(({ id }) => id);

test.each([
  ['first', [first, after('b', 'a', 20)]],
  ['last', [after('b', 'a', 20), first]],
])(
  'a record with PreviousContactId alone belongs to the call of that contact, which is heard of %s',
  async (_when, bodies) => {
    await told(start + 65_000, ...bodies);
    expect((await kept(house, 'a')).call).toMatchObject({ id: 'a', legs: 2, talkSeconds: 17 + 35, final: true });
    expect(await listed()).toEqual(['a']);
  },
);

test('the contact before may itself be a leg of another call, which is found out later', async () => {
  await told(late, after('c', 'b', 40));
  expect((await kept(house, 'b')).call).toMatchObject({ id: 'b', final: true });
  expect((await kept(house, 'b')).conversions).toMatchObject([{ state: 'open', revision: 1 }]);
  await told(late, after('b', 'a', 20, { InitialContactId: 'a' }), first);
  expect((await kept(house, 'a')).call).toMatchObject({ legs: 3, talkSeconds: 17 + 35 + 35, final: true });
  expect((await kept(house, 'a')).conversions).toMatchObject([{ state: 'open' }]);
  const part = await kept(house, 'b');
  expect(part.call).toMatchObject({ partOf: 'a' });
  expect(part.conversions).toMatchObject([{ state: 'retired', revision: 2, value: { minor: 0 } }]);
  expect(part.deliveries).toMatchObject([{ wanted: 2 }, { wanted: 2 }]);
  expect(await listed()).toEqual(['a']);
});

test('what was reported of a part counts for the whole, once', async () => {
  await told(late, after('c', 'b', 40));
  const { calls } = house.sources;
  await putLedgerEntry(calls, entry('a', sale(900), { call: 'b' }));
  await settle('b', house.deps, late);
  expect((await kept(house, 'b')).call?.sums).toMatchObject({ revenue: { minor: 900 } });
  await told(late, after('b', 'a', 20, { InitialContactId: 'a' }), first);
  await putLedgerEntry(calls, entry('a', sale(900), { call: 'a' }));
  await settle('a', house.deps, late);
  expect((await kept(house, 'a')).call?.sums).toMatchObject({ conversions: 2, revenue: { minor: 900 } });
});

test('a call that went on in a contact that says nothing of it is joined by the one that names it', async () => {
  await told(late, contact('b', 20, 60), contact('a', 0, 22, { NextContactId: 'b' }));
  expect((await kept(house, 'a')).call).toMatchObject({ legs: 2, talkSeconds: 52 });
  expect(await listed()).toEqual(['a']);
  const people = (await everything(house.sources)).filter(({ pk }) => String(pk).startsWith('PERSON#'));
  expect(people.map(({ sk }) => sk)).toEqual(['NUMBER#+12025550100', `STARTED#${start}#a`]);
  expect(people).toMatchObject([{ call: 'a' }, { call: 'a' }]);
});

test('contacts that name each other in a circle are one call, under the first id', async () => {
  for (const bodies of [
    [after('x', 'y', 0), after('y', 'x', 20)],
    [after('y', 'x', 20), after('x', 'y', 0)],
  ]) {
    house = await open();
    await told(late, ...bodies);
    expect(await listed()).toEqual(['x']);
    expect((await kept(house, 'x')).call).toMatchObject({ legs: 2, talkSeconds: 70 });
  }
});

/** A call of four legs: not one of them names all others, and what names which differs. Two more that end nowhere. */
const news = [
  contact('a', 0, 22, { NextContactId: 'b' }),
  after('b', 'a', 20, { InitialContactId: 'a' }),
  event('DISCONNECTED', 'c', 70, { initiationMethod: 'TRANSFER', previousContactId: 'b' }),
  after('c', 'b', 40),
  after('d', 'c', 60),
  contact('d', 60, 101, {
    InitiationMethod: 'TRANSFER',
    PreviousContactId: 'c',
    LastUpdateTimestamp: '2026-11-20T14:30:00Z',
  }),
];

/** What does not depend on the way: the call that is listed, whose it is, what is open, and that all is told. */
async function ending(at: House) {
  const items = await everything(at.sources);
  const ids = items.filter(({ logKey }) => logKey !== undefined).map(({ id }) => String(id));
  const calls = await Promise.all(ids.map((id) => kept(at, id)));
  const [conversions, deliveries] = ['CONVERSION#', 'DELIVERY#'].map((prefix) =>
    items.filter(({ sk }) => String(sk).startsWith(prefix)),
  );
  return {
    calls: calls.map(({ call }) => {
      const { match, matchInputs: _inputs, rev: _rev, ...rest } = call!;
      const { method, visit, firstTimeCaller } = match;
      return { ...rest, method, visitor: visit?.visitor, firstTimeCaller };
    }),
    open: conversions!
      .filter(({ state }) => state === 'open')
      .map(({ call, credit, value }) => ({ call, credit, value })),
    untold: deliveries!.filter(
      ({ conversion, wanted }) => conversions!.find(({ id }) => id === conversion)?.revision !== wanted,
    ),
  };
}

test('told by several workers at once in any order, before or after the grace, it ends as one call', async () => {
  await told(late, ...news);
  const expected = await ending(house);
  expect(expected.calls).toMatchObject([
    { id: 'a', legs: 4, talkSeconds: 17 + 35 + 35 + 36, method: 'lease', visitor: 'anna' },
  ]);
  expect(expected.open).toHaveLength(1);
  const order = fc.shuffledSubarray([...news, ...news], { minLength: news.length * 2 });
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 1, max: 4 }), async (shuffled, workers) => {
      const at = await open();
      const left = [...shuffled];
      const worker = async () => {
        for (let body = left.shift(); body !== undefined; body = left.shift()) {
          for (const call of await keep(at, body)) await settleStubbornly(call, late, at);
        }
      };
      await Promise.all(Array.from({ length: workers }, worker));
      while (at.queued.length > 0) await settleStubbornly(at.queued.shift()!, late, at);
      expect(await ending(at)).toEqual(expected);
    }),
    { numRuns: 10 },
  );
});
