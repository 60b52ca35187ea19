import { poolExplain } from '../../../bin/cli/pool-explain/pool-explain.ts';
import { freshTables, request, shop } from '../../lambdas/handlers/management-client.ts';
import { serveManagement } from './serve-management.ts';

let management: Awaited<ReturnType<typeof serveManagement>>;
beforeAll(async () => {
  management = await serveManagement();
  await freshTables();
  await request('PUT /v1/sites/shop', { ...shop, country: 'US' });
  const session = { site: 'shop', kind: 'session' };
  const ads = { ...session, source: 'google', medium: 'cpc' };
  for (const [id, body] of Object.entries({
    'ads-ca': { ...ads, order: 10, when: [{ medium: 'cpc', region: 'US-CA' }], defaultNumber: '+14155550190' },
    ads: { ...ads, order: 20, when: [{ medium: 'cpc' }, { clickId: 'gclid' }], defaultNumber: '+12025550191' },
    rest: { ...session, source: 'mixed', defaultNumber: '+12025550192' },
    crawlers: { site: 'shop', kind: 'source', source: 'robots', numbers: ['+12025550193'], when: [{ robot: true }] },
    flyer: { site: 'shop', kind: 'source', source: 'print', numbers: ['+12025550194'] },
  })) {
    await request(`PUT /v1/pools/${id}`, body);
  }
});
afterAll(() => management.close());

const explain = (url: string, more: object = {}) =>
  poolExplain(url, { site: 'shop', target: 'main', ...more }, management);

test('says which pool is chosen, why not the others, and what comes when it is exhausted', async () => {
  expect(await explain('https://shop.example/roofing/?gclid=abc&utm_campaign=spring', { region: 'US-CA' })).toBe(
    `source        google
medium        cpc
campaign      spring
click ids     gclid
landing page  https://shop.example/roofing/
place         US-CA, US
visitor       a person, on a first visit

pool       order               because
ads-ca        10   chosen      medium cpc and region US-CA
ads           20   would fit   medium cpc
                               click id gclid
rest         100   would fit   it has no conditions: the last resort
crawlers     100   not asked   it is for robots only
flyer        100   not asked   its numbers are on no page: it has no list of conditions

The page shows a number of the visitor's own, from ads-ca, else from ads;
when none is free, the default number of ads-ca, (415) 555-0190.
`,
  );
});

test('says which field of which condition does not fit', async () => {
  const text = await explain('https://shop.example/', { referrer: 'https://www.google.com/', device: 'mobile' });
  expect(text).toContain(`
ads-ca        10   no          medium is organic, not cpc; region is unknown, not US-CA
ads           20   no          medium is organic, not cpc
                               click id is unknown, not gclid
rest         100   chosen      it has no conditions: the last resort
`);
  expect(text).toContain('device        mobile\n');
});

test('robots, whom the user agent tells too, see the number that is for them', async () => {
  const asked = await explain('https://shop.example/?gclid=a', { robot: true });
  expect(asked).toContain('visitor       a robot\n');
  expect(asked).toContain('The page shows (202) 555-0193: crawlers has one number for all.\n');
  const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
  expect(await explain('https://shop.example/?gclid=a', { userAgent: googlebot })).toContain('visitor       a robot\n');
});

test('says so where nothing is replaced', async () => {
  expect(await explain('https://shop.example/', { target: 'header' })).toMatch(
    /The page stays as it is: no pool takes the visit\.\n$/,
  );
});

test('prints the same as JSON', async () => {
  expect(JSON.parse(await explain('https://shop.example/?utm_source=x', { json: true }))).toMatchObject({
    caller: 'person',
    facts: { source: 'x', medium: 'not set', landingPage: 'https://shop.example/' },
    pools: [{ pool: 'ads-ca', verdict: 'does-not-fit' }, { pool: 'ads' }, { pool: 'rest', verdict: 'chosen' }, {}, {}],
    chosen: 'rest',
    shows: 'own',
    fallback: [],
    number: { e164: '+12025550192' },
  });
});

test.each([
  ['shop.example', {}, 'shop.example is not the http(s) address of a page'],
  ['https://shop.example/', { site: 'nowhere' }, 'there is no site nowhere'],
  ['https://shop.example/', { country: 'DE', region: 'US-CA' }, 'US-CA is no region of DE'],
])('%s with %j is answered with a sentence', async (url, more, sentence) => {
  await expect(explain(url, more)).rejects.toThrow(sentence);
});
