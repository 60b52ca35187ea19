import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { startingKnowledge } from '../../../../lambdas/calls/time-to-call/pool-knowledge.ts';
import { currentKnowledge } from '../../../../lambdas/settle/rematch/current-knowledge.ts';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
const client = mockClient(documents);
const calls = { documents, name: 'Calls' };

beforeEach(() => client.reset());

test('each pool is read once; of one that has taught nothing, what is expected of any is known', async () => {
  client.on(GetCommand).resolves({});
  const of = currentKnowledge(calls);
  expect(await Promise.all([of('web'), of('web'), of('print')])).toEqual(Array(3).fill(startingKnowledge));
  expect(client.commandCalls(GetCommand).map(({ args }) => args[0].input.Key?.pk)).toEqual(['POOL#web', 'POOL#print']);
});

test('where it cannot be read that is said: calls are not matched by less', async () => {
  client.on(GetCommand).rejects(new Error('throttled'));
  await expect(currentKnowledge(calls)('web')).rejects.toThrow('throttled');
});
