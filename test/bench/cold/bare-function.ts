import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});

/** The least that a function does which reads, updates and puts items: what loading the client alone costs. */
export async function handler(event: { table: string; key: Record<string, string> }): Promise<unknown> {
  const { table: TableName, key: Key } = event;
  await documents.send(new UpdateCommand({ TableName, Key, UpdateExpression: 'SET seen = :now' }));
  await documents.send(new PutCommand({ TableName, Item: Key }));
  return documents.send(new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk' }));
}
