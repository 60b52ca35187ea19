import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { routeExplain } from '../../bin/cli/route/route-explain.ts';
import { routeFields } from '../../lambdas/calls/routing/route-conditions.ts';
import { serveManagement } from '../bin/cli/serve-management.ts';
import { freshTables, request } from '../lambdas/handlers/management-client.ts';
import { readPaper, tableAfter } from './markdown.ts';
import { exampleRoutes, routeMoments } from './route-moments.ts';

const paper = readPaper('docs/routing.md');
const shop = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] };
const secrets = mockClient(SecretsManagerClient);
let management: Awaited<ReturnType<typeof serveManagement>>;

beforeEach(async () => {
  await freshTables();
  process.env.MASTER_SECRET_ARN = 'master';
  secrets.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify({ master: 'm'.repeat(64) }) });
  management = await serveManagement();
});

afterEach(() => management.close());

test('the table of conditions has every field, and no other', () => {
  const written = tableAfter(paper, 'field').flatMap(([names]) => names!.split(', '));
  expect(written.toSorted()).toEqual(Object.keys(routeFields).toSorted());
});

test('the example is one, and `route explain` says of it what is written', async () => {
  const [example] = paper.blocks.filter(({ language }) => language === 'json');
  const [command] = paper.blocks.filter(({ section, language }) => section === 'Trying it' && language === 'sh');
  const [printed] = paper.blocks.filter(({ section, language }) => section === 'Trying it' && language === 'text');
  expect(await request('PUT /v1/sites/shop', { ...shop, ...JSON.parse(example!.text) })).toMatchObject({ status: 201 });
  const [, site = '', at = '', from = ''] = /--site (\S+) --at (\S+) --from (\S+)/.exec(command!.text) ?? [];
  expect(await routeExplain({ site, at, from }, management)).toBe(`${printed!.text}\n`);
});

test('`route explain` says of each moment what the table says', async () => {
  expect(await request('PUT /v1/sites/shop', { ...shop, ...exampleRoutes })).toMatchObject({ status: 201 });
  for (const { because, route: wanted, ...asked } of routeMoments) {
    const printed = await routeExplain({ site: 'shop', ...asked, json: true }, management);
    const { route } = JSON.parse(printed);
    expect({ because, route: route.name }).toEqual({ because, route: wanted });
  }
});
