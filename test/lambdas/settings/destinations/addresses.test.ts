import * as z from 'zod';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import {
  addressesAt,
  addressFields,
  changedAddresses,
  changedSettings,
} from '../../../../lambdas/settings/destinations/addresses.ts';
import { buildInput, consentingMatch } from '../../deliveries/delivery-samples.ts';
import { requestsOf } from '../../deliveries/destinations/built.ts';
import { destinationSamples } from '../../deliveries/destinations/destination-samples.ts';

const types = [...destinations.keys()];
const moved = 'https://moved.example/there';

/** Where requests go, for one delivery: the token's address, the conversion's, and where the outcome is asked for. */
function reached(type: string, settings: unknown): string {
  const destination = destinations.get(type)!;
  const secrets = destination.secrets.parse(destinationSamples[type]!.secrets);
  const ids = Object.fromEntries(destination.can.identifiers.map((name) => [name, `id-of-${name}`]));
  const match = { ...consentingMatch(), visit: { ...consentingMatch().visit, clickIds: ids, ids } };
  const input = buildInput(settings, secrets, { accessToken: 't', email: 'anna@shop.example', match });
  return requestsOf(destination, input)
    .map(({ url }) => new URL(url).origin)
    .join();
}

/** The same with another value in one field, whatever its schema says of it; undefined where that is no use to anybody. */
function reachedWith(type: string, settings: object, field: string): string | undefined {
  try {
    return reached(type, { ...settings, [field]: moved });
  } catch {
    return undefined;
  }
}

test.each(types)('%s: every setting that says where requests go is known as an address', (type) => {
  const destination = destinations.get(type)!;
  const settings = Object(destination.settings.parse(destinationSamples[type]!.settings));
  const fields = Object.keys(z.toJSONSchema(destination.settings, { io: 'input' }).properties ?? {});
  const moving = fields.filter((field) => reachedWith(type, settings, field)?.includes(new URL(moved).origin));
  const addresses = addressFields(destination).map((path) => path.join('.'));
  expect(moving.toSorted()).toEqual(addresses.toSorted());
});

test('defaults are addresses as well, and what lies deeper', () => {
  const google = destinations.get('google-ads')!;
  const least = { customerId: '123-456-7890', conversionActionId: '1' };
  expect(addressesAt(addressFields(google), google.settings.parse(least))).toEqual({
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

test('settings that secrets follow are the same in whatever order their parts are kept', () => {
  const before = { fields: { a: { x: 1, y: [1, 2] }, b: 'b' }, action: 'send' };
  const after = { action: 'send', fields: { b: 'b', a: { y: [1, 2], x: 1 } } };
  expect(changedSettings(['fields', 'action'], before, after)).toEqual([]);
  expect(changedSettings(['fields', 'action'], before, { ...after, action: 'find' })).toEqual(['action']);
  expect(changedSettings(['fields'], before, { fields: { ...after.fields, a: { x: 1, y: [2, 1] } } })).toEqual([
    'fields',
  ]);
});
