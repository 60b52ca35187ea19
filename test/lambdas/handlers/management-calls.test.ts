import { setTimeout } from 'node:timers/promises';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { parse } from 'csv-parse/sync';
import { deliveryId } from '../../../lambdas/conversions/conversion-ids.ts';
import { deliveryKey } from '../../../lambdas/conversions/conversion-items.ts';
import { readDelivery } from '../../../lambdas/conversions/delivery-store.ts';
import type { CallDetail } from '../../../lambdas/journal/call-detail.ts';
import type { SourceReport } from '../../../lambdas/journal/source-report.ts';
import { show } from '../calls/stores.ts';
import { number, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, ruleOf, thatDay } from './call-world.ts';
import { rawRequest, request } from './management-client.ts';

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
});

interface Item {
  readonly call: { readonly id: string; readonly status: string };
  readonly [field: string]: unknown;
}
async function list(query = thatDay, key?: string): Promise<{ items: Item[]; cursor?: string; ids: string[] }> {
  const { status, body } = await request(`GET /v1/calls?${query}`, undefined, key);
  const { items, cursor } = body as unknown as { items: Item[]; cursor?: string };
  expect({ status, body: status === 200 ? undefined : body }).toEqual({ status: 200, body: undefined });
  return { items, ids: items.map(({ call }) => call.id), ...(cursor !== undefined && { cursor }) };
}
const detail = async (call: string) => (await request(`GET /v1/calls/${call}`)).body as unknown as CallDetail;
const sale = (eventId: string, amount = '129.50', kind = 'sale') => ({
  eventId,
  revenue: { kind, amount, currency: 'EUR' },
});

describe('one call', () => {
  test('is told with match, conversions, deliveries and ledger', async () => {
    await putRuleFor(world, { conversion: { name: 'purchase', value: 'revenue' }, destinations: ['team'] });
    const visit = await show(world.sources, number, 'anna', start - 60_000);
    await world.call({ call: 'call-1' });
    await request('POST /v1/calls/call-1/outcome', { ...sale('order-1'), outcome: 'sold', tags: ['vip', 'new'] });
    expect(await world.work()).toEqual(['settle call-1']);
    const told = await detail('call-1');
    const [conversion] = told.conversions;
    expect(told).toEqual({
      call: expect.objectContaining({
        id: 'call-1',
        site: 'shop',
        status: 'completed',
        final: true,
        trackedNumber: number,
        caller: '+12025550123',
        startedAt: '2026-11-20T14:00:00.000Z',
        answeredAt: '2026-11-20T14:00:07.000Z',
        endedAt: '2026-11-20T14:00:40.000Z',
        waitSeconds: 7,
        talkSeconds: 33,
        ignored: [],
      }),
      match: expect.objectContaining({
        method: 'lease',
        confidence: expect.any(Number),
        reason: expect.any(String),
        source: 'google',
        medium: 'cpc',
        campaign: 'spring',
        candidates: [expect.objectContaining({ visit: visit.visit, confidence: expect.any(Number) })],
        linkedVisits: [],
        firstTimeCaller: true,
        visit: expect.objectContaining({
          id: visit.visit,
          visitor: 'anna',
          clickIds: { gclid: 'gclid-anna' },
          shownAt: '2026-11-20T13:59:00.000Z',
        }),
      }),
      conversions: [
        {
          id: conversion!.id,
          rule: 'talk',
          name: 'purchase',
          value: { amount: '129.50', currency: 'EUR' },
          revision: 1,
          state: 'open',
          credit: 'gclid:gclid-anna',
          occurredAt: '2026-11-20T14:00:00.000Z',
          deliveries: [
            {
              id: deliveryId(conversion!.id, 'team'),
              destination: 'team',
              wanted: 1,
              sent: 0,
              state: 'pending',
              attempts: 0,
              nextAt: expect.stringMatching(/Z$/),
            },
          ],
        },
      ],
      ledger: [
        {
          source: 'test',
          eventId: 'order-1',
          receivedAt: expect.stringMatching(/Z$/),
          outcome: 'sold',
          tags: ['new', 'vip'],
          revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' },
          state: 'counted',
        },
      ],
      values: [{ amount: '129.50', currency: 'EUR' }],
      revenue: { amount: '129.50', currency: 'EUR' },
      outcome: 'sold',
      tags: ['new', 'vip'],
    });
  });

  test('of a withheld caller says so, and an unknown one is a 404', async () => {
    await world.call({ call: 'call-1', caller: 'anonymous' });
    expect((await detail('call-1')).call.caller).toBeNull();
    expect(await request('GET /v1/calls/nothing')).toMatchObject({ status: 404 });
  });

  test('keeps what does not count in its ledger, with the reason', async () => {
    await world.call({ call: 'call-1' });
    const cancel = { eventId: 'cancel-1', revenue: { kind: 'cancel', cancels: 'order-9' } };
    expect(await request('POST /v1/calls/call-1/outcome', cancel)).toMatchObject({ status: 202 });
    await world.work();
    expect((await detail('call-1')).ledger).toEqual([
      expect.objectContaining({ eventId: 'cancel-1', state: 'ignored', reason: expect.stringMatching(/arrived/) }),
    ]);
  });
});

