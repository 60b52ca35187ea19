import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type Management, management } from './management.ts';
import type { PageVisit } from './page-visit.ts';

let run: LocalRun;
let api: Management;

const number = (last: number) => `+1312555${String(last).padStart(4, '0')}`;
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const desktop =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

/** In the order in which they are asked. Each has two numbers and, as its default, one whose end is its place in this list. */
const pools: Record<string, object> = {
  robots: { source: 'robots', when: [{ robot: true }] },
  'ads-california': { source: 'google', medium: 'cpc', when: [{ clickId: 'gclid', region: 'US-CA' }] },
  ads: { source: 'google', medium: 'cpc', when: [{ clickId: 'gclid' }, { clickId: 'wbraid' }] },
  roofing: { source: 'roofing', when: [{ landingPage: '/roofing/*' }] },
  partner: { source: 'partner.example', medium: 'referral', when: [{ referrer: 'partner.example' }] },
  germany: { source: 'germany', when: [{ country: 'DE', device: 'mobile' }] },
  munich: { source: 'munich', when: [{ country: 'DE', city: 'Munich' }] },
  newsletter: {
    source: 'newsletter',
    medium: 'email',
    campaign: 'june',
    when: [{ source: 'newsletter', campaign: 'june' }],
  },
  organic: { channel: 'organic' },
  rest: { source: 'mixed', when: [] },
};

beforeAll(async () => {
  run = await startLocalRun();
  api = management(run);
  const origins = ['https://rules.example'];
  await api.must('PUT /v1/sites/rules', { name: 'Rules', siteKey: 'pk_rules', origins });
  for (const [index, [id, settings]] of Object.entries(pools).entries()) {
    const pool = { site: 'rules', kind: 'session', order: 10 * (index + 1), defaultNumber: number(190 + index) };
    await api.must(`PUT /v1/pools/rules-${id}`, { ...pool, ...settings });
    await api.must(`POST /v1/pools/rules-${id}/numbers`, {
      numbers: [number(100 + 2 * index), number(101 + 2 * index)],
    });
  }
});
afterAll(async () => {
  await run?.discard();
});

interface Landing {
  readonly referrer?: string;
  readonly userAgent?: string;
  /** `DE`, `DE-BY`, `Munich`: as CloudFront tells them. */
  readonly place?: readonly [country?: string, region?: string, city?: string];
  readonly more?: object;
}

async function land(
  page: string,
  { referrer, userAgent = desktop, place = [], more }: Landing = {},
): Promise<PageVisit> {
  const [country, region, city] = place;
  const response = await fetch(`${run.url}/v1/numbers`, {
    method: 'POST',
    headers: {
      'user-agent': userAgent,
      ...(country && { 'cloudfront-viewer-country': country }),
      ...(region && { 'cloudfront-viewer-country-region': region.slice(3) }),
      ...(city && { 'cloudfront-viewer-city': city }),
    },
    body: JSON.stringify({ siteKey: 'pk_rules', pageUrl: `https://rules.example${page}`, referrer, ...more }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as PageVisit;
}

/** The pool whose default number stands for what is shown. */
function poolOf(visit: PageVisit): string | undefined {
  return Object.keys(pools)[Number(visit.default?.e164.slice(-4)) - 190];
}

const google = 'https://www.google.com/';
const california = ['US', 'US-CA', 'Los Angeles'] as const;

test.each<[string, string, Landing, string]>([
  ['an advertisement', '/?gclid=Cj0KCQiA-x_yz&utm_source=google&utm_medium=cpc&utm_campaign=spring', {}, 'ads'],
  ['an advertisement on iOS', '/roofing/?wbraid=Cl8KCQ&gad_source=1', { referrer: google, userAgent: iPhone }, 'ads'],
  ['an advertisement, read in California', '/?gclid=Cj0-x&gad_campaignid=21', { place: california }, 'ads-california'],
  ['an advertisement, read in Texas', '/?gclid=Cj0-x', { place: ['US', 'US-TX', 'Austin'] }, 'ads'],
  ['a search that led to a page of its own', '/roofing/flat?utm_id=9', { referrer: google }, 'roofing'],
  ['a link of a partner', '/', { referrer: 'https://blog.partner.example/best-roofers' }, 'partner'],
  ['a link of somebody with a similar name', '/', { referrer: 'https://nopartner.example/' }, 'rest'],
  ['a phone in Germany', '/', { userAgent: iPhone, place: ['DE', 'DE-BE', 'Berlin'] }, 'germany'],
  ['a desk in Munich', '/', { place: ['DE', 'DE-BY', 'Munich'] }, 'munich'],
  ['a desk in Berlin', '/', { place: ['DE', 'DE-BE', 'Berlin'] }, 'rest'],
  ['a mail', '/?utm_source=Newsletter&utm_medium=email&utm_campaign=June', {}, 'newsletter'],
  ['a mail of another month', '/?utm_source=newsletter&utm_medium=email&utm_campaign=july', {}, 'rest'],
  ['a search', '/', { referrer: 'https://duckduckgo.com/' }, 'organic'],
  ['an address that was typed', '/', {}, 'rest'],
])('%s: %s', async (_, page, landing, pool) => {
  expect(poolOf(await land(page, landing))).toBe(pool);
});

test('a robot is shown the number of the robots’ pool, takes none, and nobody else ever sees that', async () => {
  const page = '/?gclid=Cj0-robot';
  const robot = await land(page, { userAgent: googlebot });
  expect(robot).toMatchObject({ number: { e164: number(190) }, lease: { state: 'default' } });
  expect(robot.visitor).toBeUndefined();
  expect(await api.must('GET /v1/pools/rules-robots/status')).toMatchObject({ size: 2, free: 2 });
  expect(poolOf(await land(page))).toBe('ads');
});

test('a pool that is full gives way to the next of its source, never to another source', async () => {
  const lands = () => land('/?gclid=Cj0-many', { place: california });
  const seen: string[] = [];
  let last = await lands();
  for (; last.lease.state === 'leased' && seen.length < 10; last = await lands()) seen.push(last.number!.e164);
  const own = (pool: string) => [0, 1].map((one) => number(100 + 2 * Object.keys(pools).indexOf(pool) + one));
  const ofSource = [...own('ads-california'), ...own('ads')];
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((one) => !ofSource.includes(one))).toEqual([]);
  expect(last).toMatchObject({ lease: { state: 'default' }, default: { e164: number(191) } });
  expect(await api.must('GET /v1/pools/rules-ads/status')).toMatchObject({ free: 0 });
  expect(await api.must('GET /v1/pools/rules-ads-california/status')).toMatchObject({ free: 0 });
});

test('who types the address later keeps the source and the number that he came by', async () => {
  const first = await land('/?utm_source=newsletter&utm_campaign=june');
  const again = await land('/prices', { more: { visitor: first.visitor, lease: first.lease.token } });
  expect(again.number?.e164).toBe(first.number?.e164);
  expect(poolOf(again)).toBe('newsletter');
});
