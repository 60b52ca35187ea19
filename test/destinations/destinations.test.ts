import type { Table } from '../../lambdas/platform/aws/table.ts';
import { createTable, embeddedDynamoDB } from '../embedded-dynamodb.ts';
import { freshDelivery, someConversion } from '../lambdas/deliveries/delivery-samples.ts';
import { judge, type Life } from './judge.ts';
import { type Counting, emptyBook, receive, type Told } from './receiver-book.ts';
import { runTrial, tableOf } from './run-trials.ts';
import { type StandIn, startStandIn } from './stand-in.ts';
import { allTrials } from './trials.ts';

let calls: Table;
let standIn: StandIn;
beforeAll(async () => {
  calls = { documents: embeddedDynamoDB().documents, name: await createTable('Calls') };
  standIn = await startStandIn();
});
afterAll(() => standIn?.close());

const trials = allTrials().map((trial, number) => ({ name: trial.name, number, trial }));

/** A small part of `npm run check:destinations`, the same each time. */
test.each(trials)('$name: conversions told under faults count once, or are parked', async ({ trial, number }) => {
  const result = await runTrial(trial, number, { calls, standIn, seed: 20_261_130, conversions: 6 });
  expect({ name: trial.name, wrong: result.wrong }).toEqual({ name: trial.name, wrong: [] });
  expect(result.conversions).toBe(6);
  expect(result.counted).toBeGreaterThan(0);
  expect(tableOf([result])).toMatch(/ 6 +\d+ +\d+ +\d+ +\d+ +\d+ +\d+ +0$/);
});

const asMessages: Counting = { restate: true, dedupe: { key: 'id', windowSeconds: 3600 }, idPer: 'revision' };
const asOrders: Counting = { ...asMessages, idPer: 'conversion' };
const blind: Counting = { restate: true, dedupe: 'none', idPer: undefined };
const told = (kind: Told['kind'], revision: number, key = `id_${revision}`): Told => ({
  kind,
  revision,
  key,
  text: '',
});

test.each<[string, Counting, readonly Told[], number]>([
  ['knows a message again', asMessages, [told('new', 1), told('new', 1), told('restate', 2)], 1],
  ['is told of a second one', asMessages, [told('new', 1), told('new', 2)], 2],
  ['overwrites', asOrders, [told('new', 1, 'id'), told('restate', 2, 'id')], 1],
  ['makes one of a new value, if it has none', asOrders, [told('restate', 2, 'id')], 1],
  ['adjusts nothing that it does not have', { ...asOrders, adjusts: true }, [told('restate', 2, 'id')], 0],
  ['knows nothing again', blind, [told('new', 1), told('new', 1)], 2],
  ['has a set', { ...asOrders, idPer: 'person' }, [told('new', 1, 'a'), told('restate', 2, 'a')], 1],
])('a receiver that %s', (_, counting, all, counted) => {
  const book = emptyBook();
  for (const each of all) receive(book, each, counting, 0);
  expect(book.counted).toBe(counted);
});

test('a receiver forgets what it knows', () => {
  const book = emptyBook();
  for (const at of [0, 3_599_000, 3_600_000]) receive(book, told('new', 1), asMessages, at);
  expect(book.counted).toBe(2);
});

const value = { minor: 210_000, currency: 'EUR' };
const good: Life = {
  conversion: someConversion({ revision: 2, value }),
  delivery: freshDelivery({ wanted: 2, attempted: 2, sent: 2, state: 'delivered', result: 'counted' }),
  book: { ...emptyBook(), counted: 1, applied: [{ ...told('restate', 2), text: '{"value":2100.00}' }], arrived: [2] },
  can: { restate: true, retract: true, dedupe: 'none', identifiers: [], consentNeeded: 'none' },
  isSet: false,
  losses: 0,
  refusals: 0,
  failures: 0,
  took: 0,
};
const taken = { minor: 0, currency: 'EUR' };

test.each<[string, Partial<Life>, RegExp | undefined]>([
  ['nothing', {}, undefined],
  ['two', { book: { ...good.book, counted: 2 } }, /counts 2 times/],
  ['none', { book: emptyBook() }, /lost/],
  ['an old value', { book: { ...good.book, applied: [told('new', 1)] } }, /not the newest/],
  ['another value', { book: { ...good.book, applied: [told('restate', 2)] } }, /not the newest/],
  ['blind repetition', { book: { ...good.book, repeated: [2] } }, /blindly/],
  ['the wrong order', { book: { ...good.book, applied: [told('new', 2), told('new', 1)] } }, /old value came after/],
  ['no end', { delivery: { ...good.delivery, state: 'pending' } }, /lost/],
  ['a claim left over', { delivery: { ...good.delivery, sending: { revision: 2, since: 0 } } }, /not over/],
  ['no withdrawal', { conversion: someConversion({ revision: 2, state: 'retired', value: taken }) }, /not taken back/],
  [
    'parking without a loss',
    { delivery: { ...good.delivery, state: 'parked', result: 'unknown-whether-received' } },
    /parked/,
  ],
  ['refusal by nobody', { delivery: { ...good.delivery, state: 'parked', result: 'rejected' } }, /nobody did/],
  ['early despair', { delivery: { ...good.delivery, state: 'parked', result: 'given-up' } }, /few attempts/],
  ['a withdrawal of nothing', { delivery: { ...good.delivery, state: 'skipped', result: 'withdrawn' } }, /withdrawn/],
  ['an age', { delivery: { ...good.delivery, state: 'skipped', result: 'too-old' } }, /too old/],
  ['no new values', { delivery: { ...good.delivery, state: 'skipped', result: 'no-new-values' } }, /no new values/],
])('the judge sees %s', (_, more, problem) => {
  const { wrong } = judge({ ...good, ...more });
  expect(wrong.join()).toMatch(problem ?? /^$/);
});
