import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MatchSources } from '../../../../lambdas/calls/match/gather-match-facts.ts';
import { decideRoute } from '../../../../lambdas/calls/routing/decide-route.ts';
import { gatherRouteFacts } from '../../../../lambdas/calls/routing/gather-route-facts.ts';
import { knownSettings } from '../../../../lambdas/calls/routing/known-settings.ts';
import { putListedCaller } from '../../../../lambdas/settings/callers/caller-list-store.ts';
import { e164 } from '../../../../lambdas/settings/e164.ts';
import { inWaves } from '../in-waves.ts';
import { call, settledIn } from '../matched-call.ts';
import { emptyTables, giveRole, putPool, putShop, show } from '../stores.ts';

const number = '+12025550100';
const caller = e164.parse('+12025550123');
const start = Date.parse('2026-11-20T14:00:00Z');
const minute = 60_000;
let tables: MatchSources;

beforeEach(async () => {
  tables = await emptyTables();
  await putShop(tables, { routes: [{ name: 'Known', when: { purchases: { gte: 0 } }, forwardTo: ['+12025550151'] }] });
  await putPool(tables, 'web');
  await giveRole(tables, number, { role: 'session', pool: 'web', since: start - 1e9, site: 'shop' });
});

/** A caller who is remembered, with a visit that is to be looked up. */
async function annaCalledBefore(): Promise<void> {
  await show(tables, number, 'anna', start - 61 * minute);
  await settledIn(tables, call('c1', start - 60 * minute));
  await show(tables, number, 'ben', start - minute);
}

test('three reads wait for each other, and two where the container knows the number, its pool and its site', async () => {
  await annaCalledBefore();
  const known = knownSettings();
  const ring = async (id: string) => {
    const { sources, run } = inWaves(tables);
    return run(gatherRouteFacts(call(id, start), { ...sources, known }, start));
  };
  const [first, second] = [await ring('c2'), await ring('c3')];
  expect(first.result.facts.match).toMatchObject({ method: 'caller-memory', visit: { visitor: 'anna' } });
  // Role and visits; pool, site, slot, memory, list and worth in one, and earlier calls; the visit that is remembered.
  expect(first.waves).toEqual([2, 2, 1]);
  expect(second.waves).toEqual([3, 1]);
  expect(second.result).toEqual({ ...first.result, facts: { ...first.result.facts, call: call('c3', start) } });
});

test('what a visitor took back is not told, however well the container knows the number', async () => {
  await annaCalledBefore();
  const known = knownSettings();
  await gatherRouteFacts(call('c2', start), { ...tables, known }, start);
  const { facts } = await gatherRouteFacts(call('c0', start), tables, start);
  const shownAt = String(facts.match.visit?.shownAt).padStart(13, '0');
  const mark = { site: 'shop', pool: 'web', number, shownAt: facts.match.visit?.shownAt, withdrawnAt: start };
  const Item = { pk: `NUMBER#${number}`, sk: `VISIT#${shownAt}#${facts.match.visit?.id}`, ...mark };
  await tables.visits.documents.send(new PutCommand({ TableName: tables.visits.name, Item }));
  const { facts: after } = await gatherRouteFacts(call('c3', start), { ...tables, known }, start);
  expect(after.match.visit?.visitor).not.toBe('anna');
});

test('what is changed in settings is known after ten seconds, and not before time went back', async () => {
  const known = knownSettings();
  const ring = (at: number) => gatherRouteFacts(call('c1', start), { ...tables, known }, at);
  const before = await ring(start);
  expect(before).toMatchObject({ site: { name: 'Shop' }, facts: { match: { pool: 'web' }, record: undefined } });
  await putShop(tables, { name: 'New shop' });
  await putPool(tables, 'web', { record: 'on' });
  expect(await ring(start + 9_999)).toEqual(before);
  expect(await ring(start + 10_000)).toMatchObject({ site: { name: 'New shop' }, facts: { record: 'on' } });
  await giveRole(tables, number, { role: 'static', pool: 'print', since: start - 1, site: 'shop' });
  await putPool(tables, 'print');
  expect((await ring(start + 19_999)).facts.match).toMatchObject({ pool: 'web' });
  expect((await ring(start + 9_999)).facts.match).toMatchObject({ pool: 'print', source: 'print' });
});

