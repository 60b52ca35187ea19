import { defaultNumber, openShop, page, post } from './page-client.ts';

beforeAll(() => openShop(2));

const ask = { siteKey: 'pk_shop', pageUrl: `${page}/?utm_source=news&utm_medium=email` };

test('a visitor who withdraws is forgotten, and shown the default number', async () => {
  const { body } = await post('/v1/numbers', ask);
  const consent = { ads: false, analytics: false };
  const said = await post('/v1/consents', { visitor: body.visitor, lease: body.lease.token, consent });
  expect(said).toMatchObject({
    status: 200,
    headers: { 'access-control-allow-origin': page },
    body: { default: { e164: defaultNumber } },
  });
  const beat = await post('/v1/heartbeats', { lease: body.lease.token, active: true });
  expect(beat).toMatchObject({ body: { held: false, default: { e164: defaultNumber } } });
});

test.each([
  ['a word without a token', { consent: { ads: false, analytics: false } }, ['visitor']],
  ['tokens without a word', { visitor: 'x' }, ['consent']],
  ['half a word', { visitor: 'x', consent: { ads: false } }, ['consent.analytics']],
])('%s is a 400 that names the field', async (_, body, fields) => {
  const answer = await post('/v1/consents', body);
  expect(answer).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } });
  expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
});

test('a forged token is a 401', async () => {
  const consent = { ads: false, analytics: false };
  expect(await post('/v1/consents', { lease: 'x', consent })).toMatchObject({ status: 401 });
});
