import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  callsSince,
  memoryWrite,
  personCallRemoval,
  personCallWrite,
  personPartition,
  previousCallAt,
  readEarlierCalls,
  readMemory,
} from '../../../../lambdas/calls/callers/person-store.ts';
import type { MatchSources } from '../../../../lambdas/calls/match/gather-match-facts.ts';
import type { CallerMemory } from '../../../../lambdas/calls/match/match-facts.ts';
import { transact } from '../../../../lambdas/platform/aws/transact.ts';
import { emptyTables } from '../stores.ts';

const number = '+12025550100';
const person = personPartition('shop', 'hash');
const memory: CallerMemory = {
  call: 'b',
  startedAt: 2000,
  visit: { id: 'v', visitor: 'w', shownAt: 1, source: 'google', medium: 'cpc' },
};
let calls: MatchSources['calls'];

beforeEach(async () => {
  calls = (await emptyTables()).calls;
});

async function remember(known: CallerMemory | undefined, next: CallerMemory | undefined) {
  const change = next ? ({ kind: 'remember', memory: next } as const) : ({ kind: 'forget' } as const);
  return transact(calls.documents, [memoryWrite(calls.name, { person, number }, known, change)]);
}

test('a memory is written, changed and forgotten only as it was read', async () => {
  expect(await readMemory(calls, person, number)).toBeUndefined();
  expect(await remember(undefined, memory)).toEqual([]);
  const first = { ...memory, rev: 1 };
  expect(await readMemory(calls, person, number)).toEqual(first);
  const other = { ...memory, call: 'a', startedAt: 1000 };
  expect(await remember(undefined, other)).toHaveLength(1);
  expect(await remember({ ...first, startedAt: 1 }, other)).toHaveLength(1);
  expect(await remember({ ...first, rev: 2 }, other)).toHaveLength(1);
  expect(await remember(memory, other)).toHaveLength(1);
  expect(await remember(first, { ...other, sure: memory })).toEqual([]);
  expect(await remember(first, undefined)).toHaveLength(1);
  const second = { ...other, sure: memory, rev: 2 };
  expect(await readMemory(calls, person, number)).toEqual(second);
  expect(await remember(second, undefined)).toEqual([]);
  expect(await readMemory(calls, person, number)).toBeUndefined();
});

test('a memory that was written before its writes were counted is changed all the same', async () => {
  await remember(undefined, memory);
  const { name: TableName, documents } = calls;
  const Key = { pk: person, sk: `NUMBER#${number}` };
  await documents.send(new UpdateCommand({ TableName, Key, UpdateExpression: 'REMOVE rev' }));
  expect(await readMemory(calls, person, number)).toEqual(memory);
  expect(await remember(memory, { ...memory, confidence: 0.5 })).toEqual([]);
  expect(await remember(memory, { ...memory, confidence: 0.6 })).toHaveLength(1);
});

test('earlier and later calls of a person', async () => {
  const entries = [
    { call: 'a', startedAt: 1000, number },
    { call: 'b', startedAt: 2000, number },
    { call: 'c', startedAt: 2000, number },
    { call: 'd', startedAt: 4000, number },
    { call: 'e', startedAt: 3000, number },
    { call: 'f', startedAt: 5000, number: '+12025550101' },
  ];
  await transact(
    calls.documents,
    entries.map((entry) => personCallWrite(calls.name, person, entry)),
  );
  const before = async (call: { call: string; startedAt: number }) =>
    previousCallAt(await readEarlierCalls(calls, person, call));
  const previous = async (index: number) => before(entries[index]!);
  expect([await previous(0), await previous(1), await previous(2), await previous(3)]).toEqual([
    null,
    1000,
    2000,
    3000,
  ]);
  expect(await before({ call: 'new', startedAt: 3500 })).toBe(3000);
  const since = (from: number, limit: number, after?: string) => callsSince(calls, person, { from, limit, after });
  const all = await since(2000, 10);
  expect(all).toMatchObject({ calls: ['b', 'c', 'e', 'd', 'f'].map((call) => ({ call })), last: undefined });
  const first = await since(2000, 2);
  expect(first.calls.map(({ call }) => call)).toEqual(['b', 'c']);
  const second = await since(2000, 10, first.last);
  expect(second).toMatchObject({ calls: ['e', 'd', 'f'].map((call) => ({ call })), last: undefined });
  expect(await since(5001, 10)).toEqual({ calls: [], last: undefined });
  await transact(calls.documents, [personCallRemoval(calls.name, person, entries[0]!)]);
  expect([await previous(1), await previous(2)]).toEqual([null, 2000]);
});
