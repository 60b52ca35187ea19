import { managementEndpoints } from '../../../lambdas/api/management-endpoints.ts';
import { managementRoutes } from '../../../lambdas/platform/names.ts';
import { freshTables, request, shop } from './management-client.ts';

beforeAll(async () => {
  await freshTables();
  await request('PUT /v1/sites/shop', shop);
});

test.each(managementRoutes)('%s refuses a query parameter that it does not know, by its name', async (route) => {
  const { status, body } = await request(`${route.replaceAll(/\{\w+\}/g, 'some')}?sites=shop&pool_id=x`, {});
  expect(status).toBe(400);
  expect(body.errors.map(({ field }) => field)).toEqual(['sites', 'pool_id']);
});

test('it says which there are', async () => {
  const detailOf = async (call: string) => (await request(call)).body.errors[0]?.detail;
  expect(await detailOf('GET /v1/pools?sites=shop')).toBe('is not a parameter of this endpoint: limit, cursor, site');
  expect(await detailOf('GET /v1/sites/shop?verbose=1')).toBe('is not a parameter of this endpoint: it has none');
});

test('names that every object has are unknown, too', async () => {
  expect(await request('GET /v1/pools?constructor=1&toString=2')).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'constructor' }, { field: 'toString' }] },
  });
});

test.each(managementRoutes.filter((route) => managementEndpoints[route].query !== undefined))(
  '%s takes all parameters that it is described with',
  async (route) => {
    const query = Object.keys(managementEndpoints[route].query?.shape ?? {}).map((name) => `${name}=`);
    const { body } = await request(`${route.replaceAll(/\{\w+\}/g, 'some')}?${query.join('&')}`);
    expect(JSON.stringify(body)).not.toContain('is not a parameter');
  },
);

test('who shows no key is told nothing of parameters', async () => {
  expect((await request('GET /v1/pools?sites=shop', undefined, 'wrong')).status).toBe(401);
});
