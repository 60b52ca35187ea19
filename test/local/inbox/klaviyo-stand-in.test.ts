import { ApiKeySession, EventsApi } from 'klaviyo-api';
import { answerAsKlaviyo } from '../../../local/inbox/klaviyo-stand-in.ts';
import { sentBySdk } from '../../lambdas/deliveries/destinations/sent-by-sdk.ts';
import { edgeRequest, jsonOf } from '../edge-request.ts';

const key = {
  authorization: 'Klaviyo-API-Key pk_example',
  revision: '2026-07-15',
  'content-type': 'application/vnd.api+json',
};
const send = (body: unknown, headers: Record<string, string> = key, path = '/api/events') =>
  answerAsKlaviyo(edgeRequest('POST', `/inbox/klaviyo${path}`, { body: JSON.stringify(body), headers }), path);

const attributes = {
  metric: { data: { type: 'metric', attributes: { name: 'Phone Call' } } },
  profile: { data: { type: 'profile', attributes: { email: 'anna@shop.example' } } },
  properties: { call_id: 'call-1' },
  time: '2026-11-20T14:03:22Z',
  value: 129.5,
  value_currency: 'EUR',
  unique_id: 'c1_1',
};
const event = (more: object = {}) => ({ data: { type: 'event', attributes: { ...attributes, ...more } } });

test('takes what Klaviyo’s own SDK sends', async () => {
  const [sent] = await sentBySdk(
    (address) => {
      const events = new EventsApi(new ApiKeySession('pk_example'));
      events.basePath = address;
      return events.createEvent({
        data: {
          type: 'event',
          attributes: {
            ...attributes,
            metric: { data: { type: 'metric', attributes: { name: 'Phone Call' } } },
            profile: { data: { type: 'profile', id: '01GDDKASAP8TKDDA2GRZDSVP4H', attributes: {} } },
            time: new Date(attributes.time),
          },
        },
      });
    },
    { status: 202 },
  );
  const { authorization = '', revision, 'content-type': type = '' } = sent!.headers;
  const headers = { authorization, revision: String(revision), 'content-type': type };
  expect(send(sent!.body, headers)).toMatchObject({ status: 202, body: '' });
});

const named = (attributes: object) => event({ profile: { data: { type: 'profile', attributes } } });

test.each([
  ['nobody is named', named({}), '/data/attributes/profile/data/attributes'],
  [
    'a number is not E.164',
    named({ phone_number: '12025550123' }),
    '/data/attributes/profile/data/attributes/phone_number',
  ],
  ['an address is none', named({ email: 'anna' }), '/data/attributes/profile/data/attributes/email'],
  ['there is no such field', event({ uniqueId: 'x' }), '/data/attributes/uniqueId'],
  ['the value is a text', event({ value: '129.50' }), '/data/attributes/value'],
  ['a time has no zone', event({ time: '2026-11-20 14:03:22' }), '/data/attributes/time'],
  ['a time is long gone', event({ time: '1970-01-01T00:00:00Z' }), '/data/attributes/time'],
  ['there is no metric', event({ metric: undefined }), '/data/attributes/metric'],
])('refuses an event where %s', (_what, body, pointer) => {
  const response = send(body)!;
  expect([response.status, jsonOf(response).errors[0].source.pointer]).toEqual([400, pointer]);
});

test('wants a key, a version and a type', () => {
  const without = (name: string) => Object.fromEntries(Object.entries(key).filter(([each]) => each !== name));
  expect(Object.keys(key).map((name) => send(event(), without(name))!.status)).toEqual([401, 400, 415]);
});

test('leaves other paths alone', () => {
  expect(send(event(), key, '/api/profiles')).toBeUndefined();
});
