import { freshTables, request, shop } from '../../lambdas/handlers/management-client.ts';
import { readExample, tryExample } from './worked-example.ts';

const print = { site: 'shop', kind: 'source', source: 'print', numbers: ['+493023125901'] };

test('the endpoint of the example is three source files, and answers', async () => {
  const { addKey } = await freshTables();
  expect(await request('PUT /v1/sites/shop', { ...shop, country: 'DE' })).toMatchObject({ status: 201 });
  expect(await request('PUT /v1/pools/shop-print', print)).toMatchObject({ status: 201 });
  const key = await addKey({ role: 'reader', source: 'other', sites: ['other'] });
  const example = readExample('endpoint');
  const { sources, complaints, printed } = await tryExample(example, { OTHER_KEY: key });
  expect(complaints).toBe('');
  expect(printed).toEqual(example.printed);
  expect(sources.length).toBeLessThanOrEqual(3);
});
