import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';

/** The tables as they are after the last crash, read by a stock client. */
export interface Stored {
  /** By number. */
  readonly slots: ReadonlyMap<string, StoredSlot>;
  readonly visits: readonly StoredVisit[];
}

export interface StoredSlot {
  readonly number: string;
  readonly lease?: string;
  readonly visit?: string;
  readonly shownAt: number;
  readonly leasedUntil: number;
}

export interface StoredVisit {
  /** `NUMBER#<e164>` or `VISITOR#<visitor>`. */
  readonly pk: string;
  /** `VISIT#<shownAt>#<visit>`. */
  readonly sk: string;
  readonly visitor: string;
}

export async function readStored(url: string, awsUrl: string): Promise<Stored> {
  const outputs = (await (await fetch(new URL('/local/outputs', url))).json()) as Record<string, string>;
  const documents = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: awsUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  );
  const leases = await scan(documents, outputs.LeasesTableName!);
  const visits = await scan(documents, outputs.VisitsTableName!);
  documents.destroy();
  return {
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
