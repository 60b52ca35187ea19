import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../machine.ts';
import type { ResourceType } from '../../resource-type.ts';
import { inBackground } from '../background.ts';
import { type ServiceClient, serviceClient } from '../service-client.ts';
import { startDynamoDB } from './dynamodb-process.ts';
import { type LocalTable, tableType } from './table.ts';
import { sweepExpired } from './ttl-sweeper.ts';

export interface DynamoDBOptions {
  /** A DynamoDB to use in place of the embedded one. */
  readonly dynamoDBEndpoint?: string | undefined;
  readonly tablePrefix?: string | undefined;
  readonly optionNames?: { readonly dataDirectory: string; readonly dynamoDBEndpoint: string };
}

export interface DynamoDB {
  readonly endpoint: string;
  readonly streams: ServiceClient;
  /** Filled while resources are created. */
  readonly tables: readonly LocalTable[];
  readonly resourceTypes: readonly ResourceType<unknown>[];
}

/** Tables, their expiry, and access to their streams. */
export async function dynamoDB(machine: Machine, options: DynamoDBOptions): Promise<DynamoDB> {
  const { dynamoDBEndpoint, optionNames, tablePrefix = '' } = options;
  const endpoint =
    dynamoDBEndpoint?.replace(/\/$/, '') ?? (await startDynamoDB(machine, optionNames?.dynamoDBEndpoint));
  const address = { endpoint, service: 'dynamodb', region: machine.region };
  const client = serviceClient({ ...address, target: 'DynamoDB_20120810' });
  const tables: LocalTable[] = [];
  inBackground(machine, 'Time to live', async (signal) => {
    // However large the tables are, no more than a twentieth of the time.
    const pause = (took: number) => sleep(took * 20, undefined, { signal });
    for (const table of tables) {
      if (!signal.aborted) await sweepExpired(client, table, Math.floor(Date.now() / 1000), pause);
    }
    return 5_000;
  });
  return {
    endpoint,
    streams: serviceClient({ ...address, target: 'DynamoDBStreams_20120810' }),
    tables,
    resourceTypes: [tableType(client, tablePrefix, (table) => tables.push(table))],
  };
}
