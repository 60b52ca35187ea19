import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type Management, management } from './management.ts';
import { beat, type PageVisit, pageVisit } from './page-visit.ts';
import { soon } from './soon.ts';

let run: LocalRun;
let api: Management;
/** Of a page that stays open while its pool is deleted. */
let visit: PageVisit;

const number = (last: number) => `+1646555${String(last).padStart(4, '0')}`;
const pool = (last: number, more = {}) => ({
  site: 'short',
  kind: 'session',
  source: 'google',
  when: [{ source: 'google' }],
  defaultNumber: number(last),
  ...more,
});
const land = (more: object = {}, query = '?utm_source=google') =>
  pageVisit(run.url, { siteKey: 'pk_short', pageUrl: `https://short.example/${query}`, ...more });

beforeAll(async () => {
  run = await startLocalRun();
  api = management(run);
  await api.must('PUT /v1/sites/short', { name: 'Short', siteKey: 'pk_short', origins: ['https://short.example'] });
  await api.must('PUT /v1/pools/short-ads', pool(140));
  await api.must('POST /v1/pools/short-ads/numbers', { numbers: [number(141)] });
  visit = await land();
});
afterAll(async () => {
  await run?.discard();
});

const tokens = () => ({ visitor: visit.visitor, lease: visit.lease.token });
/** What was deleted may be remembered for a second. */
const landSoon = (state: string, query?: string) =>
  soon(
    () => land(tokens(), query),
    ({ lease }) => lease.state === state,
  );
const lost = { status: 200, body: { held: false, default: null } };
const beatSoon = () =>
  soon(
    () => beat(run.url, visit),
    ({ body }) => body.default === null,
  );

test('not as long as it has numbers', async () => {
  expect(visit.lease.state).toBe('leased');
  expect((await api.ask('DELETE /v1/pools/short-ads')).status).toBe(409);
  await api.must(`DELETE /v1/pools/short-ads/numbers/${encodeURIComponent(number(141))}`);
  expect((await api.ask('DELETE /v1/pools/short-ads')).status).toBe(204);
});

test('a heartbeat is told that the number is lost, and the page shows its own', async () => {
  expect(await beatSoon()).toEqual(lost);
});

test('a click on the number is taken as one', async () => {
  const body = JSON.stringify({ lease: visit.lease.token });
  const response = await fetch(`${run.url}/v1/clicks`, { method: 'POST', body });
  expect(response.status).toBe(202);
});

test('the next page stays as it is', async () => {
  const answer = await landSoon('none');
  expect(answer.lease).toEqual({ state: 'none' });
  expect(answer.number).toBeUndefined();
});

test('with another pool, the visitor gets a number of that', async () => {
  await api.must('PUT /v1/pools/short-rest', pool(150, { source: 'mixed', when: [] }));
  await api.must('POST /v1/pools/short-rest/numbers', { numbers: [number(151)] });
  expect(await landSoon('leased', '')).toMatchObject({
    lease: { state: 'leased' },
    number: { e164: number(151) },
    default: { e164: number(150) },
  });
});

test('without its site, a heartbeat still gets an answer', async () => {
  await api.must(`DELETE /v1/pools/short-rest/numbers/${encodeURIComponent(number(151))}`);
  await api.must('DELETE /v1/pools/short-rest');
  await api.must('DELETE /v1/sites/short');
  expect(await beatSoon()).toEqual(lost);
});
