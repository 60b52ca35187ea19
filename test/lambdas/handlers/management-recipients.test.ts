import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import type { RecipientAnswer } from '../../../lambdas/recipients/recipient-answer.ts';
import { masterSecret } from './call-world.ts';
import { freshTables, rawRequest, request, shop, shopAds } from './management-client.ts';

mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

const mail = { site: 'shop', kind: 'recipient', defaultNumber: '+493023125010' };
const day = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
const until = inDays(14);
const list = (more: object = {}) => ({
  campaign: 'spring',
  until,
  recipients: [{ id: '1' }, { id: '2' }, { id: '3' }],
  ...more,
});

let tables: Awaited<ReturnType<typeof freshTables>>;
beforeEach(async () => {
  tables = await freshTables();
  Object.assign(process.env, {
    MASTER_SECRET_ARN: 'master',
    VISIT_DAYS: '90',
    PUBLIC_URL: 'https://calls.example',
  });
  delete process.env.LOCAL_URL;
  await request('PUT /v1/sites/shop', shop);
  await request('PUT /v1/pools/shop-mail', mail);
});

async function send(body: unknown, pool = 'shop-mail', key?: string) {
  const answer = await rawRequest(`POST /v1/pools/${pool}/recipients`, body, key);
  const { recipients = [], errors = [] } = JSON.parse(answer.body ?? '{}') as {
    recipients?: RecipientAnswer[];
    errors?: { field: string; detail: string }[];
  };
  return { status: answer.status, recipients, errors };
}

test('a pool of recipients has what others have, defaults of its own, and is chosen by no page', async () => {
  expect((await request('GET /v1/pools/shop-mail')).body).toEqual({
    ...mail,
    id: 'shop-mail',
    source: 'email',
    medium: 'email',
    restSeconds: 7 * 24 * 60 * 60,
    default: { e164: mail.defaultNumber, display: expect.any(String), href: `tel:${mail.defaultNumber}` },
  });
  expect((await request('PUT /v1/pools/shop-mail', { ...mail, when: [] })).body.errors).toMatchObject([
    { field: 'when' },
  ]);
  for (const linkPool of ['shop-mail', 'nothing']) {
    expect((await request('PUT /v1/pools/shop-mail', { ...mail, linkPool })).body.errors).toMatchObject([
      { field: 'linkPool' },
    ]);
  }
  await request('PUT /v1/pools/shop-ads', shopAds);
  expect(await request('PUT /v1/pools/shop-mail', { ...mail, linkPool: 'shop-ads' })).toMatchObject({
    status: 200,
    body: { linkPool: 'shop-ads' },
  });
  expect(await request('PUT /v1/pools/shop-mail', shopAds)).toMatchObject({ status: 409 });
  expect((await request('GET /v1/pools?site=shop')).body.items.map(({ id }) => id)).toEqual(['shop-ads', 'shop-mail']);
});

test('recipients get numbers in the order of the list, the rest the default number, and the same again', async () => {
  await request('POST /v1/pools/shop-mail/numbers', { numbers: ['+493023125001', '+493023125002'] });
  const first = await send(list());
  expect(first.status).toBe(200);
  expect(first.recipients.map(({ id, isDefault }) => [id, isDefault])).toEqual([
    ['1', false],
    ['2', false],
    ['3', true],
  ]);
  const [one, , three] = first.recipients;
  expect(one).toEqual({
    id: '1',
    number: expect.stringMatching(/^\+49302312500[12]$/),
    display: expect.stringMatching(/^030 2312500[12]$/),
    href: `tel:${one?.number}`,
    isDefault: false,
    callLink: expect.stringMatching(/^https:\/\/calls\.example\/c\/shop-mail\.[\w-]{22}$/),
    picture: `${one?.callLink}.png`,
    siteQuery: `leaseline_recipient=${one?.callLink.split('/c/')[1]}&utm_source=email&utm_medium=email&utm_campaign=spring`,
    until,
  });
  expect(three).toMatchObject({ number: mail.defaultNumber, href: `tel:${mail.defaultNumber}` });
  expect(await send(list())).toEqual(first);
  const turned = await send(list({ recipients: [{ id: '3' }, { id: '1' }] }));
  expect(turned.recipients).toEqual([three, one]);
});

