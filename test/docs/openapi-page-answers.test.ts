import { pageRoutes } from '../../lambdas/platform/names.ts';
import { deriveSigningKeys } from '../../lambdas/platform/signing-keys.ts';
import { signToken } from '../../lambdas/platform/tokens.ts';
import * as client from '../lambdas/handlers/page-client.ts';
import { described } from './described-api.ts';

const { page } = client;
const ask = { siteKey: 'pk_shop', pageUrl: `${page}/?utm_source=news&utm_medium=email` };

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  await client.openShop(1);
});

const answered = new Set<string>();
async function post(expected: number, route: string, sent: unknown, origin = page) {
  const { status, headers, body: told } = await client.post(route.replace('POST ', ''), sent, { origin });
  expect({ route, status, told }).toEqual({ route, status: expected, told });
  expect(described.problemsOfAnswer(route, expected, String(headers['content-type']), told)).toEqual([]);
  answered.add(`${route} ${status}`);
  return told;
}

test('every described answer of a page call is really given, and is as described', async () => {
  const asked = await post(200, 'POST /v1/numbers', ask);
  const held = asked.lease;
  const refused = (await post(200, 'POST /v1/numbers', ask)).lease;
  expect([held.state, refused.state]).toEqual(['leased', 'default']);
  const lease: string = held.token;
  const claims = { kind: 'lease', site: 'shop', pool: 'ads', shard: 0, number: '+12025550100', lease: 'lease-1' };
  const times = { visitor: 'anna', visit: 'visit-1', shownAt: 1, leasedUntil: 2 };
  const lost = signToken(deriveSigningKeys(client.masterSecret), { ...claims, ...times });
  expect(await post(200, 'POST /v1/heartbeats', { lease: lost, active: true })).toMatchObject({ held: false });
  await post(200, 'POST /v1/numbers', { ...ask, consent: { ads: false, analytics: false } });
  await post(400, 'POST /v1/numbers', {});
  await post(404, 'POST /v1/numbers', { ...ask, siteKey: 'pk_nobody' });
  await post(403, 'POST /v1/numbers', ask, 'https://evil.example');
  for (const [route, status] of [
    ['POST /v1/heartbeats', 200],
    ['POST /v1/clicks', 202],
    ['POST /v1/visitor-identities', 200],
  ] as const) {
    await post(status, route, { lease, active: true });
    await post(400, route, { lease: 5 });
    await post(401, route, { lease: 'forged', active: true });
    await post(403, route, { lease, active: true }, 'https://evil.example');
  }
  const { visitor } = asked;
  await post(200, 'POST /v1/phone-codes', { visitor, lease });
  await post(400, 'POST /v1/phone-codes', { lease });
  await post(401, 'POST /v1/phone-codes', { visitor: lease });
  await post(403, 'POST /v1/phone-codes', { visitor }, 'https://evil.example');
  const stranger = { kind: 'visitor', id: 'nobody', site: 'shop' };
  await post(404, 'POST /v1/phone-codes', { visitor: signToken(deriveSigningKeys(client.masterSecret), stranger) });
  const consent = { ads: false, analytics: true };
  await post(400, 'POST /v1/consents', { lease });
  await post(401, 'POST /v1/consents', { lease: 'forged', consent });
  await post(403, 'POST /v1/consents', { lease, consent }, 'https://evil.example');
  expect(await post(200, 'POST /v1/consents', { visitor: asked.visitor, lease, consent })).toHaveProperty('visitor');
  const denied = { ads: false, analytics: false };
  expect(await post(200, 'POST /v1/consents', { lease, consent: denied })).toMatchObject({
    default: { e164: '+12025550190' },
  });
  for (const route of pageRoutes) await post(413, route, { lease: 'x'.repeat(17_000) });

  const documented = pageRoutes.flatMap((route) =>
    Object.keys(described.operation(route).responses)
      // What comes of too much at once is shown by the tests of what it is about.
      .filter((status) => !['429', '500'].includes(status))
      .map((status) => `${route} ${status}`),
  );
  expect(documented.filter((one) => !answered.has(one))).toEqual([]);
});
