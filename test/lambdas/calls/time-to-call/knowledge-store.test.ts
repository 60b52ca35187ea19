import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { bins } from '../../../../lambdas/calls/time-to-call/curve.ts';
import { knowledgeItem, knowledgeKey } from '../../../../lambdas/calls/time-to-call/knowledge-item.ts';
import { knowledgeMemory } from '../../../../lambdas/calls/time-to-call/knowledge-memory.ts';
import { noteNewCalls, putKnowledge, readKnowledge } from '../../../../lambdas/calls/time-to-call/knowledge-store.ts';
import { learnPool } from '../../../../lambdas/calls/time-to-call/learn-pool.ts';
import { startingKnowledge } from '../../../../lambdas/calls/time-to-call/pool-knowledge.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { logger } from '../../../../lambdas/platform/log.ts';
import { emptyTables } from '../stores.ts';
import { callsOf, now } from './evidence.ts';

let calls: Table;

beforeEach(async () => {
  ({ calls } = await emptyTables());
});

const learnt = learnPool(callsOf({ median: 7200, sigma: 0.5 }, 200, 0.3), now);
const put = (item: Record<string, unknown>) =>
  calls.documents.send(new PutCommand({ TableName: calls.name, Item: item }));

test('what was learnt is read as it was, but for digits that say nothing', async () => {
  await putKnowledge(calls, 'web', learnt, now);
  const read = await readKnowledge(calls, 'web');
  expect(read).toMatchObject({ unrelatedShare: learnt.unrelatedShare, calls: 200, confirmed: learnt.confirmed });
  expect(read?.spacingSeconds).toBe(learnt.spacingSeconds);
  for (const name of ['curve', 'curveWithoutClick'] as const) {
    expect(read?.[name].shares).toHaveLength(bins.length);
    for (const [bin, share] of learnt[name].shares.entries()) {
      expect(Math.abs(read![name].shares[bin]! / share - 1)).toBeLessThan(1e-4);
    }
  }
  expect(await readKnowledge(calls, 'other')).toBeUndefined();
});

test('it is a small item, and leaves by itself', async () => {
  const item = knowledgeItem('web', learnt, now);
  expect(JSON.stringify(item).length).toBeLessThan(1500);
  expect(item.ttl).toBe(now / 1000 + 400 * 86_400);
});

test('what was learnt later stays, whichever is put last', async () => {
  await putKnowledge(calls, 'web', { ...learnt, calls: 2 }, now);
  await putKnowledge(calls, 'web', { ...learnt, calls: 1 }, now - 1);
  expect((await readKnowledge(calls, 'web'))?.calls).toBe(2);
  await putKnowledge(calls, 'web', { ...learnt, calls: 3 }, now + 1);
  expect((await readKnowledge(calls, 'web'))?.calls).toBe(3);
});

test('new calls are counted until something is learnt', async () => {
  expect(await noteNewCalls(calls, 'web', 2)).toEqual({ stored: undefined, newCalls: 2 });
  expect(await readKnowledge(calls, 'web')).toBeUndefined();
  expect((await noteNewCalls(calls, 'web', 1)).newCalls).toBe(3);
  await putKnowledge(calls, 'web', learnt, now);
  expect(await noteNewCalls(calls, 'web', 1)).toMatchObject({ stored: { learntAt: now, calls: 200 }, newCalls: 1 });
});

test('what a newer version learnt is nothing to this one, but for fields that are new', async () => {
  jest.spyOn(logger, 'warn').mockReturnValue();
  const item = knowledgeItem('web', learnt, now);
  await put({ ...item, mood: 'good' });
  expect((await readKnowledge(calls, 'web'))?.calls).toBe(200);
  await put({ ...item, curve: [0.5, 0.5] });
  expect(await readKnowledge(calls, 'web')).toBeUndefined();
  expect(await noteNewCalls(calls, 'web', 1)).toEqual({ stored: undefined, newCalls: 1 });
  await putKnowledge(calls, 'web', learnt, now + 1);
  expect((await readKnowledge(calls, 'web'))?.calls).toBe(200);
});

test('nothing of people is in it', async () => {
  await putKnowledge(calls, 'web', learnt, now);
  const { Item } = await calls.documents.send(new GetCommand({ TableName: calls.name, Key: knowledgeKey('web') }));
  const shares =
    'calls confirmed curve curveWithoutClick learntAt rightByClick rightByMemory spacingSeconds unrelatedShare';
  expect(Object.keys(Item!).toSorted()).toEqual([...shares.split(' '), 'pk', 'sk', 'ttl'].toSorted());
});

describe('what a container remembers of a pool', () => {
  const learn = (count: number, at: number) => putKnowledge(calls, 'web', { ...learnt, calls: count }, at);

  test('is read once in five minutes', async () => {
    const { of, ready } = knowledgeMemory();
    expect(ready(calls, 'web', now)).toBe(startingKnowledge);
    expect((await of(calls, 'web', now)).calls).toBe(0);
    await learn(1, now);
    expect((await of(calls, 'web', now + 299_000)).calls).toBe(0);
    expect((await of(calls, 'web', now + 300_000)).calls).toBe(1);
    expect(ready(calls, 'web', now + 300_000).calls).toBe(1);
    await learn(2, now + 1);
    // While it is read anew, the old one does.
    expect(ready(calls, 'web', now + 600_000).calls).toBe(1);
    expect((await of(calls, 'web', now + 600_000)).calls).toBe(2);
  });

  test('is what is expected of any pool where it cannot be read, and soon tried again', async () => {
    jest.spyOn(logger, 'warn').mockReturnValue();
    const { of, ready } = knowledgeMemory();
    await learn(1, now);
    const gone = { ...calls, name: 'NoSuchTable' };
    expect(await of(gone, 'web', now)).toBe(startingKnowledge);
    expect(ready(gone, 'web', now)).toBe(startingKnowledge);
    expect((await of(calls, 'web', now)).calls).toBe(1);
  });
});
