import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type Management, management } from './management.ts';
import type { PageVisit } from './page-visit.ts';

const number = (last: number) => `+1646555${String(last).padStart(4, '0')}`;
const chrome = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

/** Each site has a pool of the same name with four numbers; where nothing is said, it is as a new site is. */
const sites: Record<string, object> = {
  usual: {},
  serving: { robots: 'serve' },
  blocking: { addresses: { block: ['127.0.0.0/8', '::1'] } },
  allowing: { addresses: { block: ['127.0.0.0/8', '::1'], allow: ['127.0.0.0/8', '::1'] } },
  german: { countries: ['DE'] },
};

let run: LocalRun;
let api: Management;

beforeAll(async () => {
  run = await startLocalRun();
  api = management(run);
  for (const [index, [id, settings]] of Object.entries(sites).entries()) {
    const origins = [`https://${id}.example`];
    await api.must(`PUT /v1/sites/${id}`, { name: id, siteKey: `pk_${id}`, origins, ...settings });
    const pool = { site: id, kind: 'session', source: 'mixed', defaultNumber: number(190 + index) };
    await api.must(`PUT /v1/pools/${id}`, pool);
    await api.must(`POST /v1/pools/${id}/numbers`, {
      numbers: [0, 1, 2, 3].map((more) => number(100 + 4 * index + more)),
    });
  }
});
afterAll(async () => {
  await run?.discard();
});

async function ask(site: string, headers: Record<string, string>, more: object = {}): Promise<PageVisit> {
  const body = JSON.stringify({ siteKey: `pk_${site}`, pageUrl: `https://${site}.example/`, ...more });
  const response = await fetch(new URL('/v1/numbers', run.url), { method: 'POST', headers, body });
  expect(response.status).toBe(200);
  return (await response.json()) as PageVisit;
}

const lastHour = async (pool: string) =>
  (await api.must<{ lastHour: Record<string, number>; held: number }>(`GET /v1/pools/${pool}/status`)).lastHour;

const denied = { consent: { ads: false, analytics: false } };

it.each([
  ['a crawler', 'usual', { 'user-agent': googlebot }, {}, 'bots'],
  ['a blocked address', 'blocking', { 'user-agent': chrome }, {}, 'bots'],
  ['somebody from elsewhere', 'german', { 'user-agent': chrome, 'cloudfront-viewer-country': 'FR' }, {}, 'elsewhere'],
  ['who allows nothing to be kept', 'serving', { 'user-agent': chrome }, denied, 'noConsent'],
])('%s gets the default number, is no visitor, and is counted apart', async (_, site, headers, more, counted) => {
  const before = await lastHour(site);
  const visit = await ask(site, headers, more);
  expect(visit.lease).toEqual({ state: 'default' });
  expect(visit.number?.e164).toBe(visit.default?.e164);
  expect(visit.visitor).toBeUndefined();
  expect(await lastHour(site)).toEqual({ ...before, [counted]: before[counted]! + 1 });
});

it.each([
  ['a developer with a tool', 'usual', 'curl/8.5.0'],
  ['a browser without a window', 'usual', chrome.replace('Chrome', 'HeadlessChrome')],
  ['a crawler that is welcome', 'serving', googlebot],
  ['who is allowed though he is blocked', 'allowing', googlebot],
])('%s gets a number of his own', async (_, site, userAgent) => {
  expect((await ask(site, { 'user-agent': userAgent })).lease.state).toBe('leased');
});

it.each([
  ['a block that is none', { addresses: { block: ['203.0.113.0/33'], allow: [] } }, 'addresses.block[0]'],
  ['an address that is none', { addresses: { block: [], allow: ['shop.example'] } }, 'addresses.allow[0]'],
  ['a country that is none', { countries: ['DE', 'XX'] }, 'countries[1]'],
  ['no country at all', { countries: [] }, 'countries'],
  ['a limit below none', { newLeasesPerNetwork: -1 }, 'newLeasesPerNetwork'],
  ['robots that are neither', { robots: 'maybe' }, 'robots'],
])('%s is refused by name', async (_, settings, field) => {
  const site = { name: 'Usual', siteKey: 'pk_usual', origins: ['https://usual.example'], ...settings };
  expect(await api.ask('PUT /v1/sites/usual', site)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
});
