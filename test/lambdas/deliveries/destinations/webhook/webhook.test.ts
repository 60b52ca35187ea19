import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { notJudged } from '../../../../../lambdas/calls/qualified.ts';
import { webhook } from '../../../../../lambdas/deliveries/destinations/webhook/webhook.ts';
import { buildInput, now, someCall, someConversion } from '../../delivery-samples.ts';

const signing = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const settings = { url: 'https://tool.example/in' };

function built(more: Parameters<typeof buildInput>[2] = {}) {
  const result = webhook.build(buildInput(settings, { signing }, more as object));
  if (result.kind !== 'request') throw new Error(`built ${result.kind}`);
  return result.request;
}

const answer = (status: number, headers: Record<string, string> = {}) => webhook.read({ status, headers, body: '' });

beforeEach(() => jest.useFakeTimers({ now }));
afterEach(() => jest.useRealTimers());

describe.each([
  ['Standard Webhooks', Webhook],
  ['Svix', SvixWebhook],
] as const)('the library of %s', (_name, Verifier) => {
  test('verifies it, and notices a change', () => {
    const { headers, body, ...line } = built();
    expect(line).toEqual({ method: 'POST', url: settings.url });
    expect(new Verifier(signing).verify(body!, headers)).toMatchObject({ type: 'conversion.created' });
    expect(() => new Verifier(signing).verify(body!.replace('129.50', '129.51'), headers)).toThrow(
      'No matching signature',
    );
  });

  test('verifies it by either secret while one is replaced, and by no other', () => {
    const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    const { headers, body } = built({ secrets: { signing: `${other} ${signing}` } });
    for (const secret of [signing, other]) expect(new Verifier(secret).verify(body!, headers)).toBeDefined();
    const foreign = `whsec_${Buffer.alloc(24, 8).toString('base64')}`;
    expect(() => new Verifier(foreign).verify(body!, headers)).toThrow('No matching signature');
  });

  test('refuses it five minutes later', () => {
    const { headers, body } = built();
    jest.setSystemTime(now + 301_000);
    expect(() => new Verifier(signing).verify(body!, headers)).toThrow('Message timestamp too old');
  });
});

test('the id is of this delivery and revision, the same at every attempt, and without dots', () => {
  const first = built().headers;
  const later = built({ now: now + 60_000 }).headers;
  expect(later['webhook-id']).toBe(first['webhook-id']);
  expect(later['webhook-timestamp']).not.toBe(first['webhook-timestamp']);
  expect(built({ conversion: someConversion({ revision: 2 }) }).headers['webhook-id']).not.toBe(first['webhook-id']);
  expect(first['webhook-id']).toMatch(/^[\w-]+$/);
});

test('it tells conversion, call, match and visit under names that stay', () => {
  expect(JSON.parse(built().body!)).toEqual({
    id: 'd0123456789abcdefghijklmnop_1',
    schemaVersion: 1,
    type: 'conversion.created',
    timestamp: '2026-11-20T14:03:22.000Z',
    data: {
      delivery: 'd0123456789abcdefghijklmnop',
      site: 'shop',
      conversion: {
        id: 'c0123456789abcdefghijklmnop',
        rule: 'talk',
        ruleVersion: 1,
        name: 'qualified_call',
        value: { amount: '129.50', currency: 'EUR' },
        revision: 1,
        state: 'open',
        occurredAt: '2026-11-20T14:03:22.000Z',
      },
      call: {
        id: 'call-1',
        status: 'completed',
        trackedNumber: '+12025550100',
        caller: '+12025550123',
        startedAt: '2026-11-20T14:00:00.000Z',
        answeredAt: null,
        endedAt: null,
        waitSeconds: 7,
        talkSeconds: 33,
        qualified: notJudged,
      },
      match: {
        method: 'lease',
        confidence: 0.88,
        reason: 'she holds it',
        source: 'google',
        medium: 'cpc',
        campaign: 'spring',
        firstTimeCaller: true,
      },
      visit: {
        id: 'v1',
        visitor: 'anna',
        shownAt: '2026-11-20T13:59:00.000Z',
        source: 'google',
        medium: 'cpc',
        campaign: 'spring',
        keyword: 'red shoes',
        content: null,
        clickIds: { gclid: 'gclid-anna' },
        ids: {},
        params: {},
        landingPage: null,
        referrer: null,
        device: null,
        consent: { ads: true, analytics: true },
      },
    },
  });
});

test.each([
  ['new', 'conversion.created'],
  ['restate', 'conversion.updated'],
  ['retract', 'conversion.retracted'],
] as const)('what is %s is called %s', (kind, type) => {
  expect(JSON.parse(built({ kind }).body!)).toMatchObject({ type });
});

test('a call without a visit and a withheld caller are told as such', () => {
  const call = someCall({ caller: { kind: 'withheld' } });
  const { data } = JSON.parse(built({ call, match: { ...call.match, visit: null } }).body!);
  expect(data).toMatchObject({ visit: null, call: { caller: null } });
});

test('it stays below 20 kB whatever a page handed over, and never holds the secret', () => {
  const { match } = someCall();
  const visit = { ...match.visit!, params: { long: 'x'.repeat(30_000) }, landingPage: 'y'.repeat(30_000) };
  const { body } = built({ match: { ...match, visit } });
  expect(Buffer.byteLength(body!)).toBeLessThan(20_000);
  expect(JSON.parse(body!).data.visit).toMatchObject({ clickIds: { gclid: 'gclid-anna' } });
  expect(JSON.stringify(built())).not.toContain(signing.slice(6));
});

test('what an answer means', () => {
  expect(answer(200)).toEqual({ kind: 'delivered' });
  expect(answer(204)).toEqual({ kind: 'delivered' });
  expect(answer(410)).toMatchObject({ kind: 'gone' });
  expect(answer(302, { location: 'https://other.example' })).toMatchObject({ kind: 'transient' });
  expect(answer(404)).toMatchObject({ kind: 'transient' });
  expect(answer(500)).toMatchObject({ kind: 'transient' });
  expect(answer(429, { 'retry-after': '90' })).toMatchObject({ kind: 'throttled', afterSeconds: 90 });
  expect(answer(504)).toMatchObject({ kind: 'throttled', afterSeconds: undefined });
  const date = { 'retry-after': 'Fri, 20 Nov 2026 15:02:00 GMT', date: 'Fri, 20 Nov 2026 15:00:00 GMT' };
  expect(answer(503, date)).toMatchObject({ kind: 'throttled', afterSeconds: 120 });
});

test.each([
  ['', false],
  ['whsec_', false],
  ['whsec_not base64', false],
  [`whsec_${Buffer.alloc(23).toString('base64')}`, false],
  [`whsec_${Buffer.alloc(65).toString('base64')}`, false],
  [Buffer.alloc(32).toString('base64'), false],
  [`whsec_${Buffer.alloc(24).toString('base64')}`, true],
  [`whsec_${Buffer.alloc(64, 1).toString('base64')}`, true],
])('signing secret %j: %j', (secret, fits) => {
  expect(webhook.secrets.safeParse({ signing: secret }).success).toBe(fits);
});

test('only http addresses are settings', () => {
  expect(webhook.settings.safeParse({ url: 'ftp://tool.example' }).success).toBe(false);
  expect(webhook.settings.safeParse({ url: 'https://tool.example', more: 1 }).success).toBe(false);
});
