import type { Call } from '../../../../lambdas/calls/call.ts';
import type { MatchSources } from '../../../../lambdas/calls/match/gather-match-facts.ts';
import { withdrawAds, withdrawVisit } from '../../../../lambdas/visits/withdraw-store.ts';
import { call, matchedIn, settledIn } from '../matched-call.ts';
import { emptyTables, giveRole, putPool, putShop, show } from '../stores.ts';

const number = '+12025550100';
const start = Date.parse('2026-11-20T14:00:00Z');
const minute = 60_000;
let tables: MatchSources;

beforeEach(async () => {
  tables = await emptyTables();
  await Promise.all([putShop(tables), putPool(tables, 'web')]);
  await giveRole(tables, number, { role: 'session', pool: 'web', since: start - 1e9 });
});

const matched = (one: Call) => matchedIn(tables, one);
const settled = (one: Call) => settledIn(tables, one);

const removed = { role: 'none', was: 'session', pool: 'web', site: 'shop', forwards: true } as const;

describe('a number that was taken out', () => {
  test('still leads to who was shown it last, and says so', async () => {
    await show(tables, number, 'anna', start - 5 * minute);
    await giveRole(tables, number, { ...removed, since: start - minute });
    const match = await matched(call('c1', start));
    expect(match).toMatchObject({
      method: 'lease',
      site: 'shop',
      pool: 'web',
      visit: { visitor: 'anna' },
      confidence: expect.closeTo(0.97, 2),
    });
    expect(match.reason).toMatch(/taken out of pool web on 2026-11-20 13:59 UTC; its calls are still forwarded\.$/);
    expect(await matched(call('c2', start + 30 * 24 * 60 * minute))).toMatchObject({
      method: 'none',
      reason: expect.stringContaining('last shown 30 d'),
    });
  });

  test('still knows its callers', async () => {
    await show(tables, number, 'anna', start - minute);
    await settled(call('c1', start));
    await show(tables, number, 'ben', start + minute);
    await giveRole(tables, number, { ...removed, since: start + 2 * minute });
    expect(await matched(call('c2', start + 5 * minute))).toMatchObject({
      method: 'caller-memory',
      site: 'shop',
      visit: { visitor: 'anna' },
    });
  });

  test('belongs to nobody once it is given back', async () => {
    await show(tables, number, 'anna', start - 5 * minute);
    await giveRole(tables, number, { ...removed, since: start - 2 * minute });
    await giveRole(tables, number, { ...removed, forwards: false, since: start - minute });
    expect(await matched(call('c1', start - 90_000))).toMatchObject({ site: 'shop', method: 'lease' });
    expect(await matched(call('c2', start))).toMatchObject({ site: 'unknown', method: 'none' });
  });

  test('goes to its site also when its pool is gone', async () => {
    const other = '+12025550177';
    await giveRole(tables, other, { ...removed, pool: 'gone', since: start - minute });
    await show(tables, other, 'anna', start - 5 * minute);
    expect(await matched(call('c1', start, { trackedNumber: other }))).toMatchObject({
      site: 'shop',
      method: 'lease',
      visit: { visitor: 'anna' },
    });
    await giveRole(tables, other, { ...removed, was: 'static', pool: 'gone', since: start + minute });
    expect(await matched(call('c2', start + 2 * minute, { trackedNumber: other }))).toMatchObject({
      site: 'shop',
      method: 'source',
      source: 'unknown',
    });
  });

  test('is nobody’s when its site is gone too', async () => {
    const other = '+12025550178';
    await giveRole(tables, other, { ...removed, pool: 'gone', site: 'gone', since: start - minute });
    expect(await matched(call('c1', start, { trackedNumber: other }))).toMatchObject({
      site: 'unknown',
      method: 'none',
    });
  });

  test('that moved, or came back, leads to whom it was shown, whatever the pool', async () => {
    const shown = await show(tables, number, 'anna', start - 5 * minute, { pool: 'before' });
    await giveRole(tables, number, { role: 'session', pool: 'web', since: start - minute });
    expect(await matched(call('c1', start))).toMatchObject({
      method: 'lease',
      pool: 'web',
      visit: { id: shown.visit },
    });
  });
});

describe('a visitor who withdrew consent', () => {
  test('is not named, and neither is who was shown the number before', async () => {
    await show(tables, number, 'ben', start - 30 * minute);
    const visit = await show(tables, number, 'anna', start - 5 * minute);
    await withdrawVisit(tables.visits, visit, start - minute);
    const match = await settled(call('c1', start));
    expect(match).toMatchObject({ method: 'none', site: 'shop', pool: 'web', visit: null });
    expect(match.candidates).toEqual([expect.objectContaining({ visitor: 'ben' })]);
    expect(match.reason).toMatch(/last shown 5 min before the call, to a visitor who has withdrawn consent since/);
    await show(tables, number, 'carl', start + minute);
    expect(await matched(call('c2', start + 2 * minute))).toMatchObject({
      method: 'lease',
      visit: { visitor: 'carl' },
    });
  });

  test('is not remembered either', async () => {
    const visit = await show(tables, number, 'anna', start - minute);
    expect(await settled(call('c1', start))).toMatchObject({ visit: { visitor: 'anna' } });
    await withdrawVisit(tables.visits, visit, start + minute);
    expect(await settled(call('c2', start + 2 * minute))).toMatchObject({ method: 'none', firstTimeCaller: false });
    await show(tables, number, 'ben', start + 60 * minute);
    expect(await settled(call('c3', start + 61 * minute))).toMatchObject({
      method: 'lease',
      visit: { visitor: 'ben' },
    });
  });

  test('for ads is remembered without click ids', async () => {
    const visit = await show(tables, number, 'anna', start - minute);
    await settled(call('c1', start));
    await show(tables, number, 'ben', start + 60 * minute);
    await withdrawAds(tables.visits, visit, { ads: false, analytics: true });
    const match = await settled(call('c2', start + 61 * minute));
    expect(match).toMatchObject({ method: 'caller-memory', visit: { visitor: 'anna', consent: { ads: false } } });
    expect(match.visit?.clickIds).toBeUndefined();
  });
});
