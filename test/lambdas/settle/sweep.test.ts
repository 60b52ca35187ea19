import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conversionKey } from '../../../lambdas/conversions/conversion-items.ts';
import { deliveryKey } from '../../../lambdas/deliveries/delivery-items.ts';
import { claimDelivery, finishDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { sweep } from '../../../lambdas/settle/sweep.ts';
import { enterOpen, readPushed } from '../../../lambdas/settle/sweep-conversion-store.ts';
import { parkDelivery, raiseRedrive } from '../../../lambdas/settle/sweep-store.ts';
import {
  everything,
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
    await swept(due);
    const again = due + 5 * minute;
    const claim = { revision: 1, attempts: 1, restsUntil: 0, asks: false };
    expect(await delivery()).toMatchObject({ dueAt: again });
    expect(await claimDelivery(calls, await delivery(), { ...claim, since: due + 1 })).toBeDefined();
    expect((await delivery()).dueAt).toBe(again);
    const dead = { revision: 1, since: due + 1 };
    expect(await claimDelivery(calls, await delivery(), { ...claim, since: again, dead })).toBeDefined();
    expect((await delivery()).dueAt).toBe(again + 7 * minute);
  });
});

describe('a conversion stands in the index for its deliveries', () => {
  const due = soonAfter + 5 * minute;
  const claim = { revision: 1, attempts: 1, restsUntil: 0, asks: false };
  const done = { state: 'delivered', sent: 1, nextAt: soonAfter, restsUntil: 0 } as const;
  const inIndex = async () =>
    (await everything(house.sources)).filter(({ openShard }) => openShard !== undefined).map(({ sk }) => kindOf(sk));
  const kindOf = (sk: unknown) => String(sk).split('#')[0];
  const deliveries = async () => (await kept(house)).deliveries;

  beforeEach(async () => {
    const when = { status: 'completed', talkSeconds: { gte: 5, lt: 60 } } as const;
    house = await openHouse([rule({ when, destinations: ['hook', 'mail'] })]);
    await showAnna(house);
    await tell(house, played().record);
  });

  test('once; when they are done it leaves, and nothing is started', async () => {
    expect(await inIndex()).toEqual(['CONVERSION']);
    for (const one of await deliveries()) {
      const id = await claimDelivery(house.sources.calls, one, { ...claim, since: soonAfter });
      await finishDelivery(house.sources.calls, one, { ...claim, id: id!, since: soonAfter }, done);
    }
    expect(await inIndex()).toEqual(['CONVERSION']);
    expect(await swept(due - 1)).toMatchObject({ deliveries: 0 });
    expect(await swept(due)).toEqual({ calls: 0, deliveries: 0, givenUp: 0 });
    expect(await inIndex()).toEqual([]);
    expect(await deliveries()).toMatchObject([{ redrive: 0 }, { redrive: 0 }]);
  });

  test('those that no attempt began are started, and one that was just claimed is only watched', async () => {
    const [first, second] = await deliveries();
    await claimDelivery(house.sources.calls, first!, { ...claim, since: due - 1000 });
    expect(await swept(due)).toMatchObject({ deliveries: 1 });
    expect(await inIndex()).toEqual(['DELIVERY', 'DELIVERY']);
    const after = new Map((await deliveries()).map((one) => [one.id, one]));
    expect(after.get(first!.id)).toMatchObject({ redrive: 0, dueAt: due - 1000 + 7 * minute });
    expect(after.get(second!.id)).toMatchObject({ redrive: 1, dueAt: due + 5 * minute });
  });

  test('one whose claim is dead is started again', async () => {
    const [first] = await deliveries();
    await claimDelivery(house.sources.calls, first!, { ...claim, since: soonAfter });
    expect(await swept(due)).toMatchObject({ deliveries: 2 });
  });

  test('what a death kept from being wanted is settled, looked for ever more rarely, and given up', async () => {
    const [first] = await deliveries();
    const { documents, name } = house.sources.calls;
    await documents.send(new DeleteCommand({ TableName: name, Key: deliveryKey(first!) }));
    expect(await swept(due)).toMatchObject({ calls: 1, deliveries: 1 });
    expect(house.queued).toEqual(['call-1']);
    expect(await swept(due + minute)).toMatchObject({ calls: 0 });
    await settleQueued(house, due + minute);
    expect(await deliveries()).toMatchObject([{ wanted: 1 }, { wanted: 1 }]);
    expect(await swept(due + 5 * minute)).toMatchObject({ calls: 0 });
    expect(await inIndex()).toEqual(['DELIVERY', 'DELIVERY']);
  });

  test('a new revision puts it back, and its deliveries count on it again', async () => {
    await swept(due);
    await keep(house, played({ talk: 90 }).record);
    await settle('call-1', house.deps, due);
    expect((await kept(house)).conversions).toMatchObject([{ state: 'retired', revision: 2 }]);
    expect(await inIndex()).toEqual(['CONVERSION']);
    expect(await swept(due + 5 * minute)).toMatchObject({ deliveries: 2 });
    expect(await deliveries()).toMatchObject([
      { wanted: 2, redrive: 2 },
      { wanted: 2, redrive: 2 },
    ]);
  });

  test('what moves while the sweep looks is looked at by the next one', async () => {
    const { calls } = house.sources;
    const [first] = await deliveries();
    const entry = { ...deliveryKey(first!), dueAt: due };
    const read = await readPushed(calls, { ...entry, sk: conversionKey((await kept(house)).conversions[0]!).sk });
    const asRead = read!.deliveries.find(({ id }) => id === first!.id)!;
    const id = await claimDelivery(calls, first!, { ...claim, since: soonAfter });
    expect(await enterOpen(calls, entry, asRead, { at: due, isStarted: true })).toBe(false);
    await finishDelivery(calls, first!, { ...claim, id: id!, since: soonAfter }, done);
    expect(await enterOpen(calls, entry, asRead, { at: due, isStarted: true })).toBe(false);
    expect(await deliveries()).toContainEqual(
      expect.objectContaining({ id: first!.id, state: 'delivered', redrive: 0 }),
    );
  });
});
