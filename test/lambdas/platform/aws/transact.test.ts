import { DynamoDBClient, TransactionCanceledException, TransactionInProgressException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { transact } from '../../../../lambdas/platform/aws/transact.ts';

const dynamodb = mockClient(DynamoDBDocumentClient);
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
const items = [{ Put: { TableName: 't', Item: { pk: 'a', sk: 'b' } } }];

beforeEach(() => dynamodb.reset());

function cancelled(...reasons: { Code: string; Item?: Record<string, { S: string }> }[]) {
  return new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons: reasons });
}

test('tries again when another transaction got in the way', async () => {
  dynamodb
    .on(TransactWriteCommand)
    .rejectsOnce(cancelled({ Code: 'None' }, { Code: 'TransactionConflict' }))
    .rejectsOnce(cancelled({ Code: 'ThrottlingError' }))
    .rejectsOnce(new TransactionInProgressException({ message: 'busy', $metadata: {} }))
    .resolves({});
  expect(await transact(documents, items)).toEqual([]);
  expect(dynamodb.commandCalls(TransactWriteCommand)).toHaveLength(4);
});

test('says which conditions failed, and against what', async () => {
  const item = { pk: { S: 'a' } };
  dynamodb
    .on(TransactWriteCommand)
    .rejects(
      cancelled({ Code: 'TransactionConflict' }, { Code: 'ConditionalCheckFailed', Item: item }, { Code: 'None' }),
    );
  expect(await transact(documents, items)).toEqual([{ index: 1, item: { pk: 'a' } }]);
  expect(dynamodb.commandCalls(TransactWriteCommand)).toHaveLength(1);
});

test('gives up on a conflict that does not pass', async () => {
  dynamodb.on(TransactWriteCommand).rejects(cancelled({ Code: 'TransactionConflict' }));
  await expect(transact(documents, items)).rejects.toThrow(TransactionCanceledException);
  expect(dynamodb.commandCalls(TransactWriteCommand).length).toBeGreaterThan(1);
});

test('does not repeat what can never pass', async () => {
  dynamodb.on(TransactWriteCommand).rejects(cancelled({ Code: 'ValidationError' }));
  await expect(transact(documents, items)).rejects.toThrow(TransactionCanceledException);
  expect(dynamodb.commandCalls(TransactWriteCommand)).toHaveLength(1);
});
