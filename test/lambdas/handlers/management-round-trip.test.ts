import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { ruleOf } from './call-world.ts';
import { freshTables, request, shop, shopPrint } from './management-client.ts';

mockClient(SecretsManagerClient);

beforeEach(async () => {
  await freshTables();
  await request('PUT /v1/sites/shop', { ...shop, language: 'de-DE', holidays: [{ date: '12-25' }] });
});

const signing = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const web = { site: 'shop', kind: 'session', order: 10, source: 'google', defaultNumber: '+12025550190', when: [] };

const settings: readonly [path: string, body: object | undefined][] = [
  ['/v1/sites/shop', undefined],
  ['/v1/pools/shop-print', shopPrint],
  ['/v1/pools/shop-web', web],
  ['/v1/pools/shop-later', { ...web, order: 20, defaultNumber: '+12025550192' }],
  ['/v1/pools/shop-mail', { site: 'shop', kind: 'recipient', defaultNumber: '+12025550191' }],
  ['/v1/rules/long-call', ruleOf()],
  [
    '/v1/destinations/hook',
    { site: 'shop', type: 'webhook', settings: { url: 'https://8.8.8.8/in' }, secrets: { signing } },
  ],
  ['/v1/carrier-accounts/pbx', { type: 'generic', secrets: { signing } }],
  ['/v1/order-sources/orders', { site: 'shop', type: 'standard-webhooks', secrets: { signing } }],
];

test.each(settings)('what GET %s answers can be put as it is, and changes nothing', async (path, body) => {
  if (path.endsWith('later')) await request('PUT /v1/pools/shop-web', web);
  if (body !== undefined) await request(`PUT ${path}`, body);
  const told = await request(`GET ${path}`);
  expect(told.status).toBe(200);
  expect(await request(`PUT ${path}`, told.body)).toEqual({ ...told, status: 200 });
  expect(await request(`GET ${path}`)).toEqual(told);
});

test('what is told and is not so is refused, with what it is', async () => {
  const { body } = await request('GET /v1/sites/shop');
  const refused = await request('PUT /v1/sites/shop', { ...body, id: 'other', conversationAnalysis: null });
  expect(refused).toMatchObject({ status: 400, body: { detail: 'these fields do not fit: id, conversationAnalysis' } });
  expect(refused.body.errors[0]).toEqual({ field: 'id', detail: 'is read-only: it is "shop"' });
  const fresh = await request('PUT /v1/sites/other', body);
  expect(fresh.body.errors[0]).toEqual({ field: 'id', detail: 'is read-only: there is none' });
});

test('what is told of another version of a rule is refused: somebody changed it meanwhile', async () => {
  await request('PUT /v1/rules/long-call', ruleOf());
  const { body } = await request('GET /v1/rules/long-call');
  await request('PUT /v1/rules/long-call', ruleOf({ when: { status: 'missed' } }));
  expect(await request('PUT /v1/rules/long-call', body)).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'version', detail: 'is read-only: it is 2' }] },
  });
});
