import { attributionExplain } from '../../../bin/cli/attribution/attribution-explain.ts';
import { freshTables, request, shop } from '../../lambdas/handlers/management-client.ts';
import { serveManagement } from './serve-management.ts';

let management: Awaited<ReturnType<typeof serveManagement>>;
beforeAll(async () => {
  management = await serveManagement();
  await freshTables();
  await request('PUT /v1/sites/shop', { ...shop, country: 'US', ignoredReferrers: ['bank.example'] });
  const session = { site: 'shop', kind: 'session' };
  for (const [id, body] of Object.entries({
    ads: { ...session, source: 'google', medium: 'cpc', when: [{ medium: 'cpc' }], defaultNumber: '+12025550191' },
    answers: { ...session, channel: 'ai', defaultNumber: '+12025550192' },
    rest: { ...session, source: 'mixed', defaultNumber: '+12025550193' },
  })) {
    await request(`PUT /v1/pools/${id}`, body);
  }
});
afterAll(() => management.close());

const explain = (url: string, more: object = {}) => attributionExplain(url, { daysAgo: 1, ...more }, () => management);
const poolOf = async (url: string, more: object) =>
  JSON.parse(await explain(url, { site: 'shop', json: true, ...more })).choice.chosen;

test.each([
  ['an ad', '?gad_source=1', {}, 'ads'],
  ['an assistant', '', { referrer: 'https://claude.ai/' }, 'answers'],
  ['a bank', '', { referrer: 'https://bank.example/' }, 'rest'],
  ['a bank after an ad', '', { referrer: 'https://bank.example/', before: { source: 'google', medium: 'cpc' } }, 'ads'],
  [
    'a bank after an old ad',
    '',
    { referrer: 'https://bank.example/', before: { source: 'google', medium: 'cpc' }, daysAgo: 30 },
    'rest',
  ],
])('tells the pool of a visit from %s', async (_, query, more, expected) => {
  expect(await poolOf(`https://shop.example/${query}`, more)).toBe(expected);
});

test("only the site's settings make its bank no source", async () => {
  const more = { referrer: 'https://bank.example/' };
  expect(await explain('https://shop.example/', more)).toContain('source        bank.example\n');
  expect(await explain('https://shop.example/', { ...more, site: 'shop' })).toContain('source        direct\n');
});

test('says what became of each parameter, and no value of what is never read', async () => {
  const text = await explain(
    `https://shop.example/?utm_source=a&utm_source=b&utm_term=&gclid=%C3%A4&email=jane@example.org&gad_campaignid=1&utm_id=2`,
  );
  const uses = text.split('\n\n')[1]!.split('\n').slice(1, -1);
  expect(uses.map((line) => line.split(/ {2,}/))).toEqual([
    ['utm_source', 'a', 'names the source'],
    ['utm_source', 'b', 'ignored: the first value counts'],
    ['utm_term', 'ignored: it is empty'],
    ['gclid', 'ä', 'ignored: no click id looks like that, or has no room any more'],
    ['email', 'never read: it may hold anything'],
    ['gad_campaignid', '1', 'not needed: another one says it'],
    ['utm_id', '2', 'kept'],
  ]);
  expect(text).not.toContain('jane');
});

test('what is no address is an error, and so is a site that is not there', async () => {
  await expect(explain('shop.example')).rejects.toThrow('shop.example is not the http(s) address of a page');
  await expect(explain('https://shop.example/', { referrer: 'google' })).rejects.toThrow('google is no address');
  await expect(explain('https://shop.example/', { site: 'nope' })).rejects.toThrow('nope');
});