describe('the list', () => {
  test('has the newest first, and goes on with the cursor, whatever the filter', async () => {
    const calls = Array.from({ length: 7 }, (_, index) => `call-${index}`);
    for (const [index, call] of calls.entries()) {
      await world.call({ call, at: start + index * 60_000, talk: index % 2 === 0 ? 30 : 0 });
    }
    for (const [filter, wanted] of [
      ['', calls],
      ['&status=missed', calls.filter((_, index) => index % 2 === 1)],
      ['&status=completed,busy', calls.filter((_, index) => index % 2 === 0)],
    ] as const) {
      const found: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const page = await list(`${thatDay}&limit=2${filter}${cursor && `&cursor=${cursor}`}`);
        expect(page.ids.length).toBeLessThanOrEqual(2);
        found.push(...page.ids);
        cursor = page.cursor;
      }
      expect(found).toEqual([...wanted].reverse());
    }
  });

  test('is of days in the time zone of the site', async () => {
    await world.call({ call: 'call-1', at: Date.parse('2026-11-20T23:30:00Z') });
    expect((await list('site=shop&from=2026-11-20&to=2026-11-20')).ids).toEqual(['call-1']);
    await request('PUT /v1/sites/shop', { ...(await shopNow()), timeZone: 'Europe/Berlin' });
    expect((await list('site=shop&from=2026-11-20&to=2026-11-20')).ids).toEqual([]);
    expect((await list('site=shop&from=2026-11-21&to=2026-11-21')).ids).toEqual(['call-1']);
  });

  test('finds text in numbers, names and tags', async () => {
    await show(world.sources, number, 'anna', start - 60_000);
    await world.call({ call: 'call-1', caller: '+493023125123' });
    await world.call({ call: 'call-2', number: '+12025550191', at: start + 1000 });
    await request('POST /v1/calls/call-2/outcome', { eventId: 'a', tags: ['Hot lead'] });
    await world.work();
    const found = async (q: string) => (await list(`${thatDay}&q=${encodeURIComponent(q)}`)).ids;
    expect(await found('030 23125-1')).toEqual(['call-1']);
    expect(await found('+49 30')).toEqual(['call-1']);
    expect(await found('SPRING')).toEqual(['call-1']);
    expect(await found('gclid-an')).toEqual(['call-1']);
    expect(await found('agent1')).toEqual(['call-2', 'call-1']);
    expect(await found('hot LEAD')).toEqual(['call-2']);
    expect(await found('nobody')).toEqual([]);
    expect((await list(`${thatDay}&source=print`)).ids).toEqual(['call-2']);
  });

  test('without a site has all that the key may see, those to unknown numbers for admins only', async () => {
    await world.call({ call: 'ours' });
    await world.call({ call: 'nobodys', number: '+12025550177', at: start + 1000 });
    const reader = await world.addKey({ role: 'reader', source: 'board' });
    const limited = await world.addKey({ role: 'admin', source: 'agency', sites: ['other'] });
    expect((await list()).ids).toEqual(['nobodys', 'ours']);
    expect((await list(`${thatDay}&site=unknown`)).ids).toEqual(['nobodys']);
    expect((await list(thatDay, reader)).ids).toEqual(['ours']);
    expect((await list(thatDay, limited)).ids).toEqual([]);
    expect(await request('GET /v1/calls/nobodys', undefined, reader)).toMatchObject({ status: 404 });
    expect(await request('GET /v1/calls/ours', undefined, limited)).toMatchObject({ status: 404 });
    expect(await request('GET /v1/calls?site=shop', undefined, limited)).toMatchObject({ status: 404 });
    expect(await request('GET /v1/calls?site=nowhere')).toMatchObject({ status: 404 });
  });

  test.each(['from=tomorrow', 'from=2026-02-30', 'from=2026-11-21&to=2026-11-20', 'from=2024-01-01&to=2026-01-01'])(
    'of %s is refused',
    async (query) => {
      const { status, body } = await request(`GET /v1/calls?${query}`);
      expect({ status, field: body.errors[0]?.field }).toEqual({ status: 400, field: 'from' });
    },
  );

  test.each(['status=happy', 'limit=0', 'limit=201', 'cursor=%20', `q=${'a'.repeat(101)}`])(
    'with %s is refused',
    async (query) => {
      const { status, body } = await request(`GET /v1/calls?${query}`);
      expect({ status, field: body.errors[0]?.field.replace(/\[.*/, '') }).toEqual({
        status: 400,
        field: query.split('=')[0],
      });
    },
  );
});

