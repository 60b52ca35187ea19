import { setTimeout as sleep } from 'node:timers/promises';
import type { ResourceType } from '../../resource-type.ts';
import { StartProblem } from '../../start-problem.ts';
import type { ServiceClient } from '../service-client.ts';
import { describeTable, type TableDescription } from './table-description.ts';
import { type TableProperties, tableProperties } from './table-properties.ts';

/** A created table, for those who read its stream or sweep what has expired. */
export interface LocalTable {
  readonly name: string;
  /** The ARN that the template sees; the emulator's own one names another region. */
  readonly streamArn: string | undefined;
  readonly emulatorStreamArn: string | undefined;
  readonly keys: readonly string[];
  readonly timeToLive: string | undefined;
}

/** `AWS::DynamoDB::Table`: creates the table, or finds the one that an earlier run left and adds what is new. `prefix` begins a name that the template leaves open. */
export function tableType(
  dynamodb: ServiceClient,
  prefix: string,
  created: (table: LocalTable) => void,
): ResourceType<TableProperties> {
  return {
    type: 'AWS::DynamoDB::Table',
    properties: tableProperties,
    async create({ logicalId, physicalName, properties }, machine) {
      const name = properties.TableName ?? prefix + physicalName;
      const found = await describeTable(dynamodb, name);
      if (found) await adapt(dynamodb, name, logicalId, properties, found);
      else await dynamodb('CreateTable', shape(name, properties));
      const table = await active(dynamodb, name);
      const timeToLive = properties.TimeToLiveSpecification;
      const arn = `arn:aws:dynamodb:${machine.region}:${machine.accountId}:table/${name}`;
      const streamArn = properties.StreamSpecification && `${arn}/stream/${table.LatestStreamLabel}`;
      created({
        name,
        streamArn,
        emulatorStreamArn: table.LatestStreamArn,
        keys: properties.KeySchema.map((key) => key.AttributeName),
        timeToLive: timeToLive?.Enabled ? timeToLive.AttributeName : undefined,
      });
      return { ref: name, attributes: { Arn: arn, ...(streamArn && { StreamArn: streamArn }) } };
    },
  };
}

function shape(name: string, properties: TableProperties): object {
  const { KeySchema, AttributeDefinitions, LocalSecondaryIndexes, StreamSpecification } = properties;
  const indexes = properties.GlobalSecondaryIndexes?.map(index);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema,
    AttributeDefinitions,
    ...(indexes && { GlobalSecondaryIndexes: indexes }),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
    ...(StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
  };
}

function index({ IndexName, KeySchema, Projection }: NonNullable<TableProperties['GlobalSecondaryIndexes']>[number]) {
  return { IndexName, KeySchema, Projection };
}

async function adapt(
  dynamodb: ServiceClient,
  name: string,
  logicalId: string,
  properties: TableProperties,
  found: TableDescription,
): Promise<void> {
  const { AttributeDefinitions, StreamSpecification } = properties;
  const changed = (what: string) =>
    new StartProblem([
      `Resource ${logicalId} (AWS::DynamoDB::Table): ${what} of the table in the data folder differs from the template; delete the data folder to start anew.`,
    ]);
  if (keys(found.KeySchema) !== keys(properties.KeySchema)) throw changed('the key schema');
  for (const wanted of properties.GlobalSecondaryIndexes ?? []) {
    const existing = found.GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === wanted.IndexName);
    if (existing === undefined) {
      const GlobalSecondaryIndexUpdates = [{ Create: index(wanted) }];
      await dynamodb('UpdateTable', { TableName: name, AttributeDefinitions, GlobalSecondaryIndexUpdates });
      await active(dynamodb, name);
    } else if (keys(existing.KeySchema) !== keys(wanted.KeySchema)) {
      throw changed(`the key schema of index ${wanted.IndexName}`);
    }
  }
  if (StreamSpecification && found.LatestStreamArn === undefined) {
    const specification = { StreamEnabled: true, ...StreamSpecification };
    await dynamodb('UpdateTable', { TableName: name, StreamSpecification: specification });
  } else if (StreamSpecification && found.StreamSpecification?.StreamViewType !== StreamSpecification.StreamViewType) {
    throw changed('the stream view type');
  }
}

function keys(schema: readonly { AttributeName: string; KeyType: string }[]): string {
  return schema
    .map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`)
    .sort()
    .join();
}

async function active(dynamodb: ServiceClient, name: string): Promise<TableDescription> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const table = await describeTable(dynamodb, name);
    if (table?.TableStatus === 'ACTIVE') return table;
    await sleep(10);
  }
  throw new Error(`Table ${name} does not become active.`);
}
