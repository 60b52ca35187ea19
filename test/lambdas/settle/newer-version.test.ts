import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { callKey } from '../../../lambdas/calls/call-item.ts';
import { conversionKey, ledgerKey } from '../../../lambdas/conversions/conversion-items.ts';
import { putLedgerEntry } from '../../../lambdas/conversions/ledger/ledger-store.ts';
import { attemptDelivery } from '../../../lambdas/deliveries/attempt-delivery.ts';
import { readDeliveryFacts } from '../../../lambdas/deliveries/delivery-facts-store.ts';
import { deliveryKey } from '../../../lambdas/deliveries/delivery-items.ts';
import { claimDelivery, findDelivery, putOffDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import { rulePrefix, sitePartition } from '../../../lambdas/settings/item-key.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { sweep } from '../../../lambdas/settle/sweep.ts';
import { wantDelivery } from '../../../lambdas/settle/sweep-conversion-store.ts';
import { entry, revenueRule, sale } from '../conversions/facts.ts';
import { unhindered } from '../deliveries/delivery-samples.ts';
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

let house: House;
let warnings: jest.SpyInstance;

beforeEach(async () => {
  warnings = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const when = { status: 'completed', talkSeconds: { gte: 5, lt: 60 } } as const;
  house = await openHouse([rule({ when, destinations: ['hook'] })]);
  await showAnna(house);
});

afterEach(() => jest.restoreAllMocks());

async function putNewer(table: 'settings' | 'calls', item: object): Promise<void> {
  const { documents, name } = house.sources[table];
  await documents.send(new PutCommand({ TableName: name, Item: { ...item } }));
}

/** Something of an item of the table of calls is as only a newer version writes it. */
async function change(key: object, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const { documents, name } = house.sources.calls;
  const names = Object.keys(fields);
  await documents.send(
    new UpdateCommand({
      TableName: name,
      Key: { ...key },
      UpdateExpression: `SET ${names.map((one) => `#${one} = :${one}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((one) => [`#${one}`, one])),
      ExpressionAttributeValues: Object.fromEntries(names.map((one) => [`:${one}`, fields[one]])),
    }),
  );
}

const itemOf = async ({ pk, sk }: { readonly pk: string; readonly sk: string }) =>
  (await everything(house.sources)).find((item) => item.pk === pk && item.sk === sk);
const settled = () => settle('call-1', house.deps, soonAfter);
const newerRule = (id: string, more: object) => ({
  pk: sitePartition('shop'),
  sk: rulePrefix + id,
  ...rule({ id }),
  ...more,
});
const toldOf = (item: string) => warnings.mock.calls.filter(([line]) => String(line?.item).endsWith(item)).length;

describe('a rule that only a newer version knows', () => {
  test.each([
    ['a condition', { when: { weather: 'fine' } }],
    ['a condition within a group', { when: { any: [{ weather: 'fine' }] } }],
    ['a bound', { when: { talkSeconds: { between: [5, 10] } } }],
    ['a status', { when: { status: ['completed', 'voicemail'] } }],
    ['a kind of value', { conversion: { name: 'tiered', value: { perWord: '1.00', currency: 'EUR' } } }],
    ['how often it counts', { conversion: { ...rule().conversion, onlyOnFullMoon: true } }],
  ])('by %s stops no call, and is told of once', async (what, more) => {
    const id = `zz-${what.replaceAll(' ', '-')}`;
    await putNewer('settings', newerRule(id, more));
    await tell(house, played().record, played({ call: 'call-2', at: start + 60_000 }).record);
    expect((await kept(house)).conversions).toMatchObject([{ rule: { id: 'talk' }, state: 'open' }]);
    expect((await kept(house, 'call-2')).conversions).toMatchObject([{ rule: { id: 'talk' } }]);
    expect(toldOf(id)).toBe(1);
  });

  test('by a field beside them is judged by what is known', async () => {
    await putNewer('settings', newerRule('talk', { note: 'spring', updatedBy: 'ann', destinations: [] }));
    await tell(house, played().record);
    expect((await kept(house)).conversions).toMatchObject([{ rule: { id: 'talk' }, destinations: [] }]);
  });
});

describe('a conversion that only a newer version knows', () => {
  const newer = { when: { weather: 'fine' } };

  test('is neither retired nor opened anew nor written over, be the call corrected or outgoing', async () => {
    await tell(house, played().record);
    const [conversion] = (await kept(house)).conversions;
    await change(conversionKey(conversion!), { rule: { ...conversion!.rule, ...newer }, state: 'held' });
    const before = await itemOf(conversionKey(conversion!));
    await keep(house, played({ talk: 90 }).record);
    await settled();
    expect((await kept(house)).call).toMatchObject({ talkSeconds: 90 });
    expect(await itemOf(conversionKey(conversion!))).toEqual(before);
    expect((await kept(house)).unknown).toEqual([{ kind: 'conversion', id: conversion!.id, rule: 'talk' }]);
  });

  test('of which not even the rule is known is not written over', async () => {
    await tell(house, played().record);
    const [conversion] = (await kept(house)).conversions;
    await change(conversionKey(conversion!), { rule: 'talk', revision: 7 });
    const before = await itemOf(conversionKey(conversion!));
    expect(await settled()).toMatchObject({ conversions: [] });
    expect(await itemOf(conversionKey(conversion!))).toEqual(before);
  });

  test('in part keeps what stands beside when it gets a new revision', async () => {
    await tell(house, played().record);
    const [conversion] = (await kept(house)).conversions;
    await change(conversionKey(conversion!), { countedFor: 'person' });
    await keep(house, played({ talk: 90 }).record);
    await settled();
    expect(await itemOf(conversionKey(conversion!))).toMatchObject({ state: 'retired', countedFor: 'person' });
  });
});

describe('a delivery that only a newer version knows', () => {
  const claim = { revision: 1, since: soonAfter, attempts: 1, restsUntil: 0, asks: false };

  test('is left alone, and told of newer revisions by the sweep', async () => {
    const swept = (now: number) => sweep({ ...house.deps, giveUp: async () => undefined }, now);
    await tell(house, played().record);
    const [delivery] = (await kept(house)).deliveries;
    await claimDelivery(house.sources.calls, delivery!, claim);
    await change(deliveryKey(delivery!), { state: 'held', heldFor: 'consent' });
    expect((await kept(house)).deliveries.map(({ id }) => id)).not.toContain(delivery!.id);
    await keep(house, played({ talk: 90 }).record);
    await settled();
    expect(await itemOf(deliveryKey(delivery!))).toMatchObject({ wanted: 1, state: 'held' });
    await swept(soonAfter + 300_000);
    expect(await itemOf(deliveryKey(delivery!))).toMatchObject({ wanted: 2, heldFor: 'consent' });
    await change(deliveryKey(delivery!), { wanted: 'latest' });
    expect(await settled()).toMatchObject({ changed: false });
  });

  test.each(['delivery', 'conversion'] as const)('or whose %s it knows waits, and is not parked', async (what) => {
    await tell(house, played().record);
    const { conversions, deliveries } = await kept(house);
    const [delivery] = deliveries;
    const key = what === 'delivery' ? deliveryKey(delivery!) : conversionKey(conversions[0]!);
    await wantDelivery(house.sources.calls, delivery!, { at: soonAfter, looks: 1 });
    await change(key, { state: 'held' });
    const { calls, settings } = house.sources;
    const never = async () => {
      throw new Error('nothing is to be done');
    };
    const next = await attemptDelivery(
      { call: 'call-1', delivery: delivery!.id, revision: 1, of: delivery! },
      {
        ...unhindered,
        read: (one) => findDelivery(calls, one),
        readFacts: (one) => readDeliveryFacts({ settings, calls, readSecrets: async () => ({}) }, one),
        putOff: (one, until) => putOffDelivery(calls, one, until),
        claim: never,
        finish: never,
        send: never,
        sendEmail: never,
        destinations: new Map(),
        tokens: new Map(),
        emailFrom: undefined,
        outcomeLink: async (call) => `https://calls.example/v1/outcome/${call}`,
        now: () => soonAfter,
        random: () => 0,
      },
    );
    expect(next).toEqual({ next: 'wait', seconds: 3600 });
    expect(await itemOf(deliveryKey(delivery!))).toMatchObject({ dueAt: soonAfter + 4200_000, wanted: 1, sent: 0 });
  });
});

test('revenue is not restated by a version that cannot read all of it', async () => {
  house = await openHouse([revenueRule(), rule({ destinations: [] })]);
  await showAnna(house);
  await tell(house, played().record);
  await putLedgerEntry(house.sources.calls, entry('a', sale(900)));
  await settled();
  const newer = entry('b');
  await putNewer('calls', { ...ledgerKey(newer), ...newer, revenue: { kind: 'subscription', monthly: 100 } });
  await putLedgerEntry(house.sources.calls, entry('c', sale(50)));
  await settled();
  const { call, conversions, unknown } = await kept(house);
  expect(call?.sums).toMatchObject({ conversions: 2, revenue: { minor: 900 } });
  expect(conversions.find(({ name }) => name === 'sale')).toMatchObject({ revision: 1, value: { minor: 900 } });
  expect(unknown).toEqual([{ kind: 'ledger', id: expect.stringContaining('#b'), rule: undefined }]);
  expect(await putLedgerEntry(house.sources.calls, newer)).toBe(false);
});

describe('a call that a newer version wrote', () => {
  const key = callKey('call-1');
  const newer = {
    status: 'voicemail',
    direction: 'internal',
    voicemail: { seconds: 12 },
    caller: { kind: 'sip', uri: 'x' },
  };

  test('is settled, and what is as it was keeps what only the newer version knows', async () => {
    await tell(house, played({ talk: 0 }).events[0]!, played({ talk: 0 }).record);
    await change(key, newer);
    expect(await settled()).toBeDefined();
    expect(await itemOf(key)).toMatchObject({ status: 'voicemail', direction: 'internal', voicemail: { seconds: 12 } });
    expect(await settled()).toMatchObject({
      changed: false,
      call: { status: 'missed', unsupported: expect.any(Array) },
    });
    await keep(house, played({ talk: 33 }).record);
    await settled();
    expect(await itemOf(key)).toMatchObject({ status: 'completed', voicemail: { seconds: 12 }, talkSeconds: 33 });
  });

  test('by a way of matching that is not known keeps it while it is not matched anew', async () => {
    await tell(house, played().record);
    const { match } = (await kept(house)).call!;
    await change(key, {
      match: { ...match, method: 'recipient', recipient: 'mail-7', visit: { ...match.visit, device: 'tv' } },
    });
    await putLedgerEntry(house.sources.calls, entry('a', undefined, { outcome: 'sold' }));
    await settled();
    expect(await itemOf(key)).toMatchObject({
      match: { method: 'recipient', recipient: 'mail-7' },
      sums: { outcome: 'sold' },
    });
    expect((await kept(house)).conversions).toMatchObject([{ state: 'open', revision: 1 }]);
  });

  test('without what no call can be without still fails', async () => {
    await tell(house, played().record);
    await change(key, { rev: 'seven' });
    await expect(settled()).rejects.toThrow('this one does not know it');
  });
});

test('observations of a newer version count as far as they are known, and stay as they are', async () => {
  const [initiated, , disconnected] = played().events;
  await keep(house, initiated!, disconnected!);
  const observations = (await everything(house.sources)).filter(({ sk }) => String(sk).startsWith('OBSERVATION#'));
  for (const { pk, sk, observation } of observations) {
    const told = observation as { fields: object };
    const fields = { ...told.fields, cause: 'spam', score: 7, direction: 'internal' };
    await change({ pk, sk }, { observation: { ...told, fields, source: 'lens' } });
  }
  await putNewer('calls', { pk: 'CALL#call-1', sk: 'OBSERVATION#x', observation: { about: ['call-1'] } });
  expect(await settled()).toMatchObject({
    call: { status: 'completed', direction: 'inbound', trackedNumber: '+12025550100' },
  });
  const after = (await everything(house.sources)).filter(({ sk }) => String(sk).startsWith('OBSERVATION#'));
  expect(after).toHaveLength(observations.length + 1);
  expect(JSON.stringify(after)).toContain('"score":7');
});

test.each([
  ['SITE#shop', 'SITE', 'graceSeconds', 'half an hour'],
  ['SITE#shop', 'SITE', 'origins', 'all'],
  ['SITES', 'shop', 'rulesVersion', 7],
])('a call is settled when only a newer version knows %s %s, %s', async (pk, sk, name, value) => {
  const { documents, name: TableName } = house.sources.settings;
  const { Item } = await documents.send(new GetCommand({ TableName, Key: { pk, sk } }));
  await putNewer('settings', { ...Item, pk, sk, [name]: value });
  await keep(house, played().record);
  expect(await settled()).toMatchObject({ call: { final: true }, conversions: [{ state: 'open' }] });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['value', { value: { newer: 1 } }],
  ['purchases', { purchases: ['newer'] }],
])(
  'what a caller is worth, of which only a newer version knows the %s, stays as it is, and a sale counts',
  async (_, newer) => {
    const { lookup, events, record } = played();
    await tell(house, lookup, ...events, record);
    const { calls } = house.sources;
    const sell = async (event: string, minor: number) => {
      await putLedgerEntry(calls, entry(event, sale(minor)));
      await settle('call-1', house.deps, soonAfter);
    };
    await sell('a', 900);
    const Key = { pk: (await kept(house)).call?.person, sk: 'WORTH' };
    const worth = async () => (await calls.documents.send(new GetCommand({ TableName: calls.name, Key }))).Item;
    expect(await worth()).toMatchObject({ value: 9, purchases: 1 });
    await change(Key, newer);
    await sell('b', 600);
    expect((await kept(house)).call?.sums?.revenue?.minor).toBe(1500);
    expect(await worth()).toEqual({ ...Key, value: 9, purchases: 1, ...newer });
  },
);
