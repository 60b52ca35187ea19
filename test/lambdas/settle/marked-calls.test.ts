import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import type { StoredCall } from '../../../lambdas/calls/call-item.ts';
import { callFilterOf } from '../../../lambdas/journal/call-filter.ts';
import { readLog } from '../../../lambdas/journal/call-log-store.ts';
import { listCalls } from '../../../lambdas/journal/list-calls.ts';
import { readCallsByNumber } from '../../../lambdas/journal/removed-numbers/calls-by-number-store.ts';
import { replayEvents } from '../../../lambdas/journal/replay/replay-events.ts';
import { reportSources } from '../../../lambdas/journal/reports/source-report.ts';
import { runTrial } from '../../../lambdas/journal/rule-trial/run-trial.ts';
import { readPastCalls } from '../../../lambdas/orders/past-calls-store.ts';
import { listedCaller } from '../../../lambdas/settings/callers/caller-list.ts';
import { putListedCaller } from '../../../lambdas/settings/callers/caller-list-store.ts';
import { siteItem } from '../../../lambdas/settings/item-key.ts';
import { gatherFigures } from '../../../lambdas/team/digest/digest-figures.ts';
import { someRule } from '../conversions/facts.ts';
import { type House, kept, number, openHouse, played, showAnna, start, tell } from './call-house.ts';

const hour = 3600_000;
const always = { limit: 100, mostLookedAt: 1000, isTimeUp: () => false };
const subscribed = { hook: { 'call.started': 1, 'call.completed': 1, 'call.matched': 1, 'call.qualified': 1 } };

/** A payload of `played`, with attributes of its contact: in the record or the lookup. */
function withMark(body: string, mark: string | undefined): string {
  if (mark === undefined) return body;
  const message: { raw: string } = JSON.parse(body);
  const raw: { Attributes?: object; Details?: { ContactData: object } } = JSON.parse(message.raw);
  const attributes = { leaseline_mark: mark };
  if (raw.Details === undefined) raw.Attributes = attributes;
  else Object.assign(raw.Details.ContactData, { Attributes: attributes });
  return JSON.stringify({ ...message, raw: JSON.stringify(raw) });
}

async function subscribedHouse(): Promise<House> {
  const house = await openHouse();
  const { settings } = house.sources;
  const names = { TableName: settings.name, Key: siteItem('shop') };
  const values = { ':subscribers': subscribed };
  await settings.documents.send(
    new UpdateCommand({
      ...names,
      UpdateExpression: 'SET subscribers = :subscribers',
      ExpressionAttributeValues: values,
    }),
  );
  await showAnna(house);
  return house;
}

/** What all who count calls see of a house. */
async function seen({ sources }: House) {
  const { calls } = sources;
  const log = () => readLog(calls, { site: 'shop', from: start - hour, to: start + 24 * hour }, { firstRead: 10 });
  const list = await listCalls(log(), callFilterOf({ marked: 'hide' }), always);
  const figures = await gatherFigures(log(), { currency: 'EUR' });
  const { Items = [] } = await calls.documents.send(new ScanCommand({ TableName: calls.name, ConsistentRead: true }));
  const trial = { rule: someRule(), timeZone: 'UTC', currency: 'EUR' };
  const whole = await listCalls(log(), () => true, always);
  const tried = await runTrial(
    whole,
    trial,
    async () => false,
    async () => new Map(),
  );
  const replayed: string[] = [];
  await replayEvents(
    log(),
    { destination: 'hook' },
    {
      itemsOf: async (call) => {
        replayed.push(call);
        return { conversions: [], deliveries: [], events: [] };
      },
      sendAgain: async () => true,
      isTimeUp: () => false,
    },
  );
  return {
    list: list.items.map(({ id }) => id),
    report: await reportSources(log(), () => 'EUR', { most: 100, isTimeUp: () => false }),
    digest: { ...figures, leads: figures.leads.map(({ id }) => id) },
    dialled: await readCallsByNumber(calls, number, { from: 0, to: start + 24 * hour, sites: ['shop'] }),
    persons: Items.filter(({ pk }) => String(pk).startsWith('PERSON#'))
      .map(({ pk, sk }) => `${String(pk)} ${String(sk)}`)
      .sort((a, b) => a.localeCompare(b)),
    fits: tried.sums.fits,
    past: (await readPastCalls(calls, 'shop', { from: start - hour, before: '9' })).calls.map(({ id }) => id),
    replayed,
  };
}

const call = { call: 'customer', at: start + hour };

