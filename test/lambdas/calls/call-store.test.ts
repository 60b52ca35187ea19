import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { callIndexAttributes, type StoredCall } from '../../../lambdas/calls/call-item.ts';
import { callWrite, putObservation, readCall } from '../../../lambdas/calls/call-store.ts';
import { fold } from '../../../lambdas/calls/fold/fold.ts';
import type { MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';
import { matchCall } from '../../../lambdas/calls/match/match-call.ts';
import { transact } from '../../../lambdas/platform/aws/transact.ts';
import { contact, events, lookup, record } from './carriers/connect/samples.ts';
import { fromEvent, fromLookup, fromRecord } from './observations.ts';
import { emptyTables } from './stores.ts';

const told = [fromLookup(lookup), ...events.map(fromEvent), fromRecord(record)];
let calls: MatchSources['calls'];

beforeEach(async () => {
  calls = (await emptyTables()).calls;
});

function stored(rev: number, more: Partial<StoredCall> = {}): StoredCall {
  const call = fold(told, { now: 0, graceSeconds: 1800 })!;
  const match = matchCall({
    call,
    number: undefined,
    visits: [],
    held: undefined,
    memory: undefined,
    previousCallAt: 1000,
  });
  return { ...call, match, site: match.site, rev, ...more };
}

test('an unknown call has nothing', async () => {
  expect(await readCall(calls, 'nobody')).toEqual({ stored: undefined, observations: [], others: [], unwritten: [] });
});

test('observations are kept once each, and come back as they were told', async () => {
  for (const one of [...told, ...told]) await putObservation(calls, one, 1);
  await putObservation(calls, told[0]!, 2);
  const { observations } = await readCall(calls, contact);
  expect(observations).toHaveLength(told.length);
  expect(fold(observations, { now: 0, graceSeconds: 1800 })).toEqual(fold(told, { now: 0, graceSeconds: 1800 }));
});

test('a call is written on the rev that was read, and read back whole', async () => {
  expect(await transact(calls.documents, [callWrite(calls.name, stored(1), undefined)])).toEqual([]);
  expect(await transact(calls.documents, [callWrite(calls.name, stored(1), undefined)])).toHaveLength(1);
  expect(await transact(calls.documents, [callWrite(calls.name, stored(3), 2)])).toHaveLength(1);
  expect(await transact(calls.documents, [callWrite(calls.name, stored(2, { person: 'PERSON#shop#x' }), 1)])).toEqual(
    [],
  );
  const other = { pk: `CALL#${contact}`, sk: 'CONVERSION#c1', name: 'qualified_call' };
  await calls.documents.send(new PutCommand({ TableName: calls.name, Item: other }));
  const collection = await readCall(calls, contact);
  expect(collection.stored).toEqual(stored(2, { person: 'PERSON#shop#x' }));
  expect(collection.others).toEqual([other]);
});

describe('indexes', () => {
  test('a site has its calls in order of the start', () => {
    expect(callIndexAttributes(stored(1, { site: 'shop' }))).toEqual({ logKey: `1649429978000#${contact}` });
  });

  test('a call that the sweep is to look at is open, be it part of another or not', () => {
    const open = { openShard: expect.stringMatching(/^OPEN#[0-3]$/), dueAt: 5 };
    expect(callIndexAttributes(stored(1, { dueAt: 5 }))).toMatchObject({ ...open, logKey: expect.any(String) });
    expect(callIndexAttributes(stored(1, { dueAt: 5, partOf: 'other' }))).toEqual(open);
    expect(callIndexAttributes(stored(1))).not.toHaveProperty('openShard');
  });
});
