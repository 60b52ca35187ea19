import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { readCall } from '../../lambdas/calls/call-store.ts';
import { readConversionItems } from '../../lambdas/deliveries/read-conversion-items.ts';
import { orderIdOf } from '../../lambdas/orders/order.ts';
import { logger } from '../../lambdas/platform/log.ts';
import { managementRoutes } from '../../lambdas/platform/names.ts';
import { pauseDestination } from '../../lambdas/settings/destinations/destination-pause-store.ts';
import { findDestination } from '../../lambdas/settings/destinations/destination-store.ts';
import { wantDelivery } from '../../lambdas/settle/sweep-conversion-store.ts';
import { show } from '../lambdas/calls/stores.ts';
import { type CallWorld, callWorld, masterSecret, ruleOf } from '../lambdas/handlers/call-world.ts';
import { shop, shopAds, shopPrint } from '../lambdas/handlers/management-client.ts';
import { number, start } from '../lambdas/settle/call-house.ts';
import { answeredOfCalls } from './answered-of-calls.ts';
import { describedAnswers } from './described-answers.ts';
import { described } from './described-api.ts';

const secrets = mockClient(SecretsManagerClient);
Object.assign(process.env, { ATTEMPT_FUNCTION_NAME: 'attempt', VISIT_DAYS: '90', PUBLIC_URL: 'https://calls.example' });
const taken = {
  transformToString: () => JSON.stringify({ passed: true, outcome: 'delivered', detail: 'it was taken', status: 200 }),
};
mockClient(LambdaClient)
  .on(InvokeCommand)
  .resolves({ Payload: taken as never });
secrets.on(PutSecretValueCommand).resolves({});
secrets.on(CreateSecretCommand).resolves({});
secrets.on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

const hook = {
  site: 'shop',
  type: 'webhook',
  settings: { url: 'https://8.8.8.8/in' },
  secrets: { signing: `whsec_${Buffer.alloc(24, 1).toString('base64')}` },
};
const pbx = { type: 'generic', secrets: hook.secrets };
const moved = { site: 'other' };
const sale = { eventId: 'order-1', revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' } };
const order = { site: 'shop', ...sale, find: { phone: '+12025550123', email: 'jane@shop.example' } };
const orderId = orderIdOf({ site: 'shop', source: 'crm', event: sale.eventId });
const tooLong = { name: 'x'.repeat(1024 * 1024) };
const inPath = /\{\w+\}/g;

const { ask, answered } = describedAnswers();

/** What only a newer version can read is told of and left alone. */
async function ofNewerVersion({ settings, calls }: CallWorld): Promise<void> {
  await ask(201, 'PUT /v1/sites/newer', { ...shop, siteKey: 'pk_newer' });
  const parts = ['GET numbers', 'GET status', 'GET leases', 'DELETE numbers/+493023125009'];
  const odd = [
    [settings, 'SITE#newer', 'SITE', 'origins', ['GET sites/newer']],
    [
      settings,
      'SITE#shop',
      'POOL#plain',
      'kind',
      ['GET pools/plain', ...parts.map((part) => part.replace(' ', ' pools/plain/'))],
    ],
    [settings, 'SITE#shop', 'RULE#sale', 'when', ['GET rules/sale', 'DELETE rules/sale']],
    [
      settings,
      'SITE#shop',
      'DESTINATION#team',
      'settings',
      ['GET destinations/team', 'POST destinations/team/resume', 'POST destinations/team/redrive'],
    ],
    [
      settings,
      'CARRIERACCOUNTS',
      'pbx',
      'secretNames',
      ['GET', 'PUT', 'DELETE'].map((method) => `${method} carrier-accounts/pbx`),
    ],
    [
      settings,
      'SITE#shop',
      'ORDERSOURCE#store',
      'secretNames',
      ['GET order-sources/store', 'DELETE order-sources/store'],
    ],
    [calls, 'CALL#call-1', 'CALL', 'rev', ['GET calls/call-1', 'GET calls/call-1/explanation']],
    [calls, `ORDER#${orderId}`, 'ORDER', 'rev', [`GET orders/${orderId}`]],
  ] as const;
  for (const [{ documents, name: TableName }, pk, sk, name, refused] of odd) {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: { pk, sk } }));
    await documents.send(new PutCommand({ TableName, Item: { ...Item, [name]: 'newer' } }));
    for (const call of refused) await ask(409, call.replace(' ', ' /v1/'), call.startsWith('PUT') ? pbx : undefined);
    await documents.send(new PutCommand({ TableName, Item }));
  }
}

