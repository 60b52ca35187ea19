import * as z from 'zod';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { addressesAt, addressFields, changedAddresses } from '../../../../lambdas/settings/destinations/addresses.ts';
import { buildInput } from '../../deliveries/delivery-samples.ts';

interface Sample {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Another value for each field of the settings. */
  readonly others: Readonly<Record<string, unknown>>;
}

/** Every type of destination has one. */
const samples: Readonly<Record<string, Sample>> = {
  webhook: {
    settings: { url: 'https://tool.example/in' },
    secrets: { signing: `whsec_${Buffer.alloc(24, 1).toString('base64')}` },
    others: { url: 'https://other.example/in', events: ['conversion.created'] },
  },
  email: {
    settings: { to: ['a@shop.example'], from: 'b@shop.example' },
    secrets: {},
    others: { to: ['c@shop.example'], from: 'd@shop.example', leads: true, digest: { at: '08:00' } },
  },
  'google-ads': {
    settings: { customerId: '123-456-7890', loginCustomerId: '987-654-3210', conversionActionId: '1' },
    secrets: { clientId: 'c', clientSecret: 's', refreshToken: 'r' },
    others: {
      customerId: '111-111-1111',
      loginCustomerId: '222-222-2222',
      conversionActionId: '2',
      endpoint: 'https://other.example',
      tokenEndpoint: 'https://other.example/token',
    },
  },
  klaviyo: {
    settings: {},
    secrets: { apiKey: 'k' },
    others: { metric: 'Call', endpoint: 'https://other.example' },
  },
  meta: {
    settings: { datasetId: '1000000000000001' },
    secrets: { accessToken: 'a' },
    others: {
      datasetId: '1000000000000003',
      eventName: 'Lead',
      limitedDataUse: { country: 1, state: 1000 },
      test: { datasetId: '1000000000000002', eventCode: 'TEST12345' },
      endpoint: 'https://other.example/v26.0',
    },
  },
  tiktok: {
    settings: { eventSource: 'web', eventSourceId: 'PIXELA' },
    secrets: { accessToken: 'a' },
    others: {
      eventSource: 'offline',
      eventSourceId: 'PIXELB',
      eventName: 'Contact',
      limitedDataUse: true,
      test: { eventSourceId: 'PIXELC', eventCode: 'TEST12345' },
      endpoint: 'https://other.example/open_api/v1.3',
    },
  },
  mailchimp: {
    settings: { url: 'https://us6.example', audienceId: 'a' },
    secrets: { apiKey: 'k' },
    others: { url: 'https://us7.example', audienceId: 'b', event: 'call' },
  },
  hubspot: {
    settings: {},
    secrets: { accessToken: 'a' },
    others: {
      idProperty: 'call_id',
      pipeline: 'calls',
      stage: '1',
      retractedStage: '2',
      fields: { caller: 'phone' },
      endpoint: 'https://other.example',
    },
  },
  salesforce: {
    settings: { url: 'https://shop.example' },
    secrets: { clientId: 'c', clientSecret: 's' },
    others: {
      url: 'https://other.example',
      object: 'Lead',
      externalIdField: 'Id__c',
      valueField: 'Value__c',
      currencyField: 'CurrencyIsoCode',
      currency: 'EUR',
      status: { field: 'Status', counted: 'Open', retracted: 'Lost' },
      fields: { caller: 'Phone' },
    },
  },
};

const types = [...destinations.keys()];

/** Where requests go, for one delivery: the token's address, the conversion's, and where the outcome is asked for. */
function reached(type: string, given: Readonly<Record<string, unknown>>): string[] {
  const destination = destinations.get(type)!;
  const settings = destination.settings.parse(given);
  const secrets = destination.secrets.parse(samples[type]!.secrets);
  const input = buildInput(settings, secrets, { accessToken: 't', email: 'anna@shop.example' });
  const built = destination.build(input);
  const requests = [
    destination.access?.request(settings, secrets),
    built.kind === 'request' ? built.request : undefined,
    destination.ask?.request('receipt', input),
  ];
  return requests.flatMap((request) => (request === undefined ? [] : [new URL(request.url).origin]));
}

test.each(types)('%s: every setting that says where requests go is known as an address', (type) => {
  const { settings, others } = samples[type]!;
  const schema = z.toJSONSchema(destinations.get(type)!.settings, { io: 'input' });
  // A field that is new has to be tried too.
  expect(Object.keys(others).toSorted()).toEqual(Object.keys(schema.properties ?? {}).toSorted());
  const addresses = addressFields(destinations.get(type)!).map((path) => path.join('.'));
  const moving = Object.entries(others).filter(
    ([field, other]) => String(reached(type, { ...settings, [field]: other })) !== String(reached(type, settings)),
  );
  expect(moving.map(([field]) => field).toSorted()).toEqual(addresses.toSorted());
});

test('defaults are addresses as well, and what lies deeper', () => {
  const google = destinations.get('google-ads')!;
  expect(addressesAt(addressFields(google), google.settings.parse(samples['google-ads']!.settings))).toEqual({
    endpoint: 'https://datamanager.googleapis.com',
    tokenEndpoint: 'https://oauth2.googleapis.com/token',
  });
  const settings = z.object({
    api: z.object({ host: z.hostname().optional(), retries: z.number() }),
    name: z.string(),
  });
  expect(addressesAt(addressFields({ settings }), { api: { host: 'a.example', retries: 3 }, name: 'b' })).toEqual({
    'api.host': 'a.example',
  });
  expect(addressesAt(addressFields({ settings }), { api: 'from another version' })).toEqual({});
});

test.each([
  ['https://a.example/in', 'https://a.example/in', []],
  ['https://a.example', 'https://A.example:443/', []],
  ['https://a.example/in', 'http://a.example/in', ['url']],
  ['https://a.example/in', 'https://a.example:8443/in', ['url']],
  ['https://a.example/in', 'https://a.example/other', ['url']],
  ['https://a.example/in?team=1', 'https://a.example/in?team=2', ['url']],
  ['https://a.example/in', 'https://a.example.evil.example/in', ['url']],
  ['https://a.example/in', 'https://a.example@evil.example/in', ['url']],
])('%s and %s', (before, after, changed) => {
  expect(changedAddresses({ url: before }, { url: after })).toEqual(changed);
});

test('an address that comes or goes is a change', () => {
  expect(changedAddresses({}, { url: 'https://a.example' })).toEqual(['url']);
  expect(changedAddresses({ url: 'https://a.example' }, {})).toEqual(['url']);
});
