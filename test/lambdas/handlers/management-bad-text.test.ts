import { type Answer, freshTables, request, shop } from './management-client.ts';

beforeEach(freshTables);

const fields = (answer: Answer) => answer.body.errors.map(({ field }) => field);

test('text that no table takes is refused, and the field is named', async () => {
  const answer = await request('PUT /v1/sites/shop', { ...shop, name: 'Shop \ud83d' });
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'name', detail: 'holds half a character' }] },
  });
});

test('an empty body lacks every field', async () => {
  const answer = await request('PUT /v1/sites/shop');
  expect(answer.status).toBe(400);
  expect(fields(answer)).toEqual(['name', 'siteKey', 'origins']);
});

test('origins are as browsers write them, each host by its name', async () => {
  const origins = [
    'https://*.shop.example',
    'https://Shop.example',
    'https://bücher.example',
    'https://shop.example:443',
  ];
  const answer = await request('PUT /v1/sites/shop', { ...shop, origins });
  expect(fields(answer)).toEqual(['origins[0]', 'origins[1]', 'origins[2]', 'origins[3]']);
  const fitting = ['https://xn--bcher-kva.example', 'http://localhost:8787'];
  expect(await request('PUT /v1/sites/shop', { ...shop, origins: fitting })).toMatchObject({ status: 201 });
});
