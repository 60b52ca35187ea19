import fc from 'fast-check';
import { ApiKeySession, EventsApi } from 'klaviyo-api';
import type { DeliveryKind, HttpRequest } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { klaviyo } from '../../../../../lambdas/deliveries/destinations/klaviyo/klaviyo.ts';
import { buildInput, now, someCall, someConversion } from '../../delivery-samples.ts';
import { sentBySdk } from '../sent-by-sdk.ts';

const settings = klaviyo.settings.parse({});
const secrets = { apiKey: 'pk_example' };
const email = 'anna@shop.example';

const build = (more: object = {}) => klaviyo.build(buildInput(settings, secrets, { email, ...more }));

function request(more: object = {}): HttpRequest {
  const built = build(more);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return built.request;
}

const attributes = (more: object = {}) => JSON.parse(request(more).body!).data.attributes;

/** The same facts in the words of Klaviyo's own SDK. */
const bySdk = (facts: ReturnType<typeof someConversion>) => (address: string) => {
  const events = new EventsApi(new ApiKeySession('pk_example'));
  events.basePath = address;
  return events.createEvent({
    data: {
      type: 'event',
      attributes: {
        metric: { data: { type: 'metric', attributes: { name: 'Phone Call' } } },
        profile: {
          data: { type: 'profile', attributes: { phoneNumber: '+12025550123', email } },
        },
        properties: {
          conversion_id: facts.id,
          conversion: 'qualified_call',
          revision: 1,
          call_id: 'call-1',
          talk_seconds: 33,
          source: 'google',
          medium: 'cpc',
          campaign: 'spring',
        },
        time: new Date(facts.occurredAt),
        value: facts.value.minor / 100,
        valueCurrency: facts.value.currency,
        uniqueId: `${facts.id}_1`,
      },
    },
  });
};

test('it is the request that Klaviyo’s own SDK sends of the same facts, whatever they are', async () => {
  const facts = fc.record({
    minor: fc.integer({ min: 0, max: 1_000_000_000 }),
    currency: fc.constantFrom('EUR', 'USD'),
    seconds: fc.integer({ min: 631_152_000, max: 4e9 }),
  });
  await fc.assert(
    fc.asyncProperty(facts, async ({ minor, currency, seconds }) => {
      const conversion = someConversion({ value: { minor, currency }, occurredAt: seconds * 1000 });
      const [sdk] = await sentBySdk(bySdk(conversion), { status: 202 });
      const { method, url, headers, body } = request({ conversion });
      expect({ method, path: new URL(url).pathname }).toEqual({ method: sdk!.method, path: sdk!.path });
      expect(headers.revision).toBe(sdk!.headers.revision);
      expect(headers.authorization).toBe(sdk!.headers.authorization);
      const time = (text: string) => text.replace(/\.000Z$/, 'Z');
      const told = JSON.stringify(sdk!.body, (name, value) => (name === 'time' ? time(value) : value));
      expect(JSON.parse(body!)).toEqual(JSON.parse(told));
    }),
    { numRuns: 20 },
  );
});

test('two calls in one second are two events: each revision has an id of its own', () => {
  const id = (more: object) => attributes({ conversion: someConversion(more) }).unique_id;
  const ids = [id({}), id({ revision: 2 }), id({ id: 'cother' })];
  expect(new Set(ids).size).toBe(3);
});

test.each<[DeliveryKind, string, number]>([
  ['new', 'Phone Call', someConversion().occurredAt],
  ['restate', 'Phone Call Corrected', now],
  ['retract', 'Phone Call Refunded', now],
])('an event stays as it is, so what is %s is of the metric %s, at its own time', (kind, metric, at) => {
  const told = attributes({ kind });
  expect(told.metric.data.attributes.name).toBe(metric);
  expect(Date.parse(told.time)).toBe(Math.floor(at / 1000) * 1000);
});

