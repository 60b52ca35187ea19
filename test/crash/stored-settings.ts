import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Management } from '../e2e/management.ts';
import type { SettingsEvidence } from './settings-writers.ts';

/** Settings as the API tells them after the last crash, and the secrets that lie at Secrets Manager. */
export interface StoredSettings {
  /** By path; undefined where the API answers 404. */
  readonly told: ReadonlyMap<string, Readonly<Record<string, unknown>> | undefined>;
  /** The secrets of each destination, at the place that its item names. */
  readonly secrets: ReadonlyMap<string, unknown>;
  /** Places of secrets that no destination names, and that are not noted to be deleted either. */
  readonly lost: readonly string[];
}

/** Reads what writers were told of. */
export async function readSettings(
  api: Management,
  awsUrl: string,
  { answered }: SettingsEvidence,
): Promise<StoredSettings> {
  const outputs = await api.must<Record<string, string>>('GET /local/outputs');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const clientSettings = { endpoint: awsUrl, region: 'us-east-1', credentials };
  const manager = new SecretsManagerClient(clientSettings);
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings));
  const told = new Map<string, Record<string, unknown> | undefined>();
  for (const path of answered.keys()) {
    const { status, body } = await api.ask(`GET ${path}`);
    told.set(path, status === 200 ? body : undefined);
  }
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateScan(
    { client: documents },
    { TableName: outputs.SettingsTableName!, ConsistentRead: true },
  )) {
    items.push(...(page.Items ?? []));
  }
  const destinations = items.filter(({ secretsAt }) => typeof secretsAt === 'string');
  const { SecretList = [] } = await manager.send(new ListSecretsCommand({}));
  const names = SecretList.flatMap(({ Name = '' }) => (Name.includes('/destination/') ? [Name] : []));
  const placeOf = (name: string) => name.slice(name.indexOf('/destination/') + '/destination/'.length);
  const secrets = new Map<string, unknown>();
  for (const { id, secretsAt } of destinations) {
    const SecretId = names.find((name) => placeOf(name) === secretsAt);
    secrets.set(String(id), SecretId === undefined ? undefined : await secretsAtName(manager, SecretId));
  }
  const known = new Set([
    ...destinations.map(({ secretsAt }) => secretsAt),
    ...items.filter(({ pk }) => pk === 'UNUSEDSECRETS').map(({ sk }) => sk),
  ]);
  documents.destroy();
  manager.destroy();
  return { told, secrets, lost: names.map(placeOf).filter((place) => !known.has(place)) };
}

async function secretsAtName(manager: SecretsManagerClient, SecretId: string): Promise<unknown> {
  try {
    const { SecretString = '' } = await manager.send(new GetSecretValueCommand({ SecretId }));
    return JSON.parse(SecretString);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
