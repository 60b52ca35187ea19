import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type Management, management } from './management.ts';
import { beat, confirmVisit, type PageVisit, pageVisit } from './page-visit.ts';

let run: LocalRun;
let api: Management;

beforeAll(async () => {
  run = await startLocalRun();
  api = management(run);
  for (const site of ['one', 'two']) await putSite(site);
});
afterAll(async () => {
  await run?.discard();
});

const number = (last: number) => `+1646555${String(last).padStart(4, '0')}`;
const putSite = (site: string, more = {}) =>
  api.must(`PUT /v1/sites/${site}`, {
    name: site,
    siteKey: `pk_${site}`,
    origins: [`https://${site}.example`],
    ...more,
  });
const pool = (site: string, last: number, more = {}) => ({
  site,
  kind: 'session',
  source: 'google',
  when: [{ source: 'google' }],
  defaultNumber: number(last),
  ...more,
});

interface ProblemBody {
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly detail: string }[];
}
const ask = (request: string, body?: unknown) => api.ask<ProblemBody>(request, body);
const fieldsOf = ({ body }: { body: ProblemBody }) => (body.errors ?? []).map(({ field }) => field);

const land = (site: string, more: object = {}, query = '?utm_source=google') =>
  pageVisit(run.url, { siteKey: `pk_${site}`, pageUrl: `https://${site}.example/${query}`, ...more });

describe('a pool whose settings cannot be', () => {
  test.each<[string, object, string]>([
    ['a lease of less than a minute', { leaseSeconds: 59, probationSeconds: 0 }, 'leaseSeconds'],
    ['a lease of more than a year', { leaseSeconds: 31_536_001 }, 'leaseSeconds'],
    ['a lease of no number', { leaseSeconds: 'long' }, 'leaseSeconds'],
    ['a probation longer than the lease', { leaseSeconds: 60, probationSeconds: 61 }, 'probationSeconds'],
    ['no default number', { defaultNumber: undefined }, 'defaultNumber'],
    ['a default number that is none', { defaultNumber: '646 555 0100' }, 'defaultNumber'],
    ['a country that does not exist', { when: [{ source: 'google' }, { country: 'XX' }] }, 'when[1].country'],
    ['a country in small letters', { when: [{ country: 'de' }] }, 'when[0].country'],
    ['a region of no country', { when: [{ region: 'XX-BY' }] }, 'when[0].region'],
    ['a landing page with its query', { when: [{ landingPage: '/roofing?utm=1' }] }, 'when[0].landingPage'],
    ['a condition that asks nothing', { when: [{}] }, 'when[0]'],
    ['a rule for robots and people', { when: [{ robot: true }, { source: 'google' }] }, 'when'],
    ['a channel that is not on the list', { channel: 'smoke-signals' }, 'channel'],
    ['a field that nobody knows', { leaseMinutes: 20 }, 'leaseMinutes'],
  ])('%s', async (_, settings, field) => {
    const answer = await ask('PUT /v1/pools/one-odd', pool('one', 190, settings));
    expect({ status: answer.status, fields: fieldsOf(answer) }).toEqual({ status: 400, fields: [field] });
    expect((await api.ask('GET /v1/pools/one-odd')).status).toBe(404);
  });
});

test('a site names a country that does not exist', async () => {
  const settings = { name: 'Odd', siteKey: 'pk_odd', origins: ['https://odd.example'], countries: ['DE', 'EU'] };
  const answer = await ask('PUT /v1/sites/odd', settings);
  expect({ status: answer.status, fields: fieldsOf(answer) }).toEqual({ status: 400, fields: ['countries[1]'] });
});

test('a visitor from a country that the site does not serve sees the default number, and is not kept', async () => {
  await putSite('german', { countries: ['DE', 'AT'] });
  await api.must('PUT /v1/pools/german-ads', pool('german', 180));
  await api.must('POST /v1/pools/german-ads/numbers', { numbers: [number(181)] });
  const landFrom = async (country: string) => {
    const response = await fetch(`${run.url}/v1/numbers`, {
      method: 'POST',
      headers: { 'cloudfront-viewer-country': country },
      body: JSON.stringify({ siteKey: 'pk_german', pageUrl: 'https://german.example/?utm_source=google' }),
    });
    return (await response.json()) as PageVisit;
  };
  const stranger = await landFrom('FR');
  expect(stranger).toMatchObject({ lease: { state: 'default' }, number: { e164: number(180) } });
  expect(stranger.visitor).toBeUndefined();
  expect(await landFrom('AT')).toMatchObject({ lease: { state: 'leased' }, number: { e164: number(181) } });
});

describe('rules that overlap', () => {
  const warnings = async (id: string, last: number, when: object[], more: object = {}) =>
    (await api.must<{ warnings?: string[] }>(`PUT /v1/pools/${id}`, pool('rules', last, { when, ...more }))).warnings;

  beforeAll(() => putSite('rules'));

  test('a narrow rule before a wider one is as it should be', async () => {
    const paid = { source: 'google', medium: 'cpc' };
    expect(await warnings('rules-narrow', 160, [{ ...paid, country: 'DE' }], { order: 10 })).toBeUndefined();
    expect(await warnings('rules-wide', 161, [paid], { order: 20, source: 'wide' })).toBeUndefined();
  });

  test('a rule that is never reached: both are named, and who takes its visits', async () => {
    const said = await warnings('rules-late', 162, [{ medium: 'cpc', source: 'google', country: 'AT' }], {
      order: 30,
      source: 'late',
    });
    expect(said).toEqual([expect.stringMatching(/^rules-wide comes before rules-late .* never gets them$/)]);
    expect(await api.must('GET /v1/pools/rules-late')).toMatchObject({ warnings: said });
    expect(await api.must('GET /v1/pools/rules-wide')).toMatchObject({ warnings: said });
    expect(await api.must('GET /v1/pools/rules-narrow')).not.toHaveProperty('warnings');
  });

  test('two rules of which neither is narrower: who wins is said', async () => {
    const said = await warnings('rules-page', 163, [{ landingPage: '/roofing/*' }], { order: 40, source: 'page' });
    expect(said?.length).toBeGreaterThan(0);
    expect(said?.every((one) => one.includes('rules-page') && /rules-(narrow|wide|late) comes before/.test(one))).toBe(
      true,
    );
  });
});

