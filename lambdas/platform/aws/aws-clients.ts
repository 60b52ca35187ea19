import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { throughTransactions } from './through-transactions.ts';

/** A call that hangs must fail while the caller still waits, and leave time to try again. */
const limits = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};

/**
 * How items are written. Undefined fields are left out. A page may keep a parameter that is called `constructor`, and the library
 * takes an object with such a field for an instance of a class, which it refuses unless told otherwise.
 */
const marshallOptions = { removeUndefinedValues: true, convertClassInstanceToMap: true };

let documents: DynamoDBDocumentClient | undefined;
let secrets: SecretsManagerClient | undefined;

/** The container's one DynamoDB client; made at first use, so that importing costs nothing. */
export function documentClient(): DynamoDBDocumentClient {
  documents ??= documentsOf(new DynamoDBClient(limits));
  return documents;
}

/** What reads and writes items through a client. Whatever it writes waits for the transactions that are under way on the item. */
export function documentsOf(client: DynamoDBClient): DynamoDBDocumentClient {
  client.middlewareStack.add((next) => (args) => throughTransactions(() => next(args)), { step: 'initialize' });
  return DynamoDBDocumentClient.from(client, { marshallOptions });
}

/** The container's one Secrets Manager client. */
export function secretsClient(): SecretsManagerClient {
  secrets ??= new SecretsManagerClient(limits);
  return secrets;
}
