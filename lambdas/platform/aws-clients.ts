import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A call that hangs must fail while the caller still waits, and leave time to try again. */
const limits = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};

let documents: DynamoDBDocumentClient | undefined;
let secrets: SecretsManagerClient | undefined;

/** The container's one DynamoDB client; made at first use, so that importing costs nothing. */
export function documentClient(): DynamoDBDocumentClient {
  documents ??= DynamoDBDocumentClient.from(new DynamoDBClient(limits), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return documents;
}

/** The container's one Secrets Manager client. */
export function secretsClient(): SecretsManagerClient {
  secrets ??= new SecretsManagerClient(limits);
  return secrets;
}
