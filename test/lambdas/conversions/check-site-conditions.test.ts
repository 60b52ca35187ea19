import type { MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';
import { checkSiteConditions } from '../../../lambdas/conversions/check-site-conditions.ts';
import { judgedSiteSettings } from '../../../lambdas/conversions/qualified/qualified-settings.ts';
import { Problem } from '../../../lambdas/platform/http/problem.ts';
import { emptyTables, putPool, putShop } from '../calls/stores.ts';

let tables: MatchSources;

beforeEach(async () => {
  tables = await emptyTables();
  await putPool(tables, 'web');
});

const site = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'], currency: 'EUR' };

/** The fields that are refused. */
async function refused(more: object): Promise<string[]> {
  const wanted = judgedSiteSettings.parse({ ...site, ...more });
  const problem: unknown = await checkSiteConditions(tables.settings, 'shop', wanted).catch((error: unknown) => error);
  if (problem === undefined) return [];
  if (!(problem instanceof Problem) || problem.status !== 400) throw problem;
  return (problem.errors ?? []).map(({ field }) => field);
}

const asking = (...pools: string[]) => ({
  qualified: { when: { pool: pools } },
  score: [{ name: 'Pool', points: 5, when: { not: { pool: pools[0] } } }],
  tags: [{ tag: 'pool', when: { pool: pools[0] } }],
  routes: [{ name: 'Pool', reject: true, when: { any: [{ pool: pools[0] }] } }],
});

test('conditions of a site ask for pools that it has, by their id in any case, or by a pattern', async () => {
  await putShop(tables);
  expect(await refused({})).toEqual([]);
  expect(await refused(asking('web'))).toEqual([]);
  expect(await refused(asking('WEB', 'print*'))).toEqual([]);
  expect(await refused(asking('gone', 'web'))).toEqual([
    'qualified.when.pool[0]',
    'score[0].when.not.pool',
    'tags[0].when.pool',
    'routes[0].when.any[0].pool',
  ]);
});

test('what they asked for before may be asked for again: calls to the numbers of a pool that is gone still come', async () => {
  await putShop(tables, asking('gone'));
  expect(await refused(asking('gone', 'lost'))).toEqual(['qualified.when.pool[1]']);
  await putShop(tables, { routes: asking('gone').routes });
  expect(await refused({ qualified: asking('gone').qualified })).toEqual([]);
  await putShop(tables, { score: asking('gone').score });
  expect(await refused({ qualified: asking('gone').qualified })).toEqual([]);
  await putShop(tables, { tags: asking('gone').tags });
  expect(await refused({ tags: asking('gone').tags })).toEqual([]);
});

test('what only a newer version knows of them gives no such right', async () => {
  const moon = { moon: 'full', pool: 'gone' };
  await putShop(tables, { qualified: { when: moon }, score: [{ when: moon }], routes: [{ name: 'a', when: moon }, 7] });
  expect(await refused({ qualified: { when: { pool: 'gone' } } })).toEqual(['qualified.when.pool']);
});

test('amounts are those of the currency that the site is to have', async () => {
  await putShop(tables);
  const when = { revenue: { gte: '1.005' } };
  expect(
    await refused({ qualified: { when }, score: [{ name: 'a', points: 1, when }], tags: [{ tag: 'a', when }] }),
  ).toEqual(['qualified.when.revenue.gte', 'score[0].when.revenue.gte', 'tags[0].when.revenue.gte']);
  expect(await refused({ qualified: { when }, currency: 'KWD' })).toEqual([]);
});