test('the same calls as CSV, harmless in a spreadsheet', async () => {
  await show(world.sources, number, 'anna', start - 60_000, { campaign: '=HYPERLINK("https://evil.example")' });
  await world.call({ call: 'call-1' });
  await world.call({ call: 'call-2', number: '+12025550191', at: start + 1000, talk: 0 });
  const { status, headers, body } = await rawRequest(`GET /v1/calls.csv?${thatDay}`);
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: expect.stringContaining('text/csv') });
  const rows = parse(body!, { columns: true }) as Record<string, string>[];
  expect(rows.map(({ call, status, caller, source }) => ({ call, status, caller, source }))).toEqual([
    { call: 'call-2', status: 'missed', caller: '+12025550123', source: 'print' },
    { call: 'call-1', status: 'completed', caller: '+12025550123', source: 'google' },
  ]);
  expect(rows[1]!.campaign).toBe('\'=HYPERLINK("https://evil.example")');
  const missed = await rawRequest(`GET /v1/calls.csv?${thatDay}&status=missed`);
  expect(parse(missed.body!, { columns: true })).toHaveLength(1);
});

describe('an outcome', () => {
  beforeEach(() => world.call({ call: 'call-1' }));
  const post = (body: unknown, key?: string) => request('POST /v1/calls/call-1/outcome', body, key);

  test('again is queued again, with other content it is a 409', async () => {
    expect(await post(sale('order-1'))).toEqual({ status: 202, body: { call: 'call-1', eventId: 'order-1' } });
    await setTimeout(2);
    expect(await post(sale('order-1', '129.5'))).toMatchObject({ status: 202 });
    expect(await world.work()).toEqual(['settle call-1', 'settle call-1']);
    expect(await post(sale('order-1', '129.51'))).toMatchObject({ status: 409 });
    expect(await world.work()).toEqual([]);
    expect((await detail('call-1')).ledger).toHaveLength(1);
  });

  test('is one event per source', async () => {
    const crm = await world.addKey({ role: 'crm', source: 'crm' });
    expect(await post(sale('order-1'))).toMatchObject({ status: 202 });
    expect(await post(sale('order-1', '5.00'), crm)).toMatchObject({ status: 202 });
    await world.work();
    expect((await detail('call-1')).revenue).toEqual({ amount: '134.50', currency: 'EUR' });
  });

  test.each([
    ['eventId', { outcome: 'sold' }],
    ['eventId', { eventId: '', outcome: 'sold' }],
    ['', { eventId: 'a' }],
    ['revenue.amount', sale('a', '-1.00')],
    ['revenue.amount', sale('a', '0.00')],
    ['revenue.amount', sale('a', '1.005')],
    ['revenue.amount', sale('a', '12,50')],
    ['revenue.amount', sale('a', '1e3')],
    ['revenue.amount', { eventId: 'a', revenue: { kind: 'sale', amount: 12.5, currency: 'EUR' } }],
    ['revenue.currency', { eventId: 'a', revenue: { kind: 'sale', amount: '1.00', currency: 'USD' } }],
    ['revenue.currency', { eventId: 'a', revenue: { kind: 'sale', amount: '1.00', currency: 'euro' } }],
    ['revenue.kind', { eventId: 'a', revenue: { kind: 'gift', amount: '1.00', currency: 'EUR' } }],
    ['revenue.cancels', { eventId: 'a', revenue: { kind: 'cancel' } }],
    ['price', { eventId: 'a', outcome: 'sold', price: 3 }],
    ['tags[0]', { eventId: 'a', tags: [''] }],
  ])('with a wrong %s is refused', async (field, body) => {
    const { status, body: problem } = await post(body);
    expect({ status, fields: problem.errors.map((error) => error.field) }).toEqual({ status: 400, fields: [field] });
    expect(await world.work()).toEqual([]);
  });

  test('of an unknown call is a 404; revenue of a call to nobody a 400', async () => {
    await world.call({ call: 'nobodys', number: '+12025550177', at: start + 1000 });
    expect(await request('POST /v1/calls/nothing/outcome', sale('a'))).toMatchObject({ status: 404 });
    expect(await request('POST /v1/calls/nobodys/outcome', sale('a'))).toMatchObject({ status: 400 });
    expect(await request('POST /v1/calls/nobodys/outcome', { eventId: 'a', outcome: 'spam' })).toMatchObject({
      status: 202,
    });
  });

  test('comes from agents and CRMs, not from readers', async () => {
    for (const [role, status] of [
      ['operator', 202],
      ['crm', 202],
      ['reader', 403],
    ] as const) {
      const key = await world.addKey({ role, source: role });
      expect(await post(sale('order-1'), key)).toMatchObject({ status });
      expect(await request(`GET /v1/calls?${thatDay}`, undefined, key)).toMatchObject({ status: 200 });
      expect(await request('GET /v1/calls/call-1', undefined, key)).toMatchObject({ status: 200 });
      expect(await request('GET /v1/reports/sources', undefined, key)).toMatchObject({
        status: role === 'crm' ? 403 : 200,
      });
    }
  });
});

