import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type StoredCall, storedCalls } from './stored-calls.ts';

/** The tables as they are after the last crash, read by a stock client. */
export interface Stored {
  /** By number. */
  readonly slots: ReadonlyMap<string, StoredSlot>;
  readonly visits: readonly StoredVisit[];
  /** By call. */
  readonly calls: ReadonlyMap<string, StoredCall>;
  /** Messages in all dead-letter queues. */
  readonly deadLetters: number;
}

export interface StoredSlot {
  readonly number: string;
  readonly lease?: string;
  readonly visit?: string;
  readonly visitor?: string;
  readonly shownAt: number;
  readonly leasedUntil: number;
}

export interface StoredVisit {
  /** `NUMBER#<e164>` or `VISITOR#<visitor>`. */
  readonly pk: string;
  /** `VISIT#<shownAt>#<visit>`. */
  readonly sk: string;
  readonly visitor?: string;
  readonly clickedAt?: number;
}

export async function readStored(url: string, awsUrl: string): Promise<Stored> {
  const outputs = (await (await fetch(new URL('/local/outputs', url))).json()) as Record<string, string>;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const settings = { endpoint: awsUrl, region: 'us-east-1', credentials };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  const queues = new SQSClient(settings);
  const leases = await scan(documents, outputs.LeasesTableName!);
  const visits = await scan(documents, outputs.VisitsTableName!);
  const calls = await scan(documents, outputs.CallsTableName!);
  const deadLetters = await countDeadLetters(queues);
  documents.destroy();
  queues.destroy();
  return {
    calls: storedCalls(calls),
    deadLetters,
    slots: new Map(
      leases
        .filter((item) => String(item.sk).startsWith('NUMBER#'))
        .map((item) => [String(item.number), item as unknown as StoredSlot]),
    ),
    visits: visits.filter((item) => String(item.sk).startsWith('VISIT#')) as unknown as StoredVisit[],
  };
}

async function scan(client: DynamoDBDocumentClient, TableName: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    items.push(...(page.Items ?? []));
  }
  return items;
}

async function countDeadLetters(client: SQSClient): Promise<number> {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  let count = 0;
  for (const QueueUrl of QueueUrls.filter((url) => url.includes('DeadLetters'))) {
    const AttributeNames = ['ApproximateNumberOfMessages' as const];
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    count += Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  }
  return count;
}