test('every described answer of a management call is really given, and is as described', async () => {
  const world = await callWorld();
  const limited = await world.addKey({ role: 'admin', source: 'agency', sites: ['nowhere'] });
  const reader = await world.addKey({ role: 'reader', source: 'board' });
  const crm = await world.addKey({ role: 'crm', source: 'crm' });

  await ask(201, 'PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  await ask(200, 'PUT /v1/sites/other', { ...shop, siteKey: 'pk_other', country: undefined });
  await ask(400, 'PUT /v1/sites/other', { name: '' });
  await ask(409, 'PUT /v1/sites/third', { ...shop, siteKey: 'pk_other' });
  await ask(403, 'PUT /v1/sites/other', shop, limited);
  for (const [kind, body] of [
    ['pools/ads', shopAds],
    ['pools/printed', shopPrint],
    ['pools/plain', { site: 'shop', kind: 'page', source: 'mixed' }],
    ['pools/mail', { site: 'shop', kind: 'recipient', defaultNumber: '+493023125011' }],
    ['destinations/hook', hook],
    ['destinations/team', { site: 'shop', type: 'email', settings: { to: ['team@shop.example'] } }],
    ['order-sources/store', { site: 'shop', type: 'shopify', secrets: hook.secrets }],
    ['rules/talk', ruleOf({ destinations: ['hook', 'team'] })],
    ['rules/sale', ruleOf({ when: {}, conversion: { name: 'purchase', value: 'revenue' } })],
  ] as const) {
    await ask(201, `PUT /v1/${kind}`, body);
    await ask(200, `PUT /v1/${kind}`, body);
    await ask(409, `PUT /v1/${kind}`, { ...body, ...moved });
    await ask(400, `PUT /v1/${kind}`, { ...body, colour: 'red' });
    await ask(403, `PUT /v1/${kind}`, body, limited);
  }
  await ask(201, 'PUT /v1/carrier-accounts/pbx', pbx);
  await ask(200, 'PUT /v1/carrier-accounts/pbx', pbx);
  await ask(403, 'PUT /v1/carrier-accounts/pbx', pbx, limited);
  const numbers = { numbers: ['+493023125001', '+493023125001', '+4930'] };
  await ask(200, 'POST /v1/pools/ads/numbers', numbers);
  await ask(409, 'POST /v1/pools/ads/numbers', { numbers: ['+493023125000'] });
  await ask(400, 'POST /v1/pools/ads/numbers', { numbers: [] });
  await ask(404, 'POST /v1/pools/nothing/numbers', numbers);
  await ask(400, 'DELETE /v1/pools/ads/numbers/1');
  await ask(404, 'DELETE /v1/pools/ads/numbers/+493023125009');
  const mailed = { campaign: 'spring', until: new Date(Date.now() + 9e8).toISOString(), recipients: [{ id: '1' }] };
  await ask(200, 'POST /v1/pools/mail/recipients', mailed);
  await ask(409, 'POST /v1/pools/plain/recipients', mailed);
  for (const pool of ['ads', 'printed', 'plain', 'mail']) {
    for (const part of ['', '/numbers', '/status', '/leases']) await ask(200, `GET /v1/pools/${pool}${part}`);
  }
  await ask(200, 'GET /v1/pools/ads/time-to-call');
  await ask(409, 'GET /v1/pools/printed/time-to-call');
  await ask(200, 'GET /v1/channels');
  for (const list of ['sites', 'pools', 'rules', 'destinations', 'carrier-accounts', 'order-sources']) {
    await ask(200, `GET /v1/${list}?limit=1`);
    await ask(200, `GET /v1/${list}`);
  }
  for (const one of [
    'sites/shop',
    'rules/talk',
    'rules/sale',
    'destinations/hook',
    'destinations/team',
    'carrier-accounts/pbx',
    'order-sources/store',
  ]) {
    await ask(200, `GET /v1/${one}`);
  }

  await world.settings.documents.send(
    new UpdateCommand({
      TableName: world.settings.name,
      Key: { pk: 'SITE#shop', sk: 'RULE#talk' },
      UpdateExpression: 'SET since = :long',
      ExpressionAttributeValues: { ':long': 0 },
    }),
  );
  await show(world.sources, number, 'anna', start - 60_000);
  await world.call({ call: 'call-1' });
  await world.call({ call: 'call-2', caller: 'anonymous', number: '+12025550177', at: start + 1000 });
  await world.ringing({ call: 'call-3', number: '+12025550191', at: start + 2000 });
  await ask(202, 'POST /v1/calls/call-1/outcome', { ...sale, outcome: 'sold', tags: ['vip'] }, crm);
  await ask(202, 'POST /v1/calls/call-1/outcome', { eventId: 'x', revenue: { kind: 'cancel', cancels: 'y' } });
  await ask(409, 'POST /v1/calls/call-1/outcome', { ...sale, outcome: 'lost' }, crm);
  await ask(400, 'POST /v1/calls/call-1/outcome', {});
  await ask(404, 'POST /v1/calls/nothing/outcome', sale);
  await ask(403, 'POST /v1/calls/call-1/outcome', sale, reader);
  const identity = { site: 'shop', call: 'call-1', email: 'jane@example.com', ids: { customer: '4711' } };
  await ask(202, 'POST /v1/identities', identity, crm);
  await ask(400, 'POST /v1/identities', { ...identity, site: 'nowhere' });
  await ask(404, 'POST /v1/identities', { ...identity, call: 'nothing' });
  await ask(403, 'POST /v1/identities', identity, reader);
  await ask(202, 'POST /v1/orders', order, crm);
  await ask(409, 'POST /v1/orders', { ...order, tags: ['vip'] }, crm);
  await ask(400, 'POST /v1/orders', { ...order, site: 'nowhere' });
  await ask(403, 'POST /v1/orders', order, reader);
  await ask(200, `GET /v1/orders/${orderId}`, undefined, reader);
  await world.work();
  for (const call of ['call-1', 'call-2', 'call-3']) await ask(200, `GET /v1/calls/${call}`);
  const counted = 'reconciliation/conversions?line=counted';
  for (const list of ['deliveries?state=parked&', 'reconciliation?to=2026-11-21&', `${counted}&to=2026-11-21&`]) {
    await ask(200, `GET /v1/${list}site=shop&from=2026-11-20`);
    await ask(400, `GET /v1/${list}site=shop&from=today`);
    await ask(404, `GET /v1/${list}site=nowhere`);
  }
  await ask(200, 'POST /v1/destinations/hook/redrive', { limit: 5 });
  await ask(400, 'POST /v1/destinations/hook/redrive', { cursor: 'x' });
  await ask(404, 'POST /v1/destinations/nothing/redrive', {});
  for (const list of ['calls', 'calls.csv', 'reports/sources', 'reports/recipients']) {
    await ask(200, `GET /v1/${list}?from=2026-11-20&to=2026-11-20`);
    await ask(400, `GET /v1/${list}?from=today`);
    await ask(404, `GET /v1/${list}?site=nowhere`);
  }
  const { others } = await readCall(world.calls, 'call-1');
  const [delivery] = readConversionItems(others).deliveries;
  const path = `POST /v1/calls/call-1/deliveries/${delivery!.id}/redrive`;
  await ask(409, path);
  await wantDelivery(world.calls, delivery!, { at: Date.now() + 300_000, looks: 1 });
  await world.calls.documents.send(
    new UpdateCommand({
      TableName: world.calls.name,
      Key: { pk: 'CALL#call-1', sk: `DELIVERY#${delivery!.id}` },
      UpdateExpression: 'SET #state = :parked, attempted = wanted, reason = :reason',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':parked': 'parked', ':reason': 'given up' },
    }),
  );
  await ask(200, 'GET /v1/calls/call-1');
  await ask(200, 'GET /v1/calls/call-1/explanation');
  await ask(400, `GET /v1/calls/call-1/explanation?destination=${'x'.repeat(101)}`);
  await ask(202, path);

  const stored = await findDestination(world.settings, 'hook');
  const pause = { version: stored!.version, why: 'gone', detail: 'gone (410)', since: Date.now() } as const;
  await pauseDestination(world.settings, { site: 'shop', destination: 'hook' }, pause);
  await ask(409, 'POST /v1/destinations/hook/test');
  await ask(200, 'POST /v1/destinations/hook/resume');
  await ask(404, 'POST /v1/destinations/nothing/resume');
  for (const [what, body] of [
    ['replay', { from: '2026-11-20T00:00:00Z' }],
    ['test-event', { type: 'call.started' }],
  ] as const) {
    await ask(200, `POST /v1/destinations/hook/${what}`, body);
    await ask(400, `POST /v1/destinations/hook/${what}`, {});
    await ask(404, `POST /v1/destinations/nothing/${what}`, body);
    await ask(409, `POST /v1/destinations/team/${what}`, body);
  }
  for (const [status, id] of [
    [200, 'hook'],
    [404, 'nothing'],
  ] as const)
    await ask(status, `POST /v1/destinations/${id}/test`);
  await ask(200, 'GET /v1/destination-types');
  const tried = { site: 'shop', conversion: { name: 'goal', value: 'revenue' } };
  await ask(200, 'POST /v1/rules/trial', { rule: tried });
  await ask(404, 'POST /v1/rules/trial', { rule: { ...tried, site: 'nowhere' } });

  const warnings = jest.spyOn(logger, 'warn').mockImplementation();
  await ofNewerVersion(world);
  warnings.mockRestore();
  await ask(409, 'DELETE /v1/destinations/hook');
  await ask(409, 'DELETE /v1/sites/shop');
  await ask(409, 'DELETE /v1/pools/ads');
  await ask(200, 'DELETE /v1/pools/ads/numbers/+493023125001');
  await ask(200, 'GET /v1/removed-numbers?site=shop');
  await ask(400, 'GET /v1/removed-numbers');
  await ask(404, 'GET /v1/removed-numbers?site=nowhere');
  for (const one of [
    'pools/ads',
    'rules/talk',
    'destinations/hook',
    'carrier-accounts/pbx',
    'order-sources/store',
    'sites/other',
  ])
    await ask(204, `DELETE /v1/${one}`);

  await ask(404, 'PUT /v1/sites/nothing/callers/+493023125001', { list: 'block' });
  await ask(404, 'POST /v1/routes/explain', { call: 'nothing' });
  const past = { id: 'x', from: '+12025550123', to: number, startedAt: new Date(start).toISOString() };
  await ask(404, 'GET /v1/reports/conversations?site=nowhere&said=bicycle');
  await ask(404, 'POST /v1/calls/import', { account: 'nothing', calls: [past] });
  await ask(404, 'POST /v1/rematches', { from: past.startedAt, pool: 'nothing' });
  for (const route of managementRoutes) {
    const documented = Object.keys(described.operation(route).responses).map(Number);
    const call = route.replaceAll(inPath, 'nothing');
    if (documented.includes(413)) await ask(413, call, tooLong);
    if (documented.includes(404) && !answered.has(`${route} 404`))
      await ask(404, call.replace(/(numbers|callers)\/nothing/, '$1/+493023125001'));
    if (documented.includes(400) && !answered.has(`${route} 400`))
      await ask(400, `${call.replace('nothing', 'printed')}?limit=none&price=none`);
    if (documented.includes(403) && !answered.has(`${route} 403`)) await ask(403, call, undefined, crm);
    await ask(401, call, undefined, 'wrong');
  }
  process.env.SETTINGS_TABLE = 'gone';
  jest.spyOn(logger, 'error').mockImplementation();
  for (const route of managementRoutes) {
    await ask(500, route.replaceAll(inPath, 'nothing'), undefined, 'another');
  }

  const documented = managementRoutes.flatMap((route) =>
    Object.keys(described.operation(route).responses).map((status) => `${route} ${status}`),
  );
  expect(documented.filter((one) => !answered.has(one) && !answeredOfCalls.includes(one))).toEqual([]);
});
