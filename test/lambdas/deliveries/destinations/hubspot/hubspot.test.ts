import { Client } from '@hubspot/api-client';
import fc from 'fast-check';
import type { HttpRequest } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { hubspot } from '../../../../../lambdas/deliveries/destinations/hubspot/hubspot.ts';
import { buildInput, someCall, someConversion } from '../../delivery-samples.ts';
import { sentBySdk } from '../sent-by-sdk.ts';

const settings = hubspot.settings.parse({
  fields: { caller: 'caller_number', email: 'caller_email', source: 'utm_source' },
});
const secrets = { accessToken: 'pat-example' };

function request(more: object = {}): HttpRequest {
  const built = hubspot.build(buildInput(settings, secrets, more));
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return built.request;
}

const deal = (more: object = {}) => JSON.parse(request(more).body!).inputs[0];

test('it is the request that HubSpot’s own SDK sends of the same facts, whatever they are', async () => {
  const facts = fc.record({
    minor: fc.integer({ min: 0, max: 1_000_000_000 }),
    number: fc.integer({ min: 100, max: 199 }),
  });
  await fc.assert(
    fc.asyncProperty(facts, async ({ minor, number }) => {
      const conversion = someConversion({ value: { minor, currency: 'EUR' } });
      const caller = `+12025550${number}`;
      const use = (basePath: string) =>
        new Client({ accessToken: 'pat-example', basePath }).crm.deals.batchApi.upsert({
          inputs: [
            {
              idProperty: 'leaseline_id',
              id: conversion.id,
              properties: {
                dealname: `Call from ${caller} (qualified_call)`,
                pipeline: 'default',
                dealstage: 'appointmentscheduled',
                amount: (minor / 100).toFixed(2),
                deal_currency_code: 'EUR',
                caller_number: caller,
                utm_source: 'google',
              },
            },
          ],
        });
      const [sdk] = await sentBySdk(use, { answer: { status: 'COMPLETE', results: [], startedAt: 0, completedAt: 0 } });
      const call = someCall({ caller: { kind: 'number', number: caller } });
      const { method, url, headers, body } = request({ conversion, call });
      // The SDK still has the version before; only the address differs.
      const path = new URL(url).pathname.replace('/crm/objects/2026-09/', '/crm/v3/objects/');
      expect({ method, path, body: JSON.parse(body!) }).toEqual({
        method: sdk!.method,
        path: sdk!.path,
        body: sdk!.body,
      });
      expect(headers.authorization).toBe(sdk!.headers.authorization);
    }),
    { numRuns: 10 },
  );
});

test('all values are texts, also amounts, with the digits of their currency', () => {
  const conversion = someConversion({ value: { minor: 1300, currency: 'JPY' } });
  expect(deal({ conversion }).properties).toMatchObject({ amount: '1300', deal_currency_code: 'JPY' });
  const values = Object.values(deal({ email: 'anna@shop.example' }).properties);
  expect(values.filter((value) => typeof value !== 'string')).toEqual([]);
});

test('a new value says nothing of name, pipeline and stage, which the sales team may have changed', () => {
  const conversion = someConversion({ revision: 2, value: { minor: 4321, currency: 'EUR' } });
  expect(deal({ kind: 'restate', conversion })).toEqual({
    idProperty: 'leaseline_id',
    id: conversion.id,
    properties: { caller_number: '+12025550123', utm_source: 'google', amount: '43.21', deal_currency_code: 'EUR' },
  });
});

test('a call that does not count any more is a lost deal of 0', () => {
  const conversion = someConversion({ revision: 2, state: 'retired', value: { minor: 0, currency: 'EUR' } });
  expect(deal({ kind: 'retract', conversion }).properties).toMatchObject({
    pipeline: 'default',
    dealstage: 'closedlost',
    amount: '0.00',
  });
});

test('a withheld number is in no field, an address that is known is', () => {
  const { properties } = deal({ call: someCall({ caller: { kind: 'withheld' } }), email: 'anna@shop.example' });
  expect(properties).toMatchObject({
    dealname: 'Call, number withheld (qualified_call)',
    caller_email: 'anna@shop.example',
  });
  expect(properties).not.toHaveProperty('caller_number');
});

test('fields are facts that there are, and names of HubSpot', () => {
  expect(hubspot.settings.safeParse({ fields: { colour: 'x' } }).success).toBe(false);
  expect(hubspot.settings.safeParse({ fields: { caller: 'Caller number' } }).success).toBe(false);
  expect(hubspot.settings.parse(settings)).toEqual(settings);
});
