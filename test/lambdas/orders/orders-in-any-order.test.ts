import fc from 'fast-check';
import { show } from '../calls/stores.ts';
import { type House, number, start } from '../settle/call-house.ts';
import { address, called, drain, endOf, houseWith, type News, reported, stubbornly, takeNews } from './order-news.ts';
import { caller, cancelOf, day, iso, openShop, refundOf, saleOf } from './order-world.ts';

const hour = 3600_000;
const byCleo = (eventId: string, phone: string) =>
  reported(saleOf(eventId, { occurredAt: iso(start + 9 * day), find: { phone, email: 'cleo@example.com' } }));

/** Cleo calls from two numbers, and names a third one. Anna calls twice from the number of her company, Ben in between, and a third person from elsewhere. */
const news: readonly News[] = [
  called('a', start),
  called('b', start + 2 * day),
  called('c', start + 4 * day),
  called('d', start + 5 * day, { caller: '+12025550199' }),
  called('e', start + 7 * day, { caller: '+12025550166' }),
  called('f', start + 8 * day, { caller: '+12025550177' }),
  reported(saleOf('s-1', { orderId: '1', occurredAt: iso(start + day) })),
  reported(refundOf('r-1', '1')),
  reported(saleOf('s-2', { orderId: '2', occurredAt: iso(start + 4 * day + hour), find: { email: address } })),
  reported(
    saleOf('s-3', { occurredAt: iso(start + 3 * day), find: { phone: caller, clickId: { gclid: 'gclid-ben' } } }),
  ),
  reported(saleOf('s-4', { orderId: '4', occurredAt: iso(start + 6 * day), find: { phone: '+12025550199' } })),
  reported(cancelOf('c-4', '4')),
  byCleo('s-5', '+12025550166'),
  byCleo('s-6', '+12025550177'),
  byCleo('s-7', '+12025550188'),
  reported(saleOf('s-8', { occurredAt: iso(start + 9 * day), find: { call: 'd', phone: '+12025550177' } })),
  reported(saleOf('s-9', { occurredAt: iso(start + 9 * day), find: { call: 'never', phone: '+12025550166' } })),
  { kind: 'identity' },
];

const expected = {
  a: { orders: ['r-1', 's-1'], minor: 10000 },
  b: { orders: ['s-3'], minor: 12950 },
  c: { orders: ['s-2'], minor: 12950 },
  d: { orders: ['c-4', 's-4', 's-8'], minor: 12950 },
  e: { orders: ['s-5', 's-9'], minor: 25900 },
  f: { orders: ['s-6', 's-7'], minor: 25900 },
};

async function opened(): Promise<House> {
  const house = await openShop();
  await show(house.sources, number, 'anna', start - 60_000, { clickedAt: start - 10_000 });
  await show(house.sources, number, 'ben', start + 2 * day - 60_000, { clickedAt: start + 2 * day - 10_000 });
  await show(house.sources, number, 'anna', start + 4 * day - 60_000, { clickedAt: start + 4 * day - 10_000 });
  return house;
}

const sameEnd = Object.fromEntries(
  Object.entries(expected).map(([id, one]) => [
    id,
    { ...one, open: one.minor === 0 ? expect.anything() : [one.minor] },
  ]),
);

/** All of it in any order, some of it twice. */
const arrival = fc
  .tuple(fc.shuffledSubarray([...news], { minLength: news.length }), fc.subarray([...news], { maxLength: 3 }))
  .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));

test('calls, orders and who is who, told in any order and by several at once, end the same', async () => {
  await fc.assert(
    fc.asyncProperty(arrival, fc.integer({ min: 1, max: 4 }), async (told, workers) => {
      const house = await opened();
      const left = [...told];
      const worker = async () => {
        for (let one = left.shift(); one !== undefined; one = left.shift()) {
          const each = one;
          await stubbornly(() => takeNews(house, each));
        }
      };
      await Promise.all(Array.from({ length: workers }, worker));
      await drain(house);
      expect(await endOf(house, Object.keys(expected))).toEqual(sameEnd);
    }),
    { numRuns: 25 },
  );
});

/** Of its writes one now and then does not come about, as if whoever wrote had died right before it. */
function dyingHouse(house: House, dies: () => boolean): House {
  return houseWith(house, (operation) => {
    if (/^(Put|Update|Delete|TransactWrite)/.test(operation) && dies()) throw new Error('killed');
  });
}

test('deaths before any write, in any order of arrival, change nothing of the end', async () => {
  const deaths = fc.infiniteStream(fc.integer({ min: 0, max: 9 }));
  await fc.assert(
    fc.asyncProperty(arrival, deaths, async (told, chances) => {
      const house = await opened();
      const dying = dyingHouse(house, () => chances.next().value === 0);
      for (const one of told) await stubbornly(() => takeNews(dying, one));
      await drain(dying);
      expect(await endOf(house, Object.keys(expected))).toEqual(sameEnd);
    }),
    { numRuns: 15 },
  );
});
