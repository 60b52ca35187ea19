import * as z from 'zod';
import type { ServiceClient } from '../service-client.ts';

const key = z.object({ AttributeName: z.string(), KeyType: z.string() });

const description = z.object({
  TableStatus: z.string(),
  KeySchema: z.array(key),
  GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: z.array(key) })).default([]),
  LatestStreamArn: z.string().optional(),
  LatestStreamLabel: z.string().optional(),
  StreamSpecification: z.object({ StreamViewType: z.string().optional() }).optional(),
});

export type TableDescription = z.infer<typeof description>;

/** The table as DynamoDB describes it, undefined if there is none. */
export async function describeTable(dynamodb: ServiceClient, table: string): Promise<TableDescription | undefined> {
  try {
    const answer = await dynamodb('DescribeTable', { TableName: table });
    return z.object({ Table: description }).parse(answer).Table;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
