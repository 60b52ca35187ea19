import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentsOf } from '../lambdas/platform/aws/aws-clients.ts';

/**
 * All clients of a test file share their connections, and one that is idle is closed: a client of its own for each table and each test had
 * more open in the end than the database takes.
 */
const httpAgent = new Agent({ keepAlive: true, maxSockets: 100, timeout: 2000 });

/** Clients of the DynamoDB that `global-setup.ts` started. */
export function embeddedDynamoDB(): { client: DynamoDBClient; documents: DynamoDBDocumentClient } {
  const client = new DynamoDBClient({
    endpoint: process.env.TEST_DYNAMODB_ENDPOINT!,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 3,
    requestHandler: { httpAgent },
  });
  return { client, documents: documentsOf(client) };
}

/** One try of a write. The SDK tries the same write up to three times. */
export interface WriteTry {
  /** Counts the writes of the client from 1, not their tries. */
  readonly write: number;
  readonly attempt: number;
  readonly operation: 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'TransactWriteItems';
}

/**
 * What becomes of a try: its answer arrives; it is written, and its answer lost; it seems lost, and is written right after the
 * next try was; or it is under way until `arrive` lets it arrive. After all but the first the SDK tries again by itself. `in-the-way`: a
 * transaction is under way on the item, so nothing is written, and the SDK gives up.
 */
export type TryFate = 'answered' | 'lost' | 'late' | 'held' | 'in-the-way';

/** A client of the same tables whose writes may lose their answers; `writes` counts them, `arrive` lets those arrive that were held. */
export function unreliableDynamoDB(fateOf: (each: WriteTry) => TryFate) {
  const { client, documents } = embeddedDynamoDB();
  const { requestHandler } = client.config;
  const send = requestHandler.handle.bind(requestHandler);
  const numbers = new Map<string, number>();
  const late = new Map<number, Parameters<typeof send>>();
  const underWay: Parameters<typeof send>[] = [];
  requestHandler.handle = async (...sent) => {
    const { headers } = sent[0];
    const operation = headers['x-amz-target']!.split('.')[1]!;
    if (!/^(Put|Update|Delete|TransactWrite)Item/.test(operation)) return send(...sent);
    const id = headers['amz-sdk-invocation-id']!;
    const write = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, write);
    const attempt = Number(/attempt=(\d+)/.exec(headers['amz-sdk-request']!)![1]);
    const fate = fateOf({ write, attempt, operation: operation as WriteTry['operation'] });
    if (fate === 'in-the-way') throw inTheWay();
    if (fate === 'held') {
      underWay.push(sent);
      throw noAnswer();
    }
    if (fate === 'late') {
      late.set(write, sent);
      throw noAnswer();
    }
    const answer = await send(...sent);
    const before = late.get(write);
    late.delete(write);
    if (before !== undefined) (await send(...before)).response.body?.resume();
    if (fate === 'answered') return answer;
    answer.response.body?.resume();
    throw noAnswer();
  };
  const arrive = async () => {
    for (const each of underWay.splice(0)) (await send(...each)).response.body?.resume();
  };
  return { documents, writes: () => numbers.size, arrive };
}

/** As DynamoDB says it of a write of one item. */
function inTheWay(): Error {
  return new TransactionConflictException({ message: 'Transaction is ongoing for the item', $metadata: {} });
}

/** As Node.js and the SDK's request handler say it. */
function noAnswer(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
}

/** A fresh, empty table shaped like the stack's table of that name; returns its unique name. */
export async function createTable(like: 'Settings' | 'Leases' | 'Visits' | 'Calls'): Promise<string> {
  const shapes = JSON.parse(process.env.TEST_TABLES!) as Record<string, CreateTableCommandInput>;
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = shapes[like]!;
  const TableName = `${like}-${randomUUID()}`;
  await embeddedDynamoDB().client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema,
      AttributeDefinitions,
      ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
    }),
  );
  return TableName;
}
