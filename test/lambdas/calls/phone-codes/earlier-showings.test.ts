import { matchedVisitOf } from '../../../../lambdas/calls/match/matched-visit.ts';
import { withEarlierShowings } from '../../../../lambdas/calls/phone-codes/earlier-showings.ts';
import type { Visit } from '../../../../lambdas/visits/visit.ts';
import { putVisit } from '../../../../lambdas/visits/visit-store.ts';
import { withdrawVisit } from '../../../../lambdas/visits/withdraw-store.ts';
import { emptyTables } from '../stores.ts';

const hour = 3_600_000;
const startedAt = Date.parse('2026-11-20T14:00:00Z');
const number = '+12025550100';

const visit = (visitor: string, hoursBefore: number, of: string | undefined = number): Visit => ({
  visit: `${visitor}-${hoursBefore}`,
  visitor,
  site: 'shop',
  shownAt: startedAt - hoursBefore * hour,
  touchAt: startedAt - hoursBefore * hour,
  shown: of === undefined ? 'default' : 'leased',
  pool: 'web',
  ...(of !== undefined && { number: of, lease: 'lease' }),
  source: 'google',
  medium: 'cpc',
  consent: { ads: true, analytics: true },
});

const laptop = visit('anna', -0.01, undefined);
const linked = [{ code: '4711000', by: 'agent' as const, visit: matchedVisitOf(laptop) }];
const call = { id: 'call-1', direction: 'inbound' as const, trackedNumber: number, caller: undefined, startedAt };
const web = { role: 'session' as const, site: 'shop', pool: 'web', source: 'mixed', since: startedAt - 240 * hour };

async function shownBefore(shown: readonly Visit[], more: object = {}) {
  const { visits } = await emptyTables();
  for (const one of [laptop, ...shown]) await putVisit(visits, one, 90);
  const facts = { call, number: web, visits: [], ...more };
  const found = await withEarlierShowings(visits, { linked, refused: [] }, facts);
  return { shown: found?.linked[0]?.shown, visits };
}

test('who said a code had been shown the number long before: the last visit counts', async () => {
  const shown = [visit('anna', 30), visit('anna', 70), visit('anna', 5, '+12025550101'), visit('bert', 20)];
  expect((await shownBefore(shown)).shown).toEqual(matchedVisitOf(shown[0]!));
});

test('however often they came since: a call may be matched again months later', async () => {
  const since = Array.from({ length: 201 }, (_, index) => visit('anna', -1 - index, '+12025550101'));
  const shown = visit('anna', 30);
  expect((await shownBefore([shown, ...since])).shown).toEqual(matchedVisitOf(shown));
});

test('of one of the last holders it is the newest visit that was shown the number', async () => {
  const visits = [visit('bert', 1), visit('anna', 30), visit('anna', 50)];
  expect((await shownBefore([], { visits })).shown).toEqual(matchedVisitOf(visits[1]!));
});

test.each<[string, Visit[], object]>([
  ['who never saw it', [visit('bert', 20), visit('anna', 20, '+12025550101')], {}],
  ['who saw it after the call', [visit('anna', -1)], {}],
  ['who saw it in another pool', [visit('anna', 241)], {}],
  ['of a number that is leased to nobody', [visit('anna', 30)], { number: { ...web, role: 'default' } }],
  ['of a number in no pool', [visit('anna', 30)], { number: undefined }],
  ['who saw it on another site', [{ ...visit('anna', 30), site: 'other' }], {}],
])('nothing is said of %s', async (_, shown, more) => {
  expect((await shownBefore(shown, more)).shown).toBeUndefined();
});

test('nothing is known of who has withdrawn, and nothing is asked where no code came', async () => {
  const shown = visit('anna', 30);
  const { visits } = await shownBefore([shown]);
  await withdrawVisit(visits, shown, startedAt);
  const facts = { call, number: web, visits: [] };
  const known = linked.map((one) => ({ ...one, shown: matchedVisitOf(shown) }));
  expect((await withEarlierShowings(visits, { linked: known, refused: [] }, facts))?.linked[0]?.shown).toBeUndefined();
  expect(await withEarlierShowings(visits, undefined, facts)).toBeUndefined();
});
