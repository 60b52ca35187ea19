import { watchCall } from '../../../lambdas/settle/watch-call.ts';
import { type House, keep, openHouse, played, start } from './call-house.ts';

const minute = 60_000;
let house: House;

beforeEach(async () => {
  house = await openHouse();
});

/** After how many seconds the call is looked at again. */
async function watched(now: number): Promise<number[]> {
  const waits: number[] = [];
  const settleIn = async (_call: string, seconds: number) => void waits.push(seconds);
  await watchCall('call-1', { ...house.deps, settleIn }, now);
  return waits;
}

test('a call that is not final is looked at again, at its end of grace in steps of 15 minutes', async () => {
  await keep(house, ...played().events);
  const finalAt = start + 40_000 + 30 * minute;
  expect(await watched(start + minute)).toEqual([900]);
  expect(await watched(finalAt - 15 * minute)).toEqual([900]);
  expect(await watched(finalAt - 5 * minute)).toEqual([300]);
  expect(await watched(finalAt - 1)).toEqual([1]);
  expect(await watched(finalAt)).toEqual([]);
});

test('a final call and an unknown one leave nothing', async () => {
  expect(await watched(start)).toEqual([]);
  await keep(house, played().record);
  expect(await watched(start + minute)).toEqual([]);
});
