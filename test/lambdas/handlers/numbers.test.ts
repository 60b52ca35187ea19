import { readDayCounts } from '../../../lambdas/capacity/day-counts-store.ts';
import { sumCounts } from '../../../lambdas/capacity/pool-counters.ts';
import { deriveSigningKeys } from '../../../lambdas/platform/signing-keys.ts';
import { signToken } from '../../../lambdas/platform/tokens.ts';
import { embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { masterSecret, openShop, post } from './page-client.ts';

beforeAll(() => openShop(5));

const ask = { siteKey: 'pk_shop', pageUrl: 'https://shop.example/?utm_source=news&utm_medium=email' };

test('a page is given a number, keeps it by a heartbeat, and tells of a click', async () => {
  const asked = await post('/v1/numbers', ask);
  expect(asked).toMatchObject({
    status: 200,
    headers: { 'access-control-allow-origin': 'https://shop.example', 'content-type': 'application/json' },
    body: {
      lease: { state: 'leased' },
      source: { source: 'news', medium: 'email' },
      default: { e164: '+12025550190' },
    },
  });
  const { token } = asked.body.lease;
  const beat = await post('/v1/heartbeats', { lease: token, active: true });
  expect(beat).toMatchObject({ status: 200, body: { held: true, lease: expect.any(String) } });
  expect(await post('/v1/clicks', { lease: token })).toMatchObject({ status: 202, body: {} });
  const again = await post('/v1/numbers', { ...ask, visitor: asked.body.visitor, lease: token });
  expect(again.body.number).toEqual(asked.body.number);
});

test.each([
  ['a page without site key', '/v1/numbers', { pageUrl: ask.pageUrl }, ['siteKey']],
  ['a page without address', '/v1/numbers', { siteKey: 'pk_shop' }, ['pageUrl']],
  ['an address that is none of a page', '/v1/numbers', { ...ask, pageUrl: 'file:///etc/passwd' }, ['pageUrl']],
  [
    'fields of odd types',
    '/v1/numbers',
    { ...ask, visitor: 1, consent: { ads: 'yes' } },
    ['visitor', 'consent.ads', 'consent.analytics'],
  ],
  ['odd ids', '/v1/numbers', { ...ask, ids: { ga: 5 } }, ['ids.ga']],
  [
    'too many parameters',
    '/v1/numbers',
    { ...ask, params: Object.fromEntries([...Array(21).keys()].map((key) => [key, 'v'])) },
    ['params'],
  ],
  ['a long parameter', '/v1/numbers', { ...ask, params: { plan: 'x'.repeat(101) } }, ['params.plan']],
  ['an empty heartbeat', '/v1/heartbeats', {}, ['lease', 'active']],
  ['a site key that no site can have', '/v1/numbers', { ...ask, siteKey: 'pk\ud800' }, ['siteKey']],
  ['no body', '/v1/heartbeats', undefined, ['lease', 'active']],
  ['a heartbeat that does not say what', '/v1/heartbeats', { lease: 'x', active: 'yes' }, ['active']],
  ['a click without lease', '/v1/clicks', { lease: null }, ['lease']],
  ['an array', '/v1/numbers', '[]', ['']],
  ['malformed JSON', '/v1/numbers', '{"siteKey":', ['']],
])('%s is a 400 that names the field', async (_, path, body, fields) => {
  const answer = await post(path, body);
  expect(answer).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } });
  expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
});

test('text that the page cut in the middle of a character is no error', async () => {
  const half = '\ud83d';
  const answer = await post('/v1/numbers', {
    ...ask,
    params: { [`title${half}`]: half },
    ids: { ga: half },
    referrer: half,
  });
  expect(answer).toMatchObject({ status: 200, body: { lease: { state: 'leased' } } });
});

test('a body over 16 KB is refused', async () => {
  expect(await post('/v1/numbers', { ...ask, referrer: 'x'.repeat(17_000) })).toMatchObject({ status: 413 });
});

test('an unknown site key is a 404, a foreign origin a 403 that its page may not read', async () => {
  expect(await post('/v1/numbers', { ...ask, siteKey: 'pk_other' })).toMatchObject({ status: 404 });
  const foreign = await post('/v1/numbers', ask, { origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
  expect(foreign.headers).not.toHaveProperty('access-control-allow-origin');
  expect(await post('/v1/numbers', ask, {})).toMatchObject({ status: 200 });
});

test('forged tokens, and those of another kind, are a 401 to heartbeats and clicks', async () => {
  const forger = deriveSigningKeys(JSON.stringify({ master: 'f'.repeat(64), signingKeys: ['1'] }));
  const ours = deriveSigningKeys(masterSecret);
  const visitor = { kind: 'visitor', id: 'x', site: 'shop' };
  for (const lease of ['x', signToken(forger, visitor), signToken(ours, visitor)]) {
    expect(await post('/v1/heartbeats', { lease, active: true })).toMatchObject({ status: 401 });
    expect(await post('/v1/clicks', { lease })).toMatchObject({ status: 401 });
  }
});

test('an unknown call is a 404', async () => {
  expect(await post('/v1/other', {})).toMatchObject({ status: 404 });
});

test('the few pages that a container answers are all counted, also where it is never asked again', async () => {
  const leases = { documents: embeddedDynamoDB().documents, name: process.env.LEASES_TABLE ?? '' };
  const counted = async () => {
    // All come from one network, which has its share at some point.
    const { asked, limited } = sumCounts(await readDayCounts(leases, 'ads', Date.now()));
    return asked + limited;
  };
  const before = await counted();
  for (let visitor = 0; visitor < 9; visitor++) await post('/v1/numbers', ask);
  expect((await counted()) - before).toBe(9);
});