test('only a parked delivery is sent again', async () => {
  await putRuleFor(world, { destinations: ['team'] });
  await world.call({ call: 'call-1' });
  const [conversion] = (await detail('call-1')).conversions;
  const { id } = conversion!.deliveries[0]!;
  const redrive = (key?: string) => request(`POST /v1/calls/call-1/deliveries/${id}/redrive`, undefined, key);
  expect(await redrive()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('pending') } });
  await setDelivery({ state: 'parked', reason: 'the receiver is gone', attempts: 10 });
  expect((await detail('call-1')).conversions[0]!.deliveries).toEqual([
    expect.objectContaining({ state: 'parked', attempts: 10, reason: 'the receiver is gone' }),
  ]);
  const crm = await world.addKey({ role: 'crm', source: 'crm' });
  expect(await redrive(crm)).toMatchObject({ status: 403 });
  expect(await redrive()).toEqual({ status: 202, body: { call: 'call-1', delivery: id } });
  expect(await readDelivery(world.calls, { call: 'call-1', id })).toMatchObject({ state: 'pending', redrive: 1 });
  expect(await redrive()).toMatchObject({ status: 409 });
  await setDelivery({ state: 'delivered', reason: 'fine', attempts: 1 });
  expect(await redrive()).toMatchObject({ status: 409 });
  expect(await request('POST /v1/calls/call-1/deliveries/nothing/redrive')).toMatchObject({ status: 404 });

  async function setDelivery({ state, reason, attempts }: { state: string; reason: string; attempts: number }) {
    await world.calls.documents.send(
      new UpdateCommand({
        TableName: world.calls.name,
        Key: deliveryKey({ call: 'call-1', id }),
        UpdateExpression: 'SET #state = :state, reason = :reason, attempts = :attempts, attempted = wanted',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': state, ':reason': reason, ':attempts': attempts },
      }),
    );
  }
});

