import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CallEvidence } from '../../../../lambdas/calls/time-to-call/call-evidence.ts';
import { evidenceItem, goneItem } from '../../../../lambdas/calls/time-to-call/evidence-item.ts';
import { putEvidence } from '../../../../lambdas/calls/time-to-call/evidence-store.ts';
import { readKnowledge } from '../../../../lambdas/calls/time-to-call/knowledge-store.ts';
import { learnPool } from '../../../../lambdas/calls/time-to-call/learn-pool.ts';
import { isWorthLearning, learnWhenDue } from '../../../../lambdas/calls/time-to-call/learn-when-due.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { emptyTables } from '../stores.ts';
import { callsOf, now } from './evidence.ts';

let calls: Table;

beforeEach(async () => {
  ({ calls } = await emptyTables());
});

const tell = async (told: readonly CallEvidence[], pool = 'web') => {
  for (const one of told) await putEvidence(calls, evidenceItem(pool, one, 1));
};
const known = async (pool = 'web') => (await readKnowledge(calls, pool))?.calls;

test('the first call teaches, and each one while they are few', async () => {
  const [one, another] = callsOf({ median: 300, sigma: 1 }, 2, 1);
  await tell([one!]);
  await learnWhenDue(calls, 'web', 1, now);
  expect(await known()).toBe(1);
  await tell([another!]);
  await learnWhenDue(calls, 'web', 1, now + 1);
  expect(await readKnowledge(calls, 'web')).toMatchObject({
    calls: 2,
    unrelatedShare: learnPool([one!, another!], now + 1).unrelatedShare,
  });
  expect(await known('other')).toBeUndefined();
});

test('a call is learnt from once, however often it is heard of; one that is gone teaches nothing', async () => {
  const [one, another] = callsOf({ median: 300, sigma: 1 }, 2, 1);
  await tell([one!, another!, one!]);
  await learnWhenDue(calls, 'web', 3, now);
  await learnWhenDue(calls, 'web', 3, now + 1);
  expect(await known()).toBe(2);
  await putEvidence(calls, goneItem({ pool: 'web', ...one! }, 2));
  await learnWhenDue(calls, 'web', 1, now + 2);
  expect(await known()).toBe(1);
});

test('where it rests on many, it takes as many more to learn anew; what was heard before is not lost', async () => {
  const all = callsOf({ median: 300, sigma: 1 }, 203, 1);
  await tell(all.slice(0, 200));
  await learnWhenDue(calls, 'web', 100, now);
  expect(await known()).toBe(200);
  const read = jest.spyOn(DynamoDBDocumentClient.prototype, 'send');
  for (const [index, one] of all.slice(200).entries()) {
    await tell([one]);
    await learnWhenDue(calls, 'web', 1, now + 1 + index);
    expect(await known()).toBe(200);
  }
  expect(read.mock.calls.filter(([command]) => command instanceof QueryCommand)).toEqual([]);
  read.mockRestore();
  await learnWhenDue(calls, 'web', 1, now + 10);
  expect(await known()).toBe(200);
  await learnWhenDue(calls, 'web', 1, now + 300_000);
  expect(await known()).toBe(203);
});

test('what is a day old is learnt anew with the next call', () => {
  const day = 86_400_000;
  expect(isWorthLearning(undefined, 1, now)).toBe(true);
  expect(isWorthLearning({ calls: 3000, learntAt: now }, 59, now + day - 1)).toBe(false);
  expect(isWorthLearning({ calls: 3000, learntAt: now }, 60, now + 300_000)).toBe(true);
  expect(isWorthLearning({ calls: 3000, learntAt: now }, 299, now + 299_999)).toBe(false);
  expect(isWorthLearning({ calls: 3000, learntAt: now }, 300, now)).toBe(true);
  expect(isWorthLearning({ calls: 3000, learntAt: now }, 1, now + day)).toBe(true);
  expect(isWorthLearning({ calls: 0, learntAt: now }, 1, now)).toBe(true);
});
