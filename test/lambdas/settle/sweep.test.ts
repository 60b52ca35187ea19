import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { callKey, openShard } from '../../../lambdas/calls/call-item.ts';
import { conversionItem, conversionKey } from '../../../lambdas/conversions/conversion-items.ts';
import { putConversion } from '../../../lambdas/conversions/conversion-store.ts';
import { deliveryKey } from '../../../lambdas/deliveries/delivery-items.ts';
import { claimDelivery, finishDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { sweep } from '../../../lambdas/settle/sweep.ts';
import { enterOpen, readDue, wantDelivery } from '../../../lambdas/settle/sweep-conversion-store.ts';
import { leaveOpen, parkDelivery, raiseRedrive } from '../../../lambdas/settle/sweep-store.ts';
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
    await swept(due);
    const update = (UpdateExpression: string, ExpressionAttributeValues?: Record<string, unknown>) =>
      calls.documents.send(
        new UpdateCommand({ TableName: calls.name, Key: key, UpdateExpression, ExpressionAttributeValues }),
      );
    await update('SET dueAt = :later', { ':later': due + 1 });
    expect(await raiseRedrive(calls, { ...key, dueAt: due }, look)).toBe(false);
    expect(
      await parkDelivery(calls, { ...key, dueAt: due }, { reason: 'given up', destination: 'hook', now: due }),
    ).toBe(false);
    await update('REMOVE dueAt, openShard');
    expect(await raiseRedrive(calls, { ...key, dueAt: due + 1 }, look)).toBe(false);
    expect(await delivery()).toMatchObject({ redrive: 1, state: 'pending' });
  });

  test('that is claimed stays where it is in the index, unless that is too early', async () => {
    const { calls } = house.sources;
    await swept(due);
    const again = due + 5 * minute;
    const claim = { revision: 1, attempts: 1, restsUntil: 0, asks: false };
    expect(await delivery()).toMatchObject({ dueAt: again });
    const follows = await claimDelivery(calls, await delivery(), { ...claim, since: due + 1 });
    expect((await delivery()).dueAt).toBe(again);
    const dead = { revision: 1, since: due + 1 };
    expect(await claimDelivery(calls, await delivery(), { ...claim, since: again, dead, follows })).toBeDefined();
    expect((await delivery()).dueAt).toBe(again + 7 * minute);
  });
});

