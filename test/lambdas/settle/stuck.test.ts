import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { callKey, openShard } from '../../../lambdas/calls/call-item.ts';
import { personCallWrite } from '../../../lambdas/calls/callers/person-store.ts';
import { deliveryKey } from '../../../lambdas/deliveries/delivery-items.ts';
import { claimDelivery, finishDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import { openWork } from '../../../lambdas/platform/aws/table-keys.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { sweep } from '../../../lambdas/settle/sweep.ts';
import { noteStuck } from '../../../lambdas/settle/sweep-store.ts';
import {
  everything,
  type House,
  keep,
  kept,
  openHouse,
  played,
  rule,
  showAnna,
  soonAfter,
  start,
  tell,
} from './call-house.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const graceEnd = start + 40_000 + 30 * minute;
let house: House;
let givenUp: { call: string; reason: string }[];

beforeEach(async () => {
  house = await openHouse([rule({ destinations: ['hook'] })]);
  givenUp = [];
});

const deps = () => ({
  calls: house.sources.calls,
  settleLater: house.deps.settleLater,
  giveUp: async (call: string, reason: string) => void givenUp.push({ call, reason }),
});

/** Sweeps every quarter of an hour, as more often would take the test too long; answers what was queued. */
async function sweepFor(ms: number, from: number): Promise<string[]> {
  house.queued.length = 0;
  for (let now = from; now < from + ms; now += 15 * minute) await sweep(deps(), now);
  return house.queued.splice(0);
}

const set = (key: object, name: string, value: unknown) =>
  house.sources.calls.documents.send(
    new UpdateCommand({
      TableName: house.sources.calls.name,
      Key: { ...key },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );

const openEntries = async () => (await everything(house.sources)).filter((item) => openWork.partition in item);

/** As a newer version may have written it. */
async function poison(call: string): Promise<void> {
  await tell(house, ...played({ call, caller: 'anonymous' }).events);
  await set(callKey(call), 'startedAt', 'a moment ago');
  await expect(settle(call, house.deps, soonAfter)).rejects.toThrow('this one does not know it');
}

test('a call that can never be settled is tried a few times, then it is one dead letter with its reason', async () => {
  await poison('poison');
  const first = await sweepFor(day, graceEnd);
  expect(first.length).toBeGreaterThan(3);
  expect(first.length).toBeLessThan(10);
  expect(givenUp).toEqual([]);
  await noteStuck(house.sources.calls, 'poison', 'failed with ZodError; see the log');
  expect(await sweepFor(3 * day, graceEnd + day)).toEqual([]);
  expect(givenUp).toEqual([{ call: 'poison', reason: 'failed with ZodError; see the log' }]);
  expect(await openEntries()).toEqual([]);
});

test('without a reason the dead letter says where to look', async () => {
  await poison('poison');
  await sweepFor(2 * day, graceEnd);
  expect(givenUp).toEqual([{ call: 'poison', reason: expect.stringContaining('log of record-call') }]);
});

test('given up, it comes back with the next that is heard of it, once it can be settled again', async () => {
  await poison('poison');
  await sweepFor(2 * day, graceEnd);
  // The newer version is deployed again.
  await set(callKey('poison'), 'startedAt', start);
  await keep(house, played({ call: 'poison', caller: 'anonymous', talk: 50 }).events[2]!);
  await settle('poison', house.deps, soonAfter);
  expect(await openEntries()).toMatchObject([{ sk: 'CALL' }]);
  expect((await everything(house.sources)).find(({ sk }) => sk === 'CALL')).not.toHaveProperty('looks');
  await settle('poison', house.deps, graceEnd + minute);
  expect((await kept(house, 'poison')).call).toMatchObject({ final: true });
});

test('what is settled in time is looked at once', async () => {
  await tell(house, ...played().events);
  house.queued.length = 0;
  await sweep(deps(), graceEnd);
  expect(house.queued).toEqual(['call-1']);
  await settle('call-1', house.deps, graceEnd);
  expect(await sweepFor(day, graceEnd)).toEqual([]);
  expect(givenUp).toEqual([]);
});

test('entries of the index that nobody can read, and an entry whose item is gone, keep nobody waiting', async () => {
  const { calls } = house.sources;
  const odd = { pk: 'CALL#odd', sk: 'SOMETHING#new', openShard: openShard('odd'), dueAt: 1, looks: 'many' };
  await calls.documents.send(new PutCommand({ TableName: calls.name, Item: odd }));
  await tell(house, ...played().events);
  house.queued.length = 0;
  await sweep(deps(), graceEnd);
  expect(house.queued).toEqual(['call-1']);
});

test('what fails in a sweep stays due, and the rest is done', async () => {
  await tell(house, played().record);
  await poison('poison');
  const settleLater = async () => {
    throw new Error('the queue is away');
  };
  const now = graceEnd + minute;
  await expect(sweep({ ...deps(), settleLater }, now)).rejects.toThrow('the queue is away');
  expect((await kept(house)).deliveries).toMatchObject([{ redrive: 1 }]);
  await sweep(deps(), now);
  expect(house.queued).toEqual(['poison']);
});

describe('a delivery that can never be attempted', () => {
  beforeEach(async () => {
    await showAnna(house);
    await tell(house, played().record);
  });

  const delivery = async () => (await kept(house)).deliveries[0]!;

  test('is started a few times, then parked with the reason', async () => {
    await sweepFor(2 * day, soonAfter);
    expect(await delivery()).toMatchObject({
      state: 'parked',
      attempted: 1,
      reason: expect.stringContaining('given up'),
    });
    expect((await delivery()).redrive).toBeLessThan(10);
    // Nobody looks at it any more by itself: it waits for a person.
    expect(await openEntries()).toMatchObject([{ openShard: 'PARKED#hook' }]);
    await sweepFor(day, soonAfter + 2 * day);
    expect((await delivery()).redrive).toBeLessThan(10);
  });

  test('is parked even if its item cannot be read', async () => {
    const key = deliveryKey(await delivery());
    await sweep(deps(), soonAfter + 5 * minute);
    await set(key, 'attempts', 'several');
    await sweepFor(2 * day, soonAfter);
    expect((await everything(house.sources)).find(({ sk }) => sk === key.sk)).toMatchObject({ state: 'parked' });
  });

  test('an attempt that comes to an end begins the count anew', async () => {
    const { calls } = house.sources;
    const due = soonAfter + 5 * minute;
    for (const now of [due, due + 5 * minute, due + 20 * minute]) await sweep(deps(), now);
    const since = due + 21 * minute;
    const claim = { revision: 1, attempts: 1, restsUntil: 0, asks: false, since };
    const id = await claimDelivery(calls, await delivery(), claim);
    const finish = {
      state: 'pending',
      sent: 0,
      nextAt: since + minute,
      restsUntil: 0,
      reason: 'answered 500',
    } as const;
    expect(await finishDelivery(calls, await delivery(), { id: id!, revision: 1, since }, finish)).toBe(true);
    const { sk: own } = deliveryKey(await delivery());
    const item = (await everything(house.sources)).find(({ sk }) => sk === own);
    expect(item).not.toHaveProperty('looks');
  });
});

test('a shard with a long backlog that fails keeps no other shard waiting', async () => {
  const { calls } = house.sources;
  const backlog = Array.from({ length: 120 }, (_, index) => `stuck-${index}`);
  await Promise.all(
    backlog.map((call) =>
      calls.documents.send(
        new PutCommand({ TableName: calls.name, Item: { ...callKey(call), openShard: 'OPEN#0', dueAt: start } }),
      ),
    ),
  );
  const others = Array.from({ length: 12 }, (_, index) => `call-${index}`).filter((id) => openShard(id) !== 'OPEN#0');
  await keep(house, ...others.map((call) => played({ call, caller: 'anonymous' }).events[2]!));
  for (const call of others) await settle(call, house.deps, soonAfter);
  const refused = async (some: readonly string[]) => {
    if (some.some((call) => call.startsWith('stuck'))) throw new Error('refused');
    house.queued.push(...some);
  };
  await expect(sweep({ ...deps(), settleLater: refused }, graceEnd + minute)).rejects.toThrow('refused');
  expect(new Set(house.queued)).toEqual(new Set(others));
  expect(await sweep(deps(), graceEnd + minute)).toMatchObject({ calls: 120 });
});

test('when the time is up the rest waits for the next sweep', async () => {
  await tell(house, ...played().events);
  house.queued.length = 0;
  expect(await sweep({ ...deps(), isOver: () => true }, graceEnd)).toMatchObject({ calls: 0 });
  expect(await sweep(deps(), graceEnd)).toMatchObject({ calls: 1 });
});

test('a call whose others cannot be told is written all the same, and the message is tried again', async () => {
  await showAnna(house);
  await tell(house, played({ call: 'first', at: start - 90 * minute }).lookup);
  const { person } = (await kept(house, 'first')).call!;
  const { Put } = personCallWrite(house.sources.calls.name, person!, { call: 'later', startedAt: start + day });
  await house.sources.calls.documents.send(new PutCommand(Put!));
  const settleLater = async () => {
    throw new Error('the queue is away');
  };
  await keep(house, played({ call: 'first', at: start - 90 * minute }).record);
  await expect(settle('first', { ...house.deps, settleLater }, soonAfter)).rejects.toThrow('the queue is away');
  expect((await kept(house, 'first')).call).toMatchObject({ final: true });
  await settle('first', house.deps, soonAfter);
  expect(house.queued).toContain('later');
});