test('numbers of another kind or area are kept out, with the reason', async () => {
  await putSite('local');
  const local = { numberKind: 'local', areaCodes: ['646', '212'] };
  await api.must('PUT /v1/pools/local-ads', pool('local', 170, local));
  const numbers = [number(171), '+18005550171', '+14155550171'];
  const { results } = await api.must<{ results: object[] }>('POST /v1/pools/local-ads/numbers', { numbers });
  expect(results).toMatchObject([
    { number: numbers[0], result: 'added' },
    { number: numbers[1], result: 'refused', detail: expect.stringMatching(/toll-free|local/) },
    { number: numbers[2], result: 'refused', detail: expect.stringContaining('646') },
  ]);
});

describe('a number is in one place', () => {
  beforeAll(async () => {
    await api.must('PUT /v1/pools/one-ads', pool('one', 100));
    await api.must('POST /v1/pools/one-ads/numbers', { numbers: [number(101)] });
    await api.must('PUT /v1/pools/two-ads', pool('two', 110));
  });

  test.each([
    ['leased at one site and added at another', 101],
    ['the default number of one site and added at another', 100],
  ])('%s', async (_, last) => {
    const answer = await ask('POST /v1/pools/two-ads/numbers', { numbers: [number(last)] });
    expect({ status: answer.status, fields: fieldsOf(answer) }).toEqual({ status: 409, fields: ['numbers[0]'] });
    expect(JSON.stringify(answer.body)).toContain('one-ads');
  });

  test.each([
    ['leased at one site and the default of another', 101],
    ['the default number of two sites', 100],
  ])('%s', async (_, last) => {
    const answer = await ask('PUT /v1/pools/two-other', pool('two', last));
    expect({ status: answer.status, fields: fieldsOf(answer) }).toEqual({ status: 409, fields: ['defaultNumber'] });
    expect(JSON.stringify(answer.body)).toContain('one-ads');
  });

  test('what fits of a list is added, and the rest said', async () => {
    const numbers = [number(101), number(111), '+1', number(111)];
    const { results } = await api.must<{ results: object[] }>('POST /v1/pools/two-ads/numbers', { numbers });
    expect(results).toMatchObject([
      { result: 'refused', detail: expect.stringContaining('one-ads') },
      { number: number(111), result: 'added' },
      { number: '+1', result: 'refused' },
      { number: number(111), result: 'added' },
    ]);
    expect(await api.must('GET /v1/pools/two-ads/status')).toMatchObject({ size: 1 });
  });
});

describe('a number that somebody holds is taken out', () => {
  const restless = { leaseSeconds: 3600, probationSeconds: 60 };
  const remove = `DELETE /v1/pools/one-held/numbers/${encodeURIComponent(number(121))}`;
  let visit: PageVisit;
  let until: number;

  beforeAll(async () => {
    await api.must('PUT /v1/pools/one-held', pool('one', 120, { ...restless, order: 1, when: [{ clickId: 'gclid' }] }));
    await api.must('POST /v1/pools/one-held/numbers', { numbers: [number(121)] });
    visit = await land('one', {}, '?gclid=abc');
    await confirmVisit(run.url, visit);
    const leases = await api.must<{ items: { leasedUntil: string }[] }>('GET /v1/pools/one-held/leases');
    until = Date.parse(leases.items[0]!.leasedUntil);
  });

  test('the answer says how long it rests, why, and that it goes on being forwarded', async () => {
    const answer = await api.must<Record<string, string>>(remove);
    expect(answer).toMatchObject({
      number: number(121),
      restsUntil: new Date(until).toISOString(),
      forwards: true,
      detail: expect.stringMatching(/visitor holds it/),
    });
    // Again, as after an answer that was lost.
    expect(await api.must(remove)).toMatchObject({ restsUntil: new Date(until).toISOString(), forwards: true });
  });

  test('its visitor is shown the default number at the next question', async () => {
    expect(await beat(run.url, visit)).toMatchObject({
      status: 200,
      body: { held: false, default: { e164: number(120) } },
    });
  });

  test('another site cannot have it while its calls go on to this one', async () => {
    await api.must(
      'PUT /v1/pools/two-next',
      pool('two', 130, { order: 1, source: 'next', when: [{ clickId: 'gclid' }] }),
    );
    const answer = await ask('POST /v1/pools/two-next/numbers', { numbers: [number(121)] });
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ field: 'numbers[0]' }] } });
    expect(JSON.stringify(answer.body)).toContain('still forwarded for pool one-held');
  });

  test('wherever it is added next, it rests until the lease would have been over', async () => {
    expect(await api.must(`${remove}?forward=false`)).toMatchObject({
      restsUntil: new Date(until).toISOString(),
      forwards: false,
    });
    await api.must('POST /v1/pools/two-next/numbers', { numbers: [number(121)] });
    expect(await api.must('GET /v1/pools/two-next/status')).toMatchObject({ size: 1, free: 0, resting: 1 });
    expect(await land('two', {}, '?gclid=abc')).toMatchObject({ lease: { state: 'default' } });
  });
});