describe('a call stands in the index for what it came to', () => {
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
    expect(await inIndex()).toEqual(['CALL']);
    for (const one of await deliveries()) {
      const id = await claimDelivery(house.sources.calls, one, { ...claim, since: soonAfter });
      await finishDelivery(house.sources.calls, one, { ...claim, id: id!, since: soonAfter }, done);
    }
    expect(await inIndex()).toEqual(['CALL']);
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

  test('what a death kept from being put after the call is found by the sweep, and put by the next settling', async () => {
    const { documents, name } = house.sources.calls;
    const dies = new Proxy(documents, {
      get: (target, property) =>
        property === 'send'
          ? async (command: Parameters<typeof target.send>[0]) => {
              if (JSON.stringify(command.input).includes('"sk":"CONVERSION#')) throw new Error('dead');
              return target.send(command);
            }
          : Reflect.get(target, property),
    });
    await keep(house, played({ call: 'call-2' }).record);
    await expect(settle('call-2', { ...house.deps, calls: { name, documents: dies } }, soonAfter)).rejects.toThrow(
      'dead',
    );
    const [conversion] = (await kept(house, 'call-2')).conversions;
    const stored = () => documents.send(new GetCommand({ TableName: name, Key: conversionKey(conversion!) }));
    expect(await stored()).not.toHaveProperty('Item');
    expect(await swept(due)).toMatchObject({ calls: 1 });
    expect(house.queued).toEqual(['call-2']);
    await settleQueued(house, due);
    expect((await stored()).Item).toMatchObject({ ...conversion });
    expect(await swept(due + 5 * minute)).toMatchObject({ calls: 0, deliveries: 4 });
  });

  test('who puts a conversion late, after a newer revision, changes nothing', async () => {
    const [conversion] = (await kept(house)).conversions;
    await keep(house, played({ talk: 90 }).record);
    await settle('call-1', house.deps, soonAfter);
    const before = await everything(house.sources);
    await putConversion(house.sources.calls, conversionItem(conversion!));
    expect(await everything(house.sources)).toEqual(before);
  });

  test('a conversion that a version before put into the index itself is looked after all the same', async () => {
    const { documents, name } = house.sources.calls;
    const [conversion] = (await kept(house)).conversions;
    const set = (Key: Record<string, string>, UpdateExpression: string, values?: Record<string, unknown>) =>
      documents.send(new UpdateCommand({ TableName: name, Key, UpdateExpression, ExpressionAttributeValues: values }));
    await set(callKey('call-1'), 'REMOVE openShard, dueAt');
    const entry = { ':shard': openShard(conversion!.id), ':due': due };
    await set(conversionKey(conversion!), 'SET openShard = :shard, dueAt = :due', entry);
    expect(await swept(due)).toMatchObject({ calls: 0, deliveries: 2 });
    expect(await inIndex()).toEqual(['DELIVERY', 'DELIVERY']);
  });

  test('a call that is settled while the sweep looks stays', async () => {
    const { calls } = house.sources;
    const { call } = await kept(house);
    await leaveOpen(calls, { ...callKey('call-1'), dueAt: due }, call!.rev - 1);
    expect(await inIndex()).toEqual(['CALL']);
    await leaveOpen(calls, { ...callKey('call-1'), dueAt: due }, call!.rev);
    expect(await inIndex()).toEqual([]);
  });

  test('a new revision puts it back, and raises its deliveries', async () => {
    await swept(due);
    await keep(house, played({ talk: 90 }).record);
    await settle('call-1', house.deps, due);
    expect((await kept(house)).conversions).toMatchObject([{ state: 'retired', revision: 2 }]);
    expect(await inIndex()).toEqual(['CALL', 'DELIVERY', 'DELIVERY']);
    await swept(due + 5 * minute);
    const stored = (await everything(house.sources)).filter(({ sk }) => kindOf(sk) === 'DELIVERY');
    expect(stored).toMatchObject([
      { wanted: 2, redrive: expect.any(Number), dueAt: due + 10 * minute },
      { wanted: 2, redrive: expect.any(Number), dueAt: due + 10 * minute },
    ]);
  });

  test('what an attempt comes to while the sweep looks is looked at by the next one', async () => {
    const { calls } = house.sources;
    const [first] = await deliveries();
    await claimDelivery(calls, first!, { ...claim, since: soonAfter });
    expect(await wantDelivery(calls, first!, { at: due, looks: 1 })).toBe(false);
    expect((await deliveries()).find(({ id }) => id === first!.id)).toMatchObject({ redrive: 0 });
  });

  test('what moves while the sweep looks is looked at by the next one', async () => {
    const { calls } = house.sources;
    const [first] = await deliveries();
    const dead = await claimDelivery(calls, first!, { ...claim, since: soonAfter - 200_000 });
    const unanswered = { ...claim, id: dead!, since: soonAfter - 200_000 };
    await finishDelivery(calls, first!, unanswered, { ...done, state: 'pending', sent: 0 });
    await leaveOpen(calls, { ...deliveryKey(first!), dueAt: soonAfter + 5 * minute });
    const entry = { ...deliveryKey(first!), dueAt: due };
    const read = await readDue(calls, { ...callKey('call-1'), dueAt: due });
    const asRead = read!.deliveries.find(({ id }) => id === first!.id)!;
    const id = await claimDelivery(calls, first!, { ...claim, since: soonAfter, follows: dead });
    expect(await enterOpen(calls, entry, asRead, { at: due, isStarted: true })).toBe(false);
    await finishDelivery(calls, first!, { ...claim, id: id!, since: soonAfter }, done);
    expect(await enterOpen(calls, entry, asRead, { at: due, isStarted: true })).toBe(false);
    expect(await deliveries()).toContainEqual(
      expect.objectContaining({ id: first!.id, state: 'delivered', redrive: 0 }),
    );
  });
});