test('a value is a number with its currency, also when it is nothing', () => {
  const conversion = someConversion({ revision: 2, state: 'retired', value: { minor: 0, currency: 'JPY' } });
  expect(attributes({ kind: 'retract', conversion })).toMatchObject({ value: 0, value_currency: 'JPY' });
});

test('the profile has the number as E.164 and not hashed, the address, or both; without either nothing is sent', () => {
  const profile = (more: object) => attributes(more).profile.data.attributes;
  const withheld = { call: someCall({ caller: { kind: 'withheld' } }) };
  expect(profile({})).toEqual({ phone_number: '+12025550123', email });
  expect(profile({ email: undefined })).toEqual({ phone_number: '+12025550123' });
  expect(profile(withheld)).toEqual({ email });
  const anonymous = { call: someCall({ caller: { kind: 'number', number: '+266696687' } }) };
  for (const nobody of [withheld, anonymous]) {
    expect(build({ ...nobody, email: undefined })).toMatchObject({ kind: 'skip', because: 'no-identifier' });
  }
});

test('metric and address can be others', () => {
  const others = klaviyo.settings.parse({ metric: 'Anruf', endpoint: 'http://localhost/klaviyo/' });
  expect(request({ settings: others }).url).toBe('http://localhost/klaviyo/api/events');
  expect(attributes({ settings: others, kind: 'restate' }).metric.data.attributes.name).toBe('Anruf Corrected');
});

test('what is known of the call is told, what is not is left out', () => {
  const { campaign: _none, ...match } = someCall().match;
  const { talkSeconds: _short, ...call } = someCall();
  expect(Object.keys(attributes({ match, call }).properties)).toEqual([
    'conversion_id',
    'conversion',
    'revision',
    'call_id',
    'source',
    'medium',
  ]);
});

describe('a call that a mail led to', () => {
  const recipient = { id: '4711', campaign: 'autumn', creative: 'red', pool: 'mails' };
  const ofRecipient = { match: { ...someCall().match, recipient } };
  const profile = (more: object) => attributes({ ...ofRecipient, ...more }).profile.data;
  const known = (recipientIs: string) => ({ settings: klaviyo.settings.parse({ recipientIs }) });

  test('goes to the profile that the mail went to, and tells whose number it was', () => {
    expect(profile({})).toEqual({ type: 'profile', attributes: { email } });
    const told = attributes(ofRecipient);
    expect(told.properties).toMatchObject({ recipient: '4711', creative: 'red' });
    // A mail may be forwarded: the profile does not get the number of who called.
    expect(JSON.stringify(told)).not.toContain('+12025550123');
  });

  test('finds the profile by the id of the recipient where that is one of Klaviyo', () => {
    expect(profile(known('profile'))).toEqual({ type: 'profile', id: '4711', attributes: {} });
    expect(profile(known('external'))).toEqual({ type: 'profile', attributes: { external_id: '4711' } });
    expect(profile({ ...known('external'), email: undefined })).toMatchObject({ attributes: { external_id: '4711' } });
    expect(klaviyo.settings.safeParse({ recipientIs: 'email' }).success).toBe(false);
  });

  test('of a recipient without an address it tells the profile with the number', () => {
    expect(profile({ email: undefined })).toEqual({ type: 'profile', attributes: { phone_number: '+12025550123' } });
  });

  test('where it is likelier that somebody else called, goes to the profile of the caller', () => {
    const match = { ...ofRecipient.match, confidence: 0.38 };
    expect(profile({ match, ...known('profile') })).toEqual({
      type: 'profile',
      attributes: { phone_number: '+12025550123', email },
    });
  });

  test('of all other calls the ids of recipients say nothing', () => {
    expect(attributes(known('profile')).profile.data).toEqual({
      type: 'profile',
      attributes: { phone_number: '+12025550123', email },
    });
  });
});

test('what came of the call is told where it was reported', () => {
  const call = someCall({ sums: { conversions: 1, values: [], tags: [], outcome: 'appointment' } });
  expect(attributes({ call }).properties).toMatchObject({ outcome: 'appointment' });
});
