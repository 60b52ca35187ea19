import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { openShop, post } from './page-client.ts';

// Fewer leases than one network may take in a minute.
beforeAll(() => openShop(20));

const ask = { siteKey: 'pk_shop', pageUrl: 'https://shop.example/?utm_source=news&utm_medium=email' };

async function keptParams(): Promise<unknown[]> {
  const { documents } = embeddedDynamoDB();
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: process.env.VISITS_TABLE }));
  return Items.map(({ params }) => params);
}

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', 'prototype'])(
  'a parameter may be called %s',
  async (name) => {
    const answer = await post('/v1/numbers', { ...ask, params: { [name]: 'x', plan: 'gold' } });
    expect(answer).toMatchObject({ status: 200, body: { lease: { state: 'leased' } } });
    expect(await keptParams()).toContainEqual({ [name]: 'x', plan: 'gold' });
  },
);

test('__proto__ is no parameter that could be kept, and harms none', async () => {
  const body = `{"siteKey":"pk_shop","pageUrl":${JSON.stringify(ask.pageUrl)},"params":{"__proto__":"x","plan":"gold"}}`;
  expect((await post('/v1/numbers', body)).status).toBe(200);
  expect(await keptParams()).toContainEqual({ plan: 'gold' });
});

test('names of all objects as fields of the body change nothing', async () => {
  const odd =
    '"constructor":{"name":"Set"},"__proto__":{"siteKey":"x"},"toString":1,"consent":{"ads":true,"analytics":true,"constructor":1}';
  const body = `{"siteKey":"pk_shop","pageUrl":${JSON.stringify(ask.pageUrl)},${odd},"ids":{"constructor":"x","ga":"1"}}`;
  expect(await post('/v1/numbers', body)).toMatchObject({ status: 200, body: { lease: { state: 'leased' } } });
});
