import { tiktok } from '../../../../../lambdas/deliveries/destinations/tiktok/tiktok.ts';
import { someRule } from '../../../conversions/facts.ts';
import { buildInput, consentingMatch, someCall, someConversion } from '../../delivery-samples.ts';

const offline = tiktok.settings.parse({ eventSource: 'offline', eventSourceId: '7000000000000000001' });
const web = tiktok.settings.parse({ eventSource: 'web', eventSourceId: 'CPIXELOFTHESHOP' });
const secrets = { accessToken: 'token-of-event-set' };
const withheld = someCall({ caller: { kind: 'withheld' } });

const build = (more: object = {}) => tiktok.build(buildInput(offline, secrets, more));

function request(more: object = {}) {
  const result = build(more);
  if (result.kind !== 'request') throw new Error(`built ${JSON.stringify(result)}`);
  return result.request;
}

const body = (more: object = {}) => JSON.parse(request(more).body!);

const visiting = (more: object) => {
  const match = consentingMatch();
  return { ...match, visit: { ...match.visit, ...more } };
};

const clicked = visiting({
  clickIds: { ttclid: 'E.C.P.x' },
  ids: { ttp: 'ttp-1' },
  landingPage: 'https://shop.example/lp',
});

test('an offline event is the one that the Events API documents', () => {
  const { body: sent, ...line } = request({ email: 'jane@example.com', match: clicked });
  expect(line).toEqual({
    method: 'POST',
    url: 'https://business-api.tiktok.com/open_api/v1.3/event/track/',
    headers: { 'access-token': 'token-of-event-set', 'content-type': 'application/json' },
  });
  expect(JSON.parse(sent!)).toEqual({
    event_source: 'offline',
    event_source_id: '7000000000000000001',
    partner_name: 'Leaseline',
    data: [
      {
        event: 'Contact',
        event_time: 1_795_183_402,
        event_id: 'c0123456789abcdefghijklmnop',
        user: {
          // printf +12025550123 | sha256sum
          phone: ['d5ab8b77e69a81dfc634c3556c620d5d6753df6fc28c73c88c79a9332b705382'],
          // printf jane@example.com | sha256sum
          email: ['8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d'],
          ttclid: 'E.C.P.x',
          ttp: 'ttp-1',
        },
        properties: { currency: 'EUR', value: 129.5, order_id: 'c0123456789abcdefghijklmnop' },
        limited_data_use: false,
      },
    ],
  });
});

test('an event of a pixel names the page', () => {
  const sent = body({ settings: web, match: clicked });
  expect(sent).toMatchObject({ event_source: 'web', event_source_id: 'CPIXELOFTHESHOP' });
  expect(sent.data[0].page).toEqual({ url: 'https://shop.example/lp' });
});

test('the token is in the header alone', () => {
  const { url, body: sent } = request();
  expect(`${url} ${sent}`).not.toContain(secrets.accessToken);
});

test('the longest numbers are hashed whole', () => {
  const number = '+499999999999999';
  const call = someCall({ caller: { kind: 'number', number } as never });
  // printf +499999999999999 | sha256sum
  expect(body({ call }).data[0].user.phone).toEqual([
    '7ba4d98c9d939de5f0e88d4ed436e1f559fa67b3c5c903ad8744bc7342846ff4',
  ]);
});

test('a click alone is enough for a pixel, not for an event set', () => {
  expect(build({ settings: web, call: withheld, match: clicked }).kind).toBe('request');
  expect(build({ call: withheld, match: clicked })).toEqual({
    kind: 'skip',
    because: 'no-identifier',
    reason: 'the caller is withheld, and no e-mail address is known',
  });
  expect(build({ call: withheld, match: clicked, email: 'jane@example.com' }).kind).toBe('request');
  expect(build({ settings: web, call: withheld, match: visiting({ clickIds: {} }) })).toMatchObject({
    because: 'no-identifier',
  });
});

test('nothing goes out without consent or a visit', () => {
  expect(build({ match: consentingMatch({ ads: false, analytics: true }) })).toMatchObject({ because: 'no-consent' });
  expect(build({ match: { ...consentingMatch(), visit: null } })).toMatchObject({ because: 'no-consent' });
});

test('a sale is a payment, unless the settings name it otherwise; limited use is marked', () => {
  const rule = someRule();
  const sale = { ...rule, conversion: { ...rule.conversion, value: 'revenue' } } as ReturnType<typeof someRule>;
  const conversion = someConversion({ rule: sale });
  expect(body({ conversion }).data[0].event).toBe('CompletePayment');
  const named = tiktok.settings.parse({ ...offline, eventName: 'PlaceAnOrder', limitedDataUse: true });
  expect(body({ conversion, settings: named }).data[0]).toMatchObject({
    event: 'PlaceAnOrder',
    limited_data_use: true,
  });
});

test('a test goes to a source for tests, marked, and nowhere else', () => {
  const test = { eventSourceId: '7000000000000000002', eventCode: 'TEST12345' };
  const settings = tiktok.settings.parse({ ...offline, test });
  expect(body({ isTest: true, settings })).toMatchObject({
    event_source_id: '7000000000000000002',
    test_event_code: 'TEST12345',
  });
  expect(body({ settings })).not.toHaveProperty('test_event_code');
  expect(build({ isTest: true })).toMatchObject({ kind: 'invalid', field: 'settings.test' });
  const same = { ...test, eventSourceId: offline.eventSourceId };
  expect(tiktok.settings.safeParse({ ...offline, test: same }).success).toBe(false);
});

const read = (status: number, answer: unknown, headers: Record<string, string> = {}) =>
  tiktok.read({ status, headers, body: typeof answer === 'string' ? answer : JSON.stringify(answer) });

test.each([
  [0, 'delivered'],
  [40_000, 'rejected'],
  [40_001, 'auth'],
  [40_002, 'rejected'],
  [40_100, 'throttled'],
  [40_104, 'auth'],
  [40_105, 'auth'],
  [50_000, 'transient'],
  [51_999, 'transient'],
  [20_001, 'rejected'],
  [60_001, 'rejected'],
])('a 200 with the code %i means %s', (code, kind) => {
  expect(read(200, { code, message: 'said', request_id: 'r1', data: {} })).toMatchObject({ kind });
});

test('what is wrong is told, without what names anybody', () => {
  const message = 'data.0.user.phone: +1 202 555 0123 must be hashed';
  expect(read(200, { code: 40_002, message })).toEqual({
    kind: 'rejected',
    detail: 'TikTok answered error 40002: data.0.user.phone: … must be hashed',
  });
});

test.each([
  [200, 'unknown'],
  [302, 'transient'],
  [400, 'rejected'],
  [401, 'auth'],
  [403, 'auth'],
  [408, 'transient'],
  [429, 'throttled'],
  [502, 'unknown'],
  [503, 'transient'],
])('without a code, %i means %s', (status, kind) => {
  expect(read(status, '<html>')).toMatchObject({ kind });
});

test('a code of success under another status is none; a pause that is asked for is kept', () => {
  expect(read(500, { code: 0 })).toMatchObject({ kind: 'unknown' });
  expect(read(429, { code: 40_100 }, { 'retry-after': '30' })).toMatchObject({ kind: 'throttled', afterSeconds: 30 });
});
