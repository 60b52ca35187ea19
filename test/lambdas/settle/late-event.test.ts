import { settle } from '../../../lambdas/settle/settle.ts';
import { giveRole, putPool, show } from '../calls/stores.ts';
import { everything, keep, kept, number, openHouse, played, settleQueued, showAnna, start } from './call-house.ts';

const minute = 60_000;
const hour = 60 * minute;
const later = start + 36 * hour;

/** Fifty others are shown the number after Anna, and it moves to another pool in the middle of that. */
async function longAfter() {
  const house = await openHouse();
  await showAnna(house);
  await putPool(house.sources, 'print', { kind: 'session', leaseSeconds: 1200, probationSeconds: 60, shards: [50] });
  for (let other = 1; other <= 50; other++) {
    const at = start + other * 40 * minute;
    if (other === 25) await giveRole(house.sources, number, { role: 'session', pool: 'print', since: at - minute });
    await show(house.sources, number, `other-${other}`, at, { pool: other < 25 ? 'web' : 'print' });
  }
  return house;
}

async function settleAt(house: Awaited<ReturnType<typeof openHouse>>, now: number, ...bodies: string[]) {
  for (const call of await keep(house, ...bodies)) await settle(call, house.deps, now);
  await settleQueued(house, now);
}

test('an event that is 36 hours late goes to who held the number then', async () => {
  const house = await longAfter();
  await settleAt(house, later, played().record);
  const { call } = await kept(house);
  expect(call).toMatchObject({ final: true, match: { method: 'lease', pool: 'web', visit: { visitor: 'anna' } } });
});

test('it tells the same of the call as the event that came in time', async () => {
  const [inTime, late] = [await openHouse(), await longAfter()];
  await showAnna(inTime);
  await settleAt(inTime, start + 5 * minute, played().record);
  await settleAt(late, later, played().record);
  const matchOf = async (house: typeof late) => (await kept(house)).call?.match;
  const { visit: one, candidates: _, ...first } = (await matchOf(inTime))!;
  const { visit: other, candidates: __, ...second } = (await matchOf(late))!;
  expect(other?.visitor).toBe(one?.visitor);
  expect({ ...second, reason: '', confidence: 0 }).toEqual({ ...first, reason: '', confidence: 0 });
});

test('parts of a call that come a day and a half apart make one call, as all of them together do', async () => {
  const { events, record } = played();
  const [apart, together] = [await longAfter(), await longAfter()];
  await settleAt(apart, start + 5 * minute, ...events);
  await settleAt(apart, later, record);
  await settleAt(together, later, record, ...events);
  const visitorOf = async (house: typeof apart) => (await kept(house)).call?.match.visit?.visitor;
  expect([await visitorOf(apart), await visitorOf(together)]).toEqual(['anna', 'anna']);
  expect(await everything(apart.sources)).toHaveLength((await everything(together.sources)).length);
});
