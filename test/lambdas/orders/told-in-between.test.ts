import { show } from '../calls/stores.ts';
import { type House, number, start } from '../settle/call-house.ts';
import { address, called, drain, endOf, houseWith, type News, reported, takeNews } from './order-news.ts';
import { day, iso, openShop, saleOf } from './order-world.ts';

interface Pair {
  /** What was told before. */
  readonly before: readonly News[];
  readonly one: News;
  readonly other: News;
  /** Orders by their calls in the end. */
  readonly end: Readonly<Record<string, readonly string[]>>;
}

const sale = (event: string, find: object) => reported(saleOf(event, { occurredAt: iso(start + 9 * day), find }));
const anonymous = called('a', start, { caller: 'anonymous' });
const callOfCleo = called('c', start + day, { caller: '+12025550177' });
const saleToCleo = (event: string, phone: string) => sale(event, { phone, email: 'cleo@example.com' });

const pairs: Readonly<Record<string, Pair>> = {
  'an order of an address, and whose address it is': {
    before: [called('a', start)],
    one: sale('s-1', { email: address }),
    other: { kind: 'identity' },
    end: { a: ['s-1'] },
  },
  'two orders of an address, each with another number': {
    before: [callOfCleo],
    one: saleToCleo('s-1', '+12025550188'),
    other: saleToCleo('s-2', '+12025550177'),
    end: { c: ['s-1', 's-2'] },
  },
  'an order of an address, and the call of its visitor': {
    before: [{ kind: 'identity' }, sale('s-0', { call: 'another' })],
    one: sale('s-1', { email: address }),
    other: called('a', start),
    end: { a: ['s-1'] },
  },
  'the first order of a site, by a click, and the call of somebody who withholds their number': {
    before: [],
    one: sale('s-1', { clickId: { gclid: 'gclid-anna' } }),
    other: anonymous,
    end: { a: ['s-1'] },
  },
  'an order that names a call, and that call': {
    before: [callOfCleo],
    one: sale('s-1', { call: 'a', phone: '+12025550177' }),
    other: anonymous,
    end: { a: ['s-1'], c: [] },
  },
};

async function opened(before: readonly News[]): Promise<House> {
  const house = await openShop();
  await show(house.sources, number, 'anna', start - 60_000, { clickedAt: start - 10_000 });
  for (const one of before) await takeNews(house, one);
  return house;
}

/** One is told, and all of the other right before the operation of that number. False where there are no more. */
async function tellInBetween({ before, one, other }: Pair, at: number): Promise<House | undefined> {
  const house = await opened(before);
  let operations = 0;
  const paused = houseWith(house, async () => {
    operations++;
    if (operations === at) await takeNews(house, other);
  });
  await takeNews(paused, one);
  await drain(house);
  return operations < at ? undefined : house;
}

describe.each(Object.entries(pairs))('%s', (_, pair) => {
  test.each([
    ['the one', pair],
    ['the other', { ...pair, one: pair.other, other: pair.one }],
  ])('whatever operation of %s it comes before, the end is the same', async (_, told) => {
    const ends: unknown[] = [];
    for (let at = 1, house = await tellInBetween(told, at); house !== undefined; ) {
      const end = await endOf(house, Object.keys(told.end));
      ends.push(Object.fromEntries(Object.entries(end).map(([call, { orders }]) => [call, orders])));
      house = await tellInBetween(told, ++at);
    }
    expect(ends.length).toBeGreaterThan(3);
    expect(ends).toEqual(ends.map(() => told.end));
  });
});