test('who is put on a list is on it at once', async () => {
  const known = knownSettings();
  const ring = () => gatherRouteFacts(call('c1', start), { ...tables, known }, start);
  expect((await ring()).facts.caller.list).toBeUndefined();
  await putListedCaller(tables.settings, 'shop', { number: caller, list: 'block', since: 0 });
  const { facts, site } = await ring();
  expect(decideRoute(facts, site).route.action).toBe('reject');
});

test('of many numbers those are remembered that were read last', async () => {
  const { roles } = knownSettings();
  const role = { role: 'session' as const, site: 'shop', pool: 'web', since: 0 };
  const read = (name: string, now: number) => roles.of(name, now, async () => role);
  const numbers = Array.from({ length: 20_001 }, (_, index) => `number ${index}`);
  for (const one of numbers) await read(one, start);
  // Read anew, as it is not usable any more, and so it is not the oldest.
  await read(numbers[1]!, start + 10_000);
  await read(number, start + 10_000);
  const known = [...numbers, number].filter((one) => roles.has(one, start + (one === numbers[1] ? 10_000 : 0)));
  expect([numbers[0], numbers[2]].map((one) => known.includes(one!))).toEqual([false, false]);
  expect([numbers[1], numbers[3], numbers.at(-1)].map((one) => known.includes(one!))).toEqual([true, true, true]);
  expect(roles.has(number, start + 10_000)).toBe(true);
});

test('a call whose number nobody told goes where the carrier’s site says, or where all go', async () => {
  const nameless = call('c1', start, { trackedNumber: undefined });
  const { facts, site } = await gatherRouteFacts(nameless, tables, start);
  expect(site).toBeUndefined();
  expect(facts.match.method).toBe('none');
  expect((await gatherRouteFacts(nameless, { ...tables, site: 'shop', known: knownSettings() }, start)).site?.id).toBe(
    'shop',
  );
});

test('lists, purchases and the score come from what is kept of the caller', async () => {
  await annaCalledBefore();
  await putListedCaller(tables.settings, 'shop', { number: caller, list: 'allow', since: 0 });
  const { facts, site } = await gatherRouteFacts(call('c2', start), tables, start);
  expect(facts.caller).toMatchObject({ list: 'allow', purchases: 0, valueSoFar: 0, spam: { score: 0 } });
  expect(decideRoute(facts, site).route).toMatchObject({ route: 'Known', phones: ['+12025550151'] });
});

test('a withheld caller has no list, no score and no past', async () => {
  const withheld = call('c2', start, { caller: { kind: 'withheld' } });
  const { facts, site } = await gatherRouteFacts(withheld, tables, start);
  expect(facts.caller).toEqual({ spam: undefined, list: undefined, purchases: undefined, valueSoFar: undefined });
  expect(decideRoute(facts, site).route.route).toBe('');
});

test('numbers of before their history named the site find it, too', async () => {
  await putPool(tables, 'print');
  await giveRole(tables, '+12025550191', { role: 'static', pool: 'print', since: start - 1e9 });
  const { facts, site } = await gatherRouteFacts(call('c2', start, { trackedNumber: '+12025550191' }), tables, start);
  expect(site?.id).toBe('shop');
  expect(facts.match).toMatchObject({ method: 'source', source: 'print' });
});

test('a number that was given back is of no site, whoever had it before', async () => {
  const since = start - minute;
  await giveRole(tables, number, { role: 'none', was: 'session', pool: 'web', since, site: 'shop', forwards: false });
  const { facts, site } = await gatherRouteFacts(call('c1', start), tables, start);
  expect(site).toBeUndefined();
  expect(decideRoute(facts, site).route).toMatchObject({ action: 'default', found: false, phones: [] });
});
