import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { deliveryKey } from '../../../lambdas/conversions/conversion-items.ts';
import { claimDelivery } from '../../../lambdas/conversions/delivery-store.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { sweep } from '../../../lambdas/settle/sweep.ts';
import { parkDelivery, raiseRedrive } from '../../../lambdas/settle/sweep-store.ts';
import {
  type House,
  keep,
  kept,
  openHouse,
  played,
  rule,
  settleQueued,
  showAnna,
  soonAfter,
  start,
  tell,
} from './call-house.ts';

const minute = 60_000;
let house: House;

beforeEach(async () => {
  house = await openHouse([rule({ destinations: ['hook'] })]);
  await showAnna(house);
});

const swept = (now: number) =>
  sweep({ calls: house.sources.calls, settleLater: house.deps.settleLater, giveUp: async () => undefined }, now);

test('calls past their grace are queued, and no others', async () => {
  await tell(house, ...played({ call: 'ended' }).events, played({ call: 'rings' }).events[0]!);
  await tell(house, played({ call: 'recorded' }).record);
  const finalAt = start + 40_000 + 30 * minute;
  const calls = async (now: number) => (await swept(now), house.queued.splice(0));
  expect(await calls(finalAt - 1)).toEqual([]);
  expect(await calls(finalAt)).toEqual(['ended']);
  expect((await calls(start + 12 * 60 * minute)).sort()).toEqual(['ended', 'rings']);
  await settle('ended', house.deps, finalAt);
  expect(await calls(finalAt)).toEqual([]);
  expect((await kept(house, 'ended')).conversions).toHaveLength(1);
});

test('many calls are found in all shards', async () => {
  const ids = Array.from({ length: 24 }, (_, index) => `call-${index}`);
  await keep(house, ...ids.map((call) => played({ call, caller: 'anonymous' }).events[0]!));
  for (const id of ids) await settle(id, house.deps, soonAfter);
  expect(await swept(start + 12 * 60 * minute)).toEqual({ calls: 24, deliveries: 0, givenUp: 0 });
  expect(new Set(house.queued)).toEqual(new Set(ids));
  await settleQueued(house, start + 12 * 60 * minute);
  expect(await swept(start + 12 * 60 * minute)).toMatchObject({ calls: 0, deliveries: 0 });
});

describe('a delivery', () => {
  const due = soonAfter + 5 * minute;
  const delivery = async () => (await kept(house)).deliveries[0]!;

  beforeEach(async () => {
    await tell(house, played().record);
  });

  test('that stands still is started again, ever more rarely', async () => {
    await swept(due - 1);
    expect(await delivery()).toMatchObject({ redrive: 0 });
    expect(await swept(due)).toMatchObject({ calls: 0, deliveries: 1 });
    expect(await delivery()).toMatchObject({ redrive: 1, wanted: 1, state: 'pending' });
    expect(await swept(due + 5 * minute - 1)).toMatchObject({ deliveries: 0 });
    expect(await swept(due + 5 * minute)).toMatchObject({ calls: 0, deliveries: 1 });
    expect(await delivery()).toMatchObject({ redrive: 2 });
    expect(await swept(due + 19 * minute)).toMatchObject({ deliveries: 0 });
    expect(await swept(due + 20 * minute)).toMatchObject({ deliveries: 1 });
  });

  test('that moved meanwhile, or is done, is left alone', async () => {
    const { calls } = house.sources;
    const key = deliveryKey(await delivery());
    const look = { looks: 1, at: due + minute };
    const update = (UpdateExpression: string, ExpressionAttributeValues?: Record<string, unknown>) =>
      calls.documents.send(
        new UpdateCommand({ TableName: calls.name, Key: key, UpdateExpression, ExpressionAttributeValues }),
      );
    await update('SET dueAt = :later', { ':later': due + 1 });
    expect(await raiseRedrive(calls, { ...key, dueAt: due }, look)).toBe(false);
    expect(await parkDelivery(calls, { ...key, dueAt: due }, 'given up')).toBe(false);
    await update('REMOVE dueAt, openShard');
    expect(await raiseRedrive(calls, { ...key, dueAt: due + 1 }, look)).toBe(false);
    expect(await delivery()).toMatchObject({ redrive: 0, state: 'pending' });
  });

  test('that is claimed stays where it is in the index, unless that is too early', async () => {
    const { calls } = house.sources;
    const before = await delivery();
    const claim = { revision: 1, attempts: 1, restsUntil: 0, asks: false };
    expect(before.dueAt).toBe(due);
    expect(await claimDelivery(calls, before, { ...claim, since: soonAfter + 1 })).toBeDefined();
    expect((await delivery()).dueAt).toBe(due);
    const dead = { revision: 1, since: soonAfter + 1 };
    expect(await claimDelivery(calls, await delivery(), { ...claim, since: due, dead })).toBeDefined();
    expect((await delivery()).dueAt).toBe(due + 7 * minute);
  });
});
