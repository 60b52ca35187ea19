import type { DeliveryKind } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { mailchimp } from '../../../../../lambdas/deliveries/destinations/mailchimp/mailchimp.ts';
import { buildInput, consentingMatch, now, someCall, someConversion } from '../../delivery-samples.ts';

const settings = mailchimp.settings.parse({ url: 'https://us6.api.mailchimp.com', audienceId: '57afe96172' });
const secrets = { apiKey: 'example-us6' };
const build = (more: object = {}) =>
  mailchimp.build(buildInput(settings, secrets, { email: 'urist.mcvankab@freddiesjokes.example', ...more }));

function request(more: object = {}) {
  const built = build(more);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return built.request;
}

const event = (more: object = {}) => JSON.parse(request(more).body!);

// https://mailchimp.com/developer/marketing/api/list-member-events/: `name`, `occurred_at`, `properties` of texts, `is_syncing`.
test('the request is the one that Mailchimp documents', () => {
  const { body, ...line } = request();
  expect(line).toEqual({
    method: 'POST',
    // printf urist.mcvankab@freddiesjokes.example | md5sum
    url: 'https://us6.api.mailchimp.com/3.0/lists/57afe96172/members/839c0b09fa4c21ddb8d6b6b406aa911f/events',
    headers: { authorization: 'Basic a2V5OmV4YW1wbGUtdXM2', 'content-type': 'application/json' },
  });
  expect(JSON.parse(body!)).toEqual({
    name: 'phone_call',
    occurred_at: '2026-11-20T14:03:22Z',
    properties: {
      conversion_id: 'c0123456789abcdefghijklmnop',
      conversion: 'qualified_call',
      revision: '1',
      call_id: 'call-1',
      value: '129.50',
      currency: 'EUR',
      source: 'google',
      medium: 'cpc',
      campaign: 'spring',
    },
    is_syncing: false,
  });
});

test.each<[DeliveryKind, string, number]>([
  ['new', 'phone_call', someConversion().occurredAt],
  ['restate', 'phone_call_corrected', now],
  ['retract', 'phone_call_refunded', now],
])('an event stays as it is, so what is %s is named %s, at its own time', (kind, name, at) => {
  expect(event({ kind }).name).toBe(name);
  expect(Date.parse(event({ kind }).occurred_at)).toBe(Math.floor(at / 1000) * 1000);
});

test('names keep to the 30 characters with their endings', () => {
  const parse = (name: string) => mailchimp.settings.safeParse({ ...settings, event: name });
  const longest = 'a'.repeat(20);
  expect(parse(longest).success).toBe(true);
  expect(event({ kind: 'restate', settings: parse(longest).data }).name).toHaveLength(30);
  expect([parse('a'.repeat(21)), parse('a'), parse('phone call')].map(({ success }) => success)).toEqual([
    false,
    false,
    false,
  ]);
});

test('properties are texts, and what is not known is left out', () => {
  const { properties } = event({ match: { ...consentingMatch(), campaign: undefined } });
  expect(Object.values(properties).filter((value) => typeof value !== 'string')).toEqual([]);
  expect(properties).not.toHaveProperty('campaign');
});

test('without an address nothing is sent', () => {
  expect(build({ email: undefined })).toEqual({
    kind: 'skip',
    because: 'no-identifier',
    reason: 'no e-mail address of the caller is known',
  });
});

test('the address may name the version', () => {
  const at = (url: string) => new URL(request({ settings: { ...settings, url } }).url).pathname.split('/lists')[0];
  expect(['http://localhost/mc', 'http://localhost/mc/3.0', 'http://localhost/mc/3.0/'].map(at)).toEqual([
    '/mc/3.0',
    '/mc/3.0',
    '/mc/3.0',
  ]);
});

test('of a recipient of a mail it tells who that is, what they were sent and what came of the call, as texts', () => {
  const recipient = { id: '4711', campaign: 'autumn', creative: 'red', pool: 'mails' };
  const call = someCall({ sums: { conversions: 1, values: [], tags: [], outcome: 'appointment' } });
  const { properties } = event({ call, match: { ...consentingMatch(), campaign: 'autumn', recipient } });
  expect(properties).toMatchObject({
    campaign: 'autumn',
    creative: 'red',
    recipient: '4711',
    outcome: 'appointment',
  });
});
