import { settle } from '../../../lambdas/settle/settle.ts';
import { noteClick } from '../../../lambdas/visits/visit-store.ts';
import { show } from '../calls/stores.ts';
import {
  everything,
  type House,
  keep,
  kept,
  number,
  openHouse,
  played,
  settleQueued,
  soonAfter,
  start,
  tell,
} from './call-house.ts';

const hour = 3600_000;
const click = 50 * hour;
let house: House;

beforeEach(async () => {
  house = await openHouse();
});

const matchOf = async (call: string, { sources }: House = house) =>
  (await kept({ ...house, sources }, call)).call?.match;
const visitorOf = async (call: string) => (await matchOf(call))?.visit?.visitor;

/** The first call is a guess at Ben. The third one is Carl's, who clicked. Before and after it nothing but the memory says anything. */
async function guessThenClick() {
  await show(house.sources, number, 'anna', start - 2 * hour);
  await show(house.sources, number, 'ben', start - hour);
  const carl = await show(house.sources, number, 'carl', start + click - 60_000);
  await noteClick(house.sources.visits, carl, start + click - 5_000);
  const at = { guess: start, between: start + 30 * hour, sure: start + click, later: start + 90 * hour };
  return Object.entries(at).map(([call, at]) => played({ call, at }).record);
}

test('a caller whose first call was a guess is who a later call surely was', async () => {
  for (const one of await guessThenClick()) await tell(house, one);
  const { confidence = 1 } = (await matchOf('guess')) ?? {};
  expect(confidence).toBeLessThan(0.9);
  expect([await visitorOf('guess'), await visitorOf('between'), await visitorOf('sure')]).toEqual([
    'ben',
    'ben',
    'carl',
  ]);
  expect(await matchOf('later')).toMatchObject({
    method: 'caller-memory',
    confidence: 0.98,
    visit: { visitor: 'carl' },
  });
});

test('in whatever order they are told, or at once, they end the same', async () => {
  const told = await guessThenClick();
  for (const one of told) await tell(house, one);
  const calls = ['guess', 'between', 'sure', 'later'];
  // Conversions that were taken back tell by which way it came to this.
  const ends = async (one: House) => ({
    matches: await Promise.all(calls.map((call) => matchOf(call, one))),
    people: (await everything(one.sources)).filter(({ pk }) => String(pk).startsWith('PERSON#')),
  });
  const expected = await ends(house);
  for (const order of [calls.toReversed(), ['sure', 'later', 'guess', 'between'], undefined]) {
    const other = await openHouse();
    const deps = { ...other.deps, visits: house.sources.visits, leases: house.sources.leases };
    await keep(other, ...told);
    if (order === undefined) await Promise.all(calls.map((call) => settle(call, deps, soonAfter)));
    else for (const call of order) await settle(call, deps, soonAfter);
    await settleQueued({ ...other, deps });
    expect(await ends({ ...other, deps })).toEqual(expected);
  }
});

test('a sure call that turns out to be of another caller leaves the guess alone', async () => {
  for (const one of await guessThenClick()) await tell(house, one);
  await tell(house, played({ call: 'sure', at: start + click, caller: '+12025550177', talk: 34 }).record);
  expect(await visitorOf('later')).toBe('ben');
});
