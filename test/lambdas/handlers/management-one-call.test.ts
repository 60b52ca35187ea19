import { setTimeout } from 'node:timers/promises';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { deliveryId } from '../../../lambdas/conversions/conversion-ids.ts';
import { deliveryKey } from '../../../lambdas/deliveries/delivery-items.ts';
import { readDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { wantDelivery } from '../../../lambdas/settle/sweep-conversion-store.ts';
import { phoneCode } from '../../../lambdas/visits/phone-codes/phone-code.ts';
import { giveCode, withdrawCodes } from '../../../lambdas/visits/phone-codes/phone-code-store.ts';
import { giveRole, show } from '../calls/stores.ts';
import { number, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, putRuleFor, sale, thatDay } from './call-world.ts';
import { request } from './management-client.ts';

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
});

const detail = async (call: string) => (await request(`GET /v1/calls/${call}`)).body as unknown as CallDetail;

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
          ruleVersion: 1,
          name: 'purchase',
          value: { amount: '129.50', currency: 'EUR' },
          revision: 1,
          state: 'open',
          credit: 'gclid:gclid-anna',
          occurredAt: told.ledger[0]!.receivedAt,
          deliveries: [
            {
              id: deliveryId(conversion!.id, 'team'),
              destination: 'team',
              wanted: 1,
              sent: 0,
              state: 'pending',
              attempts: 0,
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
      qualified: expect.objectContaining({ verdict: 'unknown' }),
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

  test('has its own time, which its conversion takes', async () => {
    const startedAt = '2025-11-20T14:00:00.000Z';
    await giveRole(world.sources, number, { role: 'session', pool: 'web', since: Date.parse('2025-01-01') });
    await world.call({ call: 'old', at: Date.parse(startedAt) });
    const tell = (eventId: string, occurredAt: string) =>
      request('POST /v1/calls/old/outcome', { ...sale(eventId), occurredAt });
    await putRuleFor(world, { conversion: { name: 'purchase', value: 'revenue' } });
    expect(await tell('order-1', '2025-11-21T10:00:00+01:00')).toMatchObject({ status: 202 });
    await world.work();
    const { conversions, ledger } = await detail('old');
    expect(ledger).toMatchObject([{ eventId: 'order-1', occurredAt: '2025-11-21T09:00:00.000Z' }]);
    expect(conversions).toMatchObject([{ occurredAt: '2025-11-21T09:00:00.000Z' }]);
    for (const unfit of ['2025-11-19T13:59:59Z', new Date(Date.now() + 600_000).toISOString(), '2025-11-21', 'today']) {
      expect(await tell('order-2', unfit)).toMatchObject({ status: 400, body: { errors: [{ field: 'occurredAt' }] } });
    }
    expect(await tell('order-1', '2025-11-22T09:00:00Z')).toMatchObject({ status: 409 });
  });

  test('with a code that the caller says links the visit that shows it', async () => {
    const code = phoneCode(4711);
    const laptop = await show(world.sources, '+12025550101', 'laptop', start + 20_000);
    await giveCode(world.sources.visits, { site: 'shop', visit: laptop, code }, start + 20_000);
    const refused = async (phoneCode: string) => {
      const answer = await post({ eventId: 'e', phoneCode, outcome: 'sold' });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'phoneCode' }] } });
      return JSON.stringify(answer.body);
    };
    expect(await refused(code.slice(0, 6) + ((Number(code[6]) + 1) % 10))).toContain('its last digit does not fit');
    expect(await refused('12')).toContain('must have 7 digits');
    expect(await refused(phoneCode(1))).toContain('none that the site has given');
    expect((await detail('call-1')).ledger).toEqual([]);
    const said = { eventId: 'e', phoneCode: `${code.slice(0, 3)} ${code.slice(3)}` };
    expect(await post(said)).toMatchObject({ status: 202 });
    await withdrawCodes(world.sources.visits, 'laptop');
    expect(await post(said)).toMatchObject({ status: 202 });
    expect(await post({ ...said, eventId: 'later' })).toMatchObject({ status: 400 });
    expect((await detail('call-1')).ledger).toMatchObject([{ eventId: 'e', phoneCode: code, state: 'noted' }]);
  });

  test('of a call of no site takes no code', async () => {
    await world.call({ call: 'stray', number: '+12025550177' });
    const said = { eventId: 'e', phoneCode: phoneCode(4711) };
    expect(await request('POST /v1/calls/stray/outcome', said)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('in no pool of a site') },
    });
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
  const of = { call: 'call-1', id, site: 'shop', conversion: conversion!.id, destination: 'team' };
  await wantDelivery(world.calls, { ...of, wanted: 1 }, { at: Date.now() + 300_000, looks: 1 });
  await setDelivery({ state: 'parked', reason: 'the receiver is gone', attempts: 10 });
  expect((await detail('call-1')).conversions[0]!.deliveries).toEqual([
    expect.objectContaining({ state: 'parked', attempts: 10, reason: 'the receiver is gone' }),
  ]);
  const crm = await world.addKey({ role: 'crm', source: 'crm' });
  expect(await redrive(crm)).toMatchObject({ status: 403 });
  expect(await redrive()).toEqual({ status: 202, body: { call: 'call-1', delivery: id } });
  expect(await readDelivery(world.calls, { call: 'call-1', id })).toMatchObject({ state: 'pending', redrive: 2 });
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
