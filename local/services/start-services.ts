import { serveAws } from '../aws/aws-endpoint.ts';
import { hasDynamoDBFaults } from '../aws/dynamodb-faults.ts';
import { secretsApi } from '../aws/secrets-api.ts';
import type { Machine } from '../machine.ts';
import type { ResourceType } from '../resource-type.ts';
import { dynamoDB } from './dynamodb/dynamodb.ts';
import { startQueuesAndBuckets } from './queues-and-buckets.ts';
import { secretType } from './secrets/secret.ts';
import { openSecrets } from './secrets/secret-file.ts';
import { openStateDatabase } from './state-database.ts';
import { bucketType } from './storage/bucket.ts';
import { bucketDeploymentType } from './storage/bucket-deployment.ts';
import { s3Client } from './storage/s3-client.ts';

export interface Services {
  readonly resourceTypes: readonly ResourceType<unknown>[];
}

/**
 * Starts everything that stands for an AWS service on this machine, and the endpoint where clients find it.
 * `awsPort` 0 takes a free one; `machine.clientEnvironment` tells it. Fails when another run uses the data folder or the port.
 */
export async function startServices(machine: Machine, { awsPort }: { readonly awsPort: number }): Promise<Services> {
  const state = openStateDatabase(machine.dataDirectory);
  machine.onStop(() => state.close());
  const [tables, queuesAndBuckets] = await Promise.all([dynamoDB(machine), startQueuesAndBuckets(machine)]);
  const secrets = openSecrets(machine.dataDirectory);
  const s3 = s3Client(queuesAndBuckets, machine.region);

  const port = await serveAws(machine, awsPort, () => ({
    dynamodb: tables.endpoint,
    queuesAndBuckets,
    mail: async () => '',
    apis: { secretsmanager: secretsApi(secrets) },
  }));
  Object.assign(machine.clientEnvironment, {
    AWS_REGION: machine.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL_S3: queuesAndBuckets,
    // The way through our endpoint costs time, and is needed for faults only.
    ...(hasDynamoDBFaults(machine.faults) ? {} : { AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint }),
  });
  return {
    resourceTypes: [...tables.resourceTypes, bucketType(s3), bucketDeploymentType(s3), secretType(secrets)],
  };
}