test('the sums by source are what the list adds up to, also after a refund and a corrected call', async () => {
  await putRuleFor(world, { when: {} });
  await show(world.sources, number, 'anna', start - 60_000);
  await world.call({ call: 'a', talk: 30 });
  await world.call({ call: 'b', talk: 0, at: start + 60_000 });
  await world.call({ call: 'c', number: '+12025550191', caller: 'anonymous', at: start + 120_000 });
  await world.ringing({ call: 'd', caller: '+12025550124', at: start + 180_000 });
  await request('POST /v1/calls/a/outcome', sale('order-1'));
  await world.work();
  expect(await reported()).toEqual([
    {
      source: 'google',
      medium: 'cpc',
      calls: 3,
      firstTimeCallers: 2,
      answered: 1,
      missed: 1,
      averageWaitSeconds: 7,
      averageTalkSeconds: 30,
      conversions: 2,
      revenue: { amount: '129.50', currency: 'EUR' },
    },
    {
      source: 'print',
      medium: 'flyer',
      calls: 1,
      firstTimeCallers: 0,
      answered: 1,
      missed: 0,
      averageWaitSeconds: 7,
      averageTalkSeconds: 33,
      conversions: 1,
      revenue: { amount: '0.00', currency: 'EUR' },
    },
  ]);
  await request('POST /v1/calls/a/outcome', sale('return-1', '29.50', 'refund'));
  await world.work();
  await world.call({ call: 'd', caller: '+12025550124', at: start + 180_000, talk: 9 });
  expect((await reported())[0]).toMatchObject({
    answered: 2,
    averageTalkSeconds: 19.5,
    conversions: 3,
    revenue: { amount: '100.00', currency: 'EUR' },
  });
  const { total } = (await request(`GET /v1/reports/sources?site=shop&${thatDay}`)).body as unknown as SourceReport;
  expect(total).toMatchObject({
    calls: 4,
    answered: 3,
    conversions: 4,
    revenue: { amount: '100.00', currency: 'EUR' },
  });

  async function reported() {
    return (await request(`GET /v1/reports/sources?site=shop&${thatDay}`)).body.items;
  }
});

async function shopNow(): Promise<object> {
  const { id: _, ...settings } = (await request('GET /v1/sites/shop')).body as unknown as Record<string, unknown>;
  return settings;
}

/** The rule `talk` with an e-mail destination; it judges from before the calls. */
async function putRuleFor({ settings }: CallWorld, some: object): Promise<void> {
  await request('PUT /v1/destinations/team', { site: 'shop', type: 'email', settings: { to: ['team@shop.example'] } });
  const { body } = await request('PUT /v1/rules/talk', ruleOf({ ...some }));
  const item = { ...body, since: 0, version: 1, pk: 'SITE#shop', sk: 'RULE#talk' };
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item: item }));
}
