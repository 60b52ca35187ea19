import type { Call } from '../../../../lambdas/calls/call.ts';
import { gatherMatchFacts, type MatchSources } from '../../../../lambdas/calls/match/gather-match-facts.ts';
import { call, matchedIn, settledIn } from '../matched-call.ts';
import { emptyTables, giveRole, putPool, putShop, show } from '../stores.ts';

const number = '+12025550100';
const start = Date.parse('2026-11-20T14:00:00Z');
const minute = 60_000;
let tables: MatchSources;

beforeEach(async () => {
  tables = await emptyTables();
  await Promise.all([putShop(tables), putPool(tables, 'web'), putPool(tables, 'print')]);
  await giveRole(tables, number, { role: 'session', pool: 'web', since: start - 1e9 });
  await giveRole(tables, '+12025550190', { role: 'default', pool: 'web', since: start - 1e9 });
  await giveRole(tables, '+12025550191', { role: 'static', pool: 'print', since: start - 1e9 });
});

const matched = (one: Call) => matchedIn(tables, one);
const settled = (one: Call) => settledIn(tables, one);

test('the holder when the call started, however late it is told', async () => {
  const first = await show(tables, number, 'anna', start - 5 * minute);
  await show(tables, number, 'ben', start + minute);
  expect(await matched(call('c1', start))).toMatchObject({
    method: 'lease',
    site: 'shop',
    visit: { id: first.visit, visitor: 'anna', clickIds: { gclid: 'gclid-anna' } },
    firstTimeCaller: true,
  });
});

test('who was shown the number within the second of the call’s start was shown it before', async () => {
  await show(tables, number, 'anna', start + 900);
  expect(await matched(call('c1', start))).toMatchObject({ method: 'lease', visit: { visitor: 'anna' } });
});

test('a lease that goes on holds longer than its first time', async () => {
  await show(tables, number, 'anna', start - 60 * minute);
  expect(await matched(call('c1', start))).toMatchObject({ reason: expect.stringContaining('That lease ended') });
  await show(tables, number, 'anna', start - 60 * minute + 1, {}, start - 5 * minute);
  expect(await matched(call('c1', start))).toMatchObject({ reason: expect.not.stringContaining('That lease ended') });
});

test('a number that was leased out for long, and seldom shown, is hardly called by others', async () => {
  await show(tables, number, 'anna', start - 60 * minute);
  const { confidence } = await matched(call('c1', start));
  expect(confidence).toBeGreaterThan(0.9);
  await giveRole(tables, number, { role: 'session', pool: 'web', since: start - 61 * minute });
  expect((await matched(call('c1', start))).confidence).toBeLessThan(confidence);
});

test('the same caller again on the same number, when somebody else holds it', async () => {
  await show(tables, number, 'anna', start - minute);
  expect(await settled(call('c1', start))).toMatchObject({ method: 'lease', visit: { visitor: 'anna' } });
  await show(tables, number, 'ben', start + 60 * minute);
  expect(await settled(call('c2', start + 61 * minute))).toMatchObject({
    method: 'caller-memory',
    firstTimeCaller: false,
    visit: { visitor: 'anna' },
  });
  expect(await matched(call('c1', start))).toMatchObject({
    method: 'lease',
    visit: { visitor: 'anna' },
    firstTimeCaller: true,
  });
});

test('a withheld caller reads and leaves nothing', async () => {
  await show(tables, number, 'anna', start - minute);
  const withheld = call('c1', start, { caller: { kind: 'withheld' } });
  const { person, facts } = await gatherMatchFacts(withheld, tables);
  expect(person).toBeUndefined();
  expect(facts).toMatchObject({ memory: undefined, previousCallAt: undefined });
  expect(await settled(withheld)).toMatchObject({ method: 'lease', firstTimeCaller: undefined });
});

test('default and fixed numbers: the source, no visitor, no memory; but a repeat caller is known', async () => {
  await show(tables, number, 'anna', start - minute);
  await settled(call('c1', start));
  expect(await settled(call('c2', start + minute, { trackedNumber: '+12025550190' }))).toMatchObject({
    method: 'source',
    source: 'mixed',
    visit: null,
    firstTimeCaller: false,
  });
  expect(await settled(call('c3', start + minute, { trackedNumber: '+12025550191' }))).toMatchObject({
    method: 'source',
    source: 'print',
    medium: 'flyer',
    campaign: 'may',
  });
});

test('the role that the number had when the call started, not the one it has now', async () => {
  await show(tables, number, 'anna', start - minute);
  await giveRole(tables, number, { role: 'none', pool: 'web', since: start + minute });
  await giveRole(tables, number, { role: 'static', pool: 'print', since: start + 2 * minute });
  expect(await matched(call('c1', start))).toMatchObject({ method: 'lease' });
  expect(await matched(call('c2', start + 90_000))).toMatchObject({ method: 'none', site: 'unknown' });
  expect(await matched(call('c3', start + 3 * minute))).toMatchObject({ method: 'source', pool: 'print' });
});

test('visitors of another site that had the number before are nobody’s business', async () => {
  await show(tables, number, 'anna', start - minute, { site: 'other' });
  expect(await matched(call('c1', start))).toMatchObject({ method: 'none', site: 'shop', candidates: [] });
});

test.each([
  ['in no pool', { trackedNumber: '+12025550177' }],
  ['not told', { trackedNumber: undefined }],
  ['in no international form', { trackedNumber: '01234567' }],
])('a number %s is nobody’s', async (_name, more) => {
  expect(await matched(call('c1', start, more))).toMatchObject({ method: 'none', site: 'unknown' });
});

test('a caller is another person at another site', async () => {
  const { person: here } = await gatherMatchFacts(call('c1', start), tables);
  const { person: elsewhere } = await gatherMatchFacts(call('c1', start, { trackedNumber: '+12025550177' }), tables);
  expect(here).toMatch(/^PERSON#shop#[\w-]{43}$/);
  expect(elsewhere).toMatch(/^PERSON#unknown#[\w-]{43}$/);
  expect(here?.slice(-43)).not.toBe(elsewhere?.slice(-43));
});

test('a call to a number behind a call asset says so', async () => {
  const toPrint = call('c1', start, { trackedNumber: '+12025550191' });
  expect(await matched(toPrint)).not.toHaveProperty('callAsset');
  await putPool(tables, 'print', { callAsset: true });
  expect(await matched(toPrint)).toMatchObject({ method: 'source', callAsset: true });
});
