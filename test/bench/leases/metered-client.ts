import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { VirtualTime } from './virtual-time.ts';

/** What was asked of the table, for one visitor. */
export interface Meter {
  reads: number;
  writes: number;
  readUnits: number;
  writeUnits: number;
}

export const emptyMeter = (): Meter => ({ reads: 0, writes: 0, readUnits: 0, writeUnits: 0 });

interface Consumed {
  readonly ConsumedCapacity?: { readonly CapacityUnits?: number };
}

/**
 * A client whose operations take virtual time, each done for real at its middle, and are counted with the units that
 * DynamoDB says they consumed. A refused conditional write costs one and says nothing.
 */
export function meteredClient(
  client: DynamoDBClient,
  time: VirtualTime,
  latency: () => number,
  meter: () => Meter,
): DynamoDBDocumentClient {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  documents.middlewareStack.add(
    (next, context) => async (args) => {
      const counted = meter();
      const isRead = ['QueryCommand', 'GetItemCommand'].includes(String(context.commandName));
      if (isRead) counted.reads += 1;
      else counted.writes += 1;
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const half = latency() / 2;
      await time.sleep(half);
      let units = 1;
      try {
        const answer = await time.standStillFor(next(args));
        units = (answer.output as Consumed).ConsumedCapacity?.CapacityUnits ?? Number.NaN;
        return answer;
      } finally {
        if (isRead) counted.readUnits += units;
        else counted.writeUnits += units;
        await time.sleep(half);
      }
    },
    { step: 'initialize', name: 'meter' },
  );
  return documents;
}
