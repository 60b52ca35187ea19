import { setImmediate } from 'node:timers/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MatchSources } from '../../../../lambdas/calls/match/gather-match-facts.ts';
import { decideRoute } from '../../../../lambdas/calls/routing/decide-route.ts';
import { gatherRouteFacts } from '../../../../lambdas/calls/routing/gather-route-facts.ts';
import { knownRoles } from '../../../../lambdas/calls/routing/known-roles.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { putListedCaller } from '../../../../lambdas/settings/callers/caller-list-store.ts';
import { e164 } from '../../../../lambdas/settings/e164.ts';
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

/** Tables whose answers come in waves: what is asked before any of them was answered, is one. */
function inWaves(sources: MatchSources) {
  const waiting: (() => Promise<void>)[] = [];
  const waves: number[] = [];
  const counted = (table: Table): Table => ({
    ...table,
    documents: new Proxy(table.documents, {
      get: (documents, name) =>
        name !== 'send'
          ? Reflect.get(documents, name)
          : (command: Parameters<typeof documents.send>[0]) =>
              new Promise((resolve, reject) => {
                waiting.push(() => documents.send(command).then(resolve, reject));
              }),
    }),
  });
  /** How many operations each wave has, until the work is done. */
  async function run<T>(work: Promise<T>): Promise<{ result: T; waves: number[] }> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      for (let turn = 0; turn < 5; turn++) await setImmediate();
      const wave = waiting.splice(0);
      if (wave.length > 0) waves.push(wave.length);
      await Promise.all(wave.map((send) => send()));
    }
    return { result: await done, waves };
  }
  const { settings, leases, visits, calls } = sources;
  const wrapped = {
    ...sources,
    settings: counted(settings),
    leases: counted(leases),
    visits: counted(visits),
    calls: counted(calls),
  };
  return { sources: wrapped, run };
}

/** A caller who is remembered, with a visit that is to be looked up. */
async function annaCalledBefore(): Promise<void> {
  await show(tables, number, 'anna', start - 61 * minute);
  await settledIn(tables, call('c1', start - 60 * minute));
  await show(tables, number, 'ben', start - minute);
}

test('three reads wait for each other, and two where the container knows the number', async () => {
  await annaCalledBefore();
  const roles = knownRoles();
  const ring = async (id: string) => {
    const { sources, run } = inWaves(tables);
    return run(gatherRouteFacts(call(id, start), { ...sources, roles }, start));
  };
  const [first, second] = [await ring('c2'), await ring('c3')];
  expect(first.result.facts.match).toMatchObject({ method: 'caller-memory', visit: { visitor: 'anna' } });
  expect(first.waves).toHaveLength(3);
  expect(second.waves).toHaveLength(2);
  expect(second.result.facts.match).toMatchObject({ method: 'caller-memory', visit: { visitor: 'anna' } });
  expect(first.waves.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(11);
});

test('what a visitor took back is not told, however well the container knows the number', async () => {
  await annaCalledBefore();
  const roles = knownRoles();
  await gatherRouteFacts(call('c2', start), { ...tables, roles }, start);
  const { facts } = await gatherRouteFacts(call('c0', start), tables, start);
  const shownAt = String(facts.match.visit?.shownAt).padStart(13, '0');
  const mark = { site: 'shop', pool: 'web', number, shownAt: facts.match.visit?.shownAt, withdrawnAt: start };
  const Item = { pk: `NUMBER#${number}`, sk: `VISIT#${shownAt}#${facts.match.visit?.id}`, ...mark };
  await tables.visits.documents.send(new PutCommand({ TableName: tables.visits.name, Item }));
  const { facts: after } = await gatherRouteFacts(call('c3', start), { ...tables, roles }, start);
  expect(after.match.visit?.visitor).not.toBe('anna');
});

test('a number that is moved is known anew after ten seconds', async () => {
  const roles = knownRoles();
  await gatherRouteFacts(call('c1', start), { ...tables, roles }, start);
  expect(roles.roleOf(number, start + 9_999)).toMatchObject({ pool: 'web', site: 'shop' });
  expect(roles.roleOf(number, start + 10_000)).toBeUndefined();
  expect(roles.roleOf(number, start - 1)).toBeUndefined();
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
