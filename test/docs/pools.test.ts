import { poolExplain } from '../../bin/cli/pool-explain/pool-explain.ts';
import { clickIdParameters } from '../../lambdas/attribution/click-id-parameters.ts';
import { poolCondition } from '../../lambdas/conditions/condition-settings.ts';
import { serveManagement } from '../bin/cli/serve-management.ts';
import { freshTables, request, shop } from '../lambdas/handlers/management-client.ts';
import { readPaper, tableAfter } from './markdown.ts';

const paper = readPaper('docs/pools.md');

/** The bodies of the examples, by pool. */
const examples = paper.blocks
  .filter(({ language }) => language === 'json')
  .flatMap(({ text }) => Object.entries(JSON.parse(text) as Record<string, object>));

let management: Awaited<ReturnType<typeof serveManagement>>;
beforeAll(async () => {
  management = await serveManagement();
});
afterAll(() => management.close());
beforeEach(async () => {
  await freshTables();
  await request('PUT /v1/sites/shop', { ...shop, country: 'US' });
});

async function putAll() {
  for (const [id, body] of examples)
    expect([id, await request(`PUT /v1/pools/${id}`, body)]).toMatchObject([id, { status: 201 }]);
}

test('the pools of the examples go together', async () => {
  await putAll();
  for (const [id] of examples) expect((await request(`GET /v1/pools/${id}`)).body).not.toHaveProperty('warnings');
});

test('the table of conditions has every field', () => {
  const written = tableAfter(paper, 'field').flatMap(([names]) => names!.split(', '));
  expect(written.toSorted()).toEqual(Object.keys(poolCondition.shape).toSorted());
});

test('the table names every click id that is read', () => {
  const [, meaning = ''] = tableAfter(paper, 'field').find(([name]) => name === 'clickId')!;
  expect(meaning.split(/\W+/)).toEqual(expect.arrayContaining(clickIdParameters.map(({ name }) => name)));
});

test('the explanation is the one that the command prints', async () => {
  await putAll();
  const [command] = paper.blocks.filter(({ language, section }) => language === 'sh' && section === 'Why this pool');
  expect(command!.text).toBe(
    "npm run cli -- pool explain 'https://shop.example/roofing/?gclid=abc' --site shop --region US-NV",
  );
  const [printed] = paper.blocks.filter(({ language, section }) => language === 'text' && section === 'Why this pool');
  const options = { site: 'shop', region: 'US-NV', target: 'main' };
  expect(await poolExplain('https://shop.example/roofing/?gclid=abc', options, management)).toBe(`${printed!.text}\n`);
});

test('the warning is as it is written', async () => {
  const [written] = paper.blocks.filter(({ section }) => section === 'Rules that overlap');
  const pool = (order: number, defaultNumber: string, when: object) => ({
    site: 'shop',
    kind: 'session',
    source: `source-${order}`,
    order,
    defaultNumber,
    when: [when],
  });
  await request('PUT /v1/pools/all', pool(10, '+12025550196', { medium: 'cpc' }));
  const spring = pool(20, '+12025550197', { medium: 'cpc', campaign: 'spring' });
  expect(await request('PUT /v1/pools/spring', spring)).toMatchObject({ body: { warnings: [written!.text] } });
});
