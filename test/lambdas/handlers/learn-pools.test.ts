import type { DynamoDBRecord } from 'aws-lambda';
import type { CallEvidence } from '../../../lambdas/calls/time-to-call/call-evidence.ts';
import { evidenceItem } from '../../../lambdas/calls/time-to-call/evidence-item.ts';
import { putEvidence } from '../../../lambdas/calls/time-to-call/evidence-store.ts';
import { readKnowledge } from '../../../lambdas/calls/time-to-call/knowledge-store.ts';
import { handler } from '../../../lambdas/handlers/learn-pools.ts';
import { documentClient } from '../../../lambdas/platform/aws/aws-clients.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { emptyTables } from '../calls/stores.ts';
import { callsOf } from '../calls/time-to-call/evidence.ts';

let calls: Table;

beforeEach(async () => {
  ({ calls } = await emptyTables());
  process.env.CALLS_TABLE = calls.name;
  process.env.AWS_ENDPOINT_URL_DYNAMODB = process.env.TEST_DYNAMODB_ENDPOINT;
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
});

const told = callsOf({ median: 300, sigma: 1 }, 5, 1);
const tell = async (pool: string, one: CallEvidence): Promise<DynamoDBRecord> => {
  const item = evidenceItem(pool, one, 1);
  await putEvidence(calls, item);
  return record(String(item.pk), String(item.sk));
};
const record = (pk: string, sk: string): DynamoDBRecord => ({ dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } } });
const known = async (pool: string) => (await readKnowledge(calls, pool))?.calls;

test('each pool of a batch learns from its calls, once', async () => {
  const send = jest.spyOn(documentClient(), 'send');
  const records = [await tell('web', told[0]!), await tell('print', told[1]!), await tell('web', told[2]!)];
  await handler({ Records: records });
  expect([await known('web'), await known('print')]).toEqual([2, 1]);
  // Of each: what is new, what is told, what was learnt.
  expect(send).toHaveBeenCalledTimes(6);
  send.mockRestore();
});

test('the same batch again changes nothing, and what is no evidence is left alone', async () => {
  const records = [await tell('web', told[0]!), record('POOL#web', 'KNOWLEDGE'), record('CALL#1', 'CALL')];
  await handler({ Records: records });
  await handler({ Records: records });
  expect(await known('web')).toBe(1);
});

test('a pool that cannot learn keeps no other from learning, and the batch comes again', async () => {
  jest.spyOn(logger, 'warn').mockReturnValue();
  const records = [await tell('web', told[0]!), await tell('print', told[1]!)];
  const send = jest.spyOn(documentClient(), 'send').mockImplementationOnce(() => {
    throw new Error('busy');
  });
  await expect(handler({ Records: records })).rejects.toThrow('1 pools could not learn');
  send.mockRestore();
  expect([await known('web'), await known('print')]).toEqual([undefined, 1]);
});
