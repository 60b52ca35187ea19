import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createKey, type NewKey } from '../../lambdas/settings/api-keys/api-key.ts';
import { putApiKey } from '../../lambdas/settings/api-keys/api-key-store.ts';
import type { LocalRun } from '../start-local-run.ts';

/** Makes a key in a local run, as `cli keys create` does; answers its secret. */
export async function createKeyIn({ awsUrl, url }: Pick<LocalRun, 'awsUrl' | 'url'>, wanted: NewKey): Promise<string> {
  const outputs = (await (await fetch(new URL('/local/outputs', url))).json()) as { SettingsTableName: string };
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: awsUrl, region: 'us-east-1', credentials });
  const { item, secret } = createKey(wanted, Date.now());
  await putApiKey({ documents: DynamoDBDocumentClient.from(client), name: outputs.SettingsTableName }, item);
  client.destroy();
  return secret;
}