test('status and numbers of the pool say how many are held, and until when', async () => {
  await request('POST /v1/pools/shop-mail/numbers', { numbers: ['+493023125001', '+493023125002'] });
  await send(list({ recipients: [{ id: '1' }] }));
  expect((await request('GET /v1/pools/shop-mail/status')).body).toEqual({
    pool: 'shop-mail',
    site: 'shop',
    kind: 'recipient',
    size: 2,
    held: 1,
    free: 1,
    unconfirmed: 0,
    resting: 0,
  });
  const freeAt = new Date(Date.parse(until) + 7 * day).toISOString();
  const { items } = (await request('GET /v1/pools/shop-mail/numbers')).body;
  expect(items).toContainEqual(expect.objectContaining({ role: 'recipient', state: 'held', until, freeAt }));
  expect(items).toContainEqual(expect.objectContaining({ role: 'recipient', state: 'free' }));
  await send(list({ recipients: [{ id: '2' }] }));
  expect((await request('GET /v1/pools/shop-mail/status')).body).toMatchObject({
    held: 2,
    free: 0,
    nextFreeAt: freeAt,
  });
  expect((await request('GET /v1/pools/shop-mail/leases')).body.items).toEqual([]);
  expect(await request('GET /v1/pools/shop-mail/time-to-call')).toMatchObject({ status: 409 });
});

test('numbers move between visitors and recipients, and rest as long as they are promised', async () => {
  await request('PUT /v1/pools/shop-ads', shopAds);
  await request('POST /v1/pools/shop-mail/numbers', { numbers: ['+493023125001'] });
  await send(list({ recipients: [{ id: '1' }] }));
  const restsUntil = new Date(Date.parse(until) + 7 * day).toISOString();
  const moved = await request('POST /v1/pools/shop-ads/numbers', { numbers: ['+493023125001'], from: 'shop-mail' });
  expect(moved.body.results).toMatchObject([{ result: 'added', restsUntil }]);
  expect((await request('GET /v1/pools/shop-ads/status')).body).toMatchObject({ size: 1, free: 0, resting: 1 });
  expect((await request('GET /v1/pools/shop-mail/status')).body).toMatchObject({ size: 0 });
  expect((await send(list({ recipients: [{ id: '1' }] }))).recipients).toMatchObject([{ isDefault: true }]);
  expect(await request('DELETE /v1/pools/shop-mail')).toMatchObject({ status: 204 });
});

test('a number that was sent says why it rests when it is taken out', async () => {
  await request('POST /v1/pools/shop-mail/numbers', { numbers: ['+493023125001'] });
  await send(list({ recipients: [{ id: '1' }] }));
  const { body } = await request('DELETE /v1/pools/shop-mail/numbers/+493023125001');
  expect(body.detail).toContain('because it was sent to a recipient, whose time and rest end then');
  const { items } = (await request('GET /v1/removed-numbers?site=shop')).body;
  expect(items).toMatchObject([{ was: 'recipient', advice: 'too-early' }]);
});

test('what is wrong is named by its place, and nothing is done', async () => {
  await request('POST /v1/pools/shop-mail/numbers', { numbers: ['+493023125001'] });
  await request('PUT /v1/pools/shop-ads', shopAds);
  expect((await send(list(), 'nothing')).status).toBe(404);
  expect((await send(list(), 'shop-ads')).status).toBe(409);
  const wrong = [
    [
      { recipients: [{ id: '1' }, { id: '2', email: 'none' }, { id: '1' }] },
      ['recipients[1].email', 'recipients[2].id'],
    ],
    [{ until: inDays(-1) }, ['until']],
    [{ until: inDays(366) }, ['until']],
    [{ recipients: [{ id: '1' }, { id: '\ud83d' }] }, ['recipients[1].id']],
  ] as const;
  for (const [more, fields] of wrong) {
    const { status, errors } = await send(list(more));
    expect([status, errors.map(({ field }) => field)]).toEqual([400, fields]);
  }
  const key = await tables.addKey({ role: 'reader', source: 'test' });
  expect((await send(list(), 'shop-mail', key)).status).toBe(403);
  const other = await tables.addKey({ role: 'operator', source: 'test', sites: ['other'] });
  expect((await send(list(), 'shop-mail', other)).status).toBe(404);
  expect((await request('GET /v1/pools/shop-mail/status')).body).toMatchObject({ held: 0, free: 1 });
});
