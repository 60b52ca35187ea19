import { randomUUID } from 'node:crypto';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Clients of the DynamoDB that `global-setup.ts` started. */
export function embeddedDynamoDB(): { client: DynamoDBClient; documents: DynamoDBDocumentClient } {
  const client = new DynamoDBClient({
    endpoint: process.env.TEST_DYNAMODB_ENDPOINT!,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    client,
    documents: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  };
}

/** A fresh, empty table shaped like the stack's table of that name; returns its unique name. */
export async function createTable(like: 'Settings' | 'Leases' | 'Visits' | 'Calls'): Promise<string> {
  const shapes = JSON.parse(process.env.TEST_TABLES!) as Record<string, CreateTableCommandInput>;
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = shapes[like]!;
  const TableName = `${like}-${randomUUID()}`;
  await embeddedDynamoDB().client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema,
      AttributeDefinitions,
      ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
    }),
  );
  return TableName;
}