test('whatever is marked, however it comes to be known and in whatever order, everybody counts as if it had never been', async () => {
  const without = await subscribedHouse();
  const customer = played(call);
  await tell(without, customer.lookup, ...customer.events, customer.record);
  const expected = await seen(without);
  expect(expected).toMatchObject({
    past: ['customer'],
    list: ['customer'],
    report: { total: { calls: 1, conversions: 1 } },
    fits: 1,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('test', 'canary', 'staff', 'TEST'),
      fc.constantFrom('lookup', 'record', 'both'),
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
      fc.boolean(),
      async (mark, where, order, isFirst) => {
        const house = await subscribedHouse();
        const { lookup, events, record } = played({ call: 'marked' });
        const marked = [
          withMark(lookup, where === 'record' ? undefined : mark),
          ...events,
          withMark(record, where === 'lookup' ? undefined : mark),
        ];
        const tellMarked = () => tell(house, ...order.map((index) => marked[index] ?? ''));
        if (isFirst) await tellMarked();
        for (const body of [customer.lookup, ...customer.events, customer.record]) await tell(house, body);
        if (!isFirst) await tellMarked();
        const { call: stored, conversions, events: told } = await kept(house, 'marked');
        const isKnownFirst = (order[0] === 0 && where !== 'record') || (order[0] === 4 && where !== 'lookup');
        expect(stored).toMatchObject({ mark: mark.toLowerCase(), site: 'shop' });
        expect(conversions.filter(({ state }) => state === 'open')).toEqual([]);
        // What was told before the mark was known was told.
        expect(isKnownFirst ? told : []).toEqual([]);
        expect(await seen(house)).toEqual(expected);
      },
    ),
    { numRuns: 12 },
  );
});

test('a mark that is told last takes back what the call had come to, and leaves its caller without a history', async () => {
  const house = await subscribedHouse();
  const { lookup, events, record } = played({ call: 'marked' });
  await tell(house, lookup, ...events, record);
  expect((await kept(house, 'marked')).conversions).toMatchObject([{ state: 'open' }]);
  const later: { raw: string } = JSON.parse(withMark(record, 'test'));
  const raw: object = { ...JSON.parse(later.raw), LastUpdateTimestamp: '2026-11-21T00:00:00Z' };
  await tell(house, JSON.stringify({ ...later, raw: JSON.stringify(raw) }));
  const { call: stored, conversions } = await kept(house, 'marked');
  expect(stored).toMatchObject({ mark: 'test', sums: { conversions: 0 } });
  expect(conversions).toMatchObject([{ state: 'retired', value: { minor: 0 } }]);
  expect(await seen(house)).toMatchObject({
    list: [],
    persons: [],
    dialled: { times: [] },
    fits: 0,
    replayed: [],
    past: [],
  });
});

test('a caller of the house is staff from the first ring on; who joins it later does not change what was', async () => {
  const house = await subscribedHouse();
  const before = played({ call: 'before' });
  await tell(house, before.lookup, before.record);
  const caller = listedCaller.parse({ number: '+12025550123', list: 'ours', since: start });
  await putListedCaller(house.sources.settings, 'shop', caller);
  await tell(house, before.record, ...before.events);
  const { lookup, events, record } = played({ call: 'marked', at: start + hour });
  await tell(house, lookup, ...events, record);
  expect((await kept(house, 'before')).call?.mark).toBeUndefined();
  expect(await kept(house, 'marked')).toMatchObject({ call: { mark: 'staff' }, conversions: [], events: [] });
  expect(await seen(house)).toMatchObject({ list: ['before'], report: { total: { calls: 1 } } });
});

test('a word that is no mark marks nothing, and is noted', async () => {
  const house = await subscribedHouse();
  await tell(house, withMark(played().record, 'vip'));
  const { call: stored, conversions } = await kept(house);
  expect(stored?.mark).toBeUndefined();
  expect(conversions).toHaveLength(1);
  expect(stored?.ignored).toEqual([{ what: 'Attributes.leaseline_mark', reason: 'is none of test, canary, staff' }]);
});

test.each([
  ['hide', ['customer']],
  ['show', ['marked', 'customer']],
  ['only', ['marked']],
  ['canary', ['marked']],
  ['staff', []],
] as const)('the journal with marked=%s', async (marked, ids) => {
  const calls: Pick<StoredCall, 'id' | 'mark'>[] = [{ id: 'marked', mark: 'canary' }, { id: 'customer' }];
  const wanted = callFilterOf({ marked });
  const shown = calls.filter(({ mark, id }) =>
    wanted({
      id,
      mark,
      carrier: 'connect',
      status: 'completed',
      final: true,
      direction: 'inbound',
      startedAt: start,
      legs: 1,
      ignored: [],
      site: 'shop',
      rev: 1,
      match: {
        method: 'none',
        confidence: 0,
        reason: '',
        site: 'shop',
        source: 'unknown',
        medium: 'none',
        candidates: [],
        linkedVisits: [],
        visit: null,
      },
    }),
  );
  expect(shown.map(({ id }) => id)).toEqual(ids);
});
