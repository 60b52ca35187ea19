import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { callPartition } from '../../calls/call-item.ts';
import { type Conversion, conversion } from '../../conversions/conversion.ts';
import { conversionKey, conversionPrefix } from '../../conversions/conversion-items.ts';
import { type Delivery, delivery } from '../../deliveries/delivery.ts';
import { deliveryKey } from '../../deliveries/delivery-items.ts';
import type { DeliveryKey } from '../../deliveries/delivery-store.ts';
import { chunks } from '../../leases/inventory/chunks.ts';
import { batchGet } from '../../platform/aws/batch-get.ts';
import { readIfKnown, readKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { conversionsBySite } from '../../platform/aws/table-keys.ts';
import type { LogRange } from '../log-range.ts';

/** A conversion as the index has it; `metAt` in ms. */
export interface LoggedConversion {
  readonly id: string;
  readonly call: string;
  readonly metAt: number;
  readonly revision: number;
  readonly destinations: readonly string[];
}

const entry = z.object({
  pk: z.string(),
  sk: z.string(),
  metAt: z.number(),
  revision: z.number().catch(1),
  destinations: z.array(z.string()).catch([]),
});

/** Which of them are read. */
export interface ConversionPart {
  /** Only what comes after this one. */
  readonly after?: Pick<LoggedConversion, 'id' | 'call' | 'metAt'> | undefined;
  /** So many at a time. */
  readonly atOnce: number;
}

/** The conversions of a site whose goals were met within a range, oldest first, some at a time. An index is read: the very latest may be missing. */
export async function* readConversions(
  calls: Table,
  { site, from, to }: LogRange,
  { after, atOnce }: ConversionPart,
): AsyncGenerator<LoggedConversion[], undefined> {
  const { partition, sort } = conversionsBySite;
  let next: QueryCommandOutput['LastEvaluatedKey'] = after && {
    ...conversionKey(after),
    [partition]: site,
    [sort]: after.metAt,
  };
  do {
    const { Items = [], LastEvaluatedKey }: QueryCommandOutput = await calls.documents.send(
      new QueryCommand({
        TableName: calls.name,
        IndexName: conversionsBySite.name,
        KeyConditionExpression: '#site = :site AND #at BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#site': partition, '#at': sort },
        ExpressionAttributeValues: { ':site': site, ':from': from, ':to': to - 1 },
        Limit: atOnce,
        ...(next && { ExclusiveStartKey: next }),
      }),
    );
    yield Items.map((item) => {
      const { pk, sk, ...rest } = entry.parse(item);
      return { id: sk.slice(conversionPrefix.length), call: pk.slice(callPartition('').length), ...rest };
    });
    next = LastEvaluatedKey;
  } while (next !== undefined);
  return undefined;
}

/** So many batches of 100 are asked for side by side. */
const batchesAtOnce = 8;

/** Deliveries by id, as far as attempts wrote of them; `unknown` for what a newer version wrote. */
export async function readDeliveries(
  calls: Table,
  keys: readonly DeliveryKey[],
): Promise<ReadonlyMap<string, Delivery | 'unknown'>> {
  const items: Record<string, unknown>[] = [];
  for (const side of chunks(chunks(keys, 100), batchesAtOnce)) {
    const found = await Promise.all(
      side.map((some) => batchGet(calls, some.map(deliveryKey), { isConsistent: false })),
    );
    items.push(...found.flat());
  }
  return new Map(items.map((item) => [String(item.id), readIfKnown(delivery, item) ?? 'unknown']));
}

/** Conversions themselves, by id; without those of a newer version. */
export async function readConversionsOf(
  calls: Table,
  keys: readonly Pick<Conversion, 'call' | 'id'>[],
): Promise<ReadonlyMap<string, Conversion>> {
  const items = await batchGet(calls, keys.map(conversionKey), { isConsistent: false });
  return new Map(readKnown(conversion, items).map((one) => [one.id, one]));
}
