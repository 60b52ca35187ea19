import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});

/** The least that a function does which leases a number: what the client alone costs, to load and to call. */
export async function handler({ update, put }: { update: UpdateCommandInput; put: PutCommandInput }): Promise<void> {
  await documents.send(new UpdateCommand(update));
  await documents.send(new PutCommand(put));
}

/** So that the bundle has what reads a shard, too. */
export const read = (query: QueryCommandInput): Promise<unknown> => documents.send(new QueryCommand(query));
