import { Connection } from '@jsforce/jsforce-node';
import fc from 'fast-check';
import type { HttpRequest } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { salesforce } from '../../../../../lambdas/deliveries/destinations/salesforce/salesforce.ts';
import { buildInput, someCall, someConversion } from '../../delivery-samples.ts';
import { sentBySdk } from '../sent-by-sdk.ts';

const settings = salesforce.settings.parse({
  url: 'https://shop.my.salesforce.example',
  status: { field: 'Status__c', counted: 'Open', retracted: 'Refunded' },
  fields: { title: 'Name', caller: 'Phone__c', email: 'Email__c', occurredAt: 'Met_At__c' },
});
const secrets = { clientId: 'client', clientSecret: 'secret' };
const build = (more: object = {}) =>
  salesforce.build(buildInput(settings, secrets, { accessToken: '00D.token', ...more }));

function request(more: object = {}): HttpRequest {
  const built = build(more);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return built.request;
}

const record = (more: object = {}) => JSON.parse(request(more).body!);

test('it is the request that jsforce sends of the same facts, whatever they are', async () => {
  const facts = fc.record({
    minor: fc.integer({ min: 0, max: 1_000_000_000 }),
    id: fc.stringMatching(/^c[a-z0-9]{26}$/),
  });
  await fc.assert(
    fc.asyncProperty(facts, async ({ minor, id }) => {
      const conversion = someConversion({ id, value: { minor, currency: 'EUR' } });
      const use = (instanceUrl: string) =>
        new Connection({ instanceUrl, accessToken: '00D.token', version: '67.0' }).sobject('Call__c').upsert(
          {
            Leaseline_Id__c: id,
            Name: 'Call from +12025550123 (qualified_call)',
            Phone__c: '+12025550123',
            Met_At__c: '2026-11-20T14:03:22Z',
            Status__c: 'Open',
            Amount__c: minor / 100,
          },
          'Leaseline_Id__c',
        );
      const [sdk] = await sentBySdk(use, { answer: { id: 'a01', success: true, errors: [], created: true } });
      const { method, url, headers, body } = request({ conversion });
      expect({ method, path: new URL(url).pathname, body: JSON.parse(body!) }).toEqual({
        method: sdk!.method,
        path: sdk!.path,
        body: sdk!.body,
      });
      expect(headers.authorization).toBe(sdk!.headers.authorization);
    }),
    { numRuns: 10 },
  );
});

test('a new value leaves the status alone, a call that does not count says so and is 0', () => {
  const value = { minor: 4321, currency: 'EUR' };
  const restated = record({ kind: 'restate', conversion: someConversion({ revision: 2, value }) });
  expect(restated.Amount__c).toBe(43.21);
  expect(restated).not.toHaveProperty('Status__c');
  const gone = someConversion({ revision: 3, state: 'retired', value: { minor: 0, currency: 'EUR' } });
  expect(record({ kind: 'retract', conversion: gone })).toMatchObject({ Amount__c: 0, Status__c: 'Refunded' });
  const { status: _none, ...plain } = settings;
  expect(record({ settings: plain, kind: 'retract', conversion: gone })).toMatchObject({ Amount__c: 0 });
  expect(record({ settings: plain })).not.toHaveProperty('Status__c');
});

test('an amount is never taken for one of another currency', () => {
  const conversion = someConversion({ value: { minor: 1300, currency: 'JPY' } });
  expect(build({ conversion })).toEqual({
    kind: 'invalid',
    field: 'settings.currencyField',
    detail: 'a value in JPY would be taken for EUR',
  });
  expect(record({ conversion, settings: { ...settings, currency: 'JPY' } })).toMatchObject({ Amount__c: 1300 });
  expect(record({ conversion, settings: { ...settings, currencyField: 'CurrencyIsoCode' } })).toMatchObject({
    Amount__c: 1300,
    CurrencyIsoCode: 'JPY',
  });
});

test('a withheld number is in no field', () => {
  expect(record({ call: someCall({ caller: { kind: 'withheld' } }) })).toEqual({
    Name: 'Call, number withheld (qualified_call)',
    Met_At__c: '2026-11-20T14:03:22Z',
    Status__c: 'Open',
    Amount__c: 129.5,
  });
});

test('object and fields can be others', () => {
  const others = { ...settings, object: 'Opportunity', externalIdField: 'Call_Id__c', valueField: 'Amount' };
  const { url, body } = request({ settings: { ...others, url: 'http://localhost/sf/' } });
  expect(url).toBe(
    'http://localhost/sf/services/data/v67.0/sobjects/Opportunity/Call_Id__c/c0123456789abcdefghijklmnop',
  );
  expect(JSON.parse(body!).Amount).toBe(129.5);
  expect(salesforce.settings.safeParse({ url: 'https://a.example', object: 'a/b' }).success).toBe(false);
});

test('a token is got by client credentials, and lasts as long as the shortest session', () => {
  expect(salesforce.access!.request(settings, secrets)).toEqual({
    method: 'POST',
    url: 'https://shop.my.salesforce.example/services/oauth2/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials&client_id=client&client_secret=secret',
  });
  const read = (status: number, body: object) =>
    salesforce.access!.read({ status, headers: {}, body: JSON.stringify(body) });
  // It says no `expires_in`.
  expect(read(200, { access_token: '00D.t', token_type: 'Bearer' })).toEqual({ token: '00D.t', expiresInSeconds: 900 });
  expect(read(400, { error: 'invalid_client' })).toMatchObject({ kind: 'auth' });
});
