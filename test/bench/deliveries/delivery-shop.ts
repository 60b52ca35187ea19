import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { callItem } from '../../../lambdas/calls/call-item.ts';
import { conversionItem } from '../../../lambdas/conversions/conversion-items.ts';
import { putConversion } from '../../../lambdas/conversions/conversion-store.ts';
import { management } from '../../e2e/management.ts';
import { someCall, someConversion } from '../../lambdas/deliveries/delivery-samples.ts';
import type { LocalRun } from '../../start-local-run.ts';

/** A site with webhooks, in a local run. */
export interface DeliveryShop {
  /** Puts calls and their conversions, from a number up to, and without, another; the stream starts the deliveries. */
  readonly convert: (from: number, to: number) => Promise<void>;
}

export interface DeliveryShopSettings {
  /** Address of the webhooks. */
  readonly receiver: string;
  /** How many of them. */
  readonly destinations: number;
  /** Where calls and conversions are put. */
  readonly database: string;
}

const site = 'bench';
const atOnce = 20;

export async function openDeliveryShop(run: LocalRun, settings: DeliveryShopSettings): Promise<DeliveryShop> {
  const { receiver, destinations, database } = settings;
  const api = management(run);
  const outputs = await api.must<Record<string, string>>('GET /local/outputs');
  const about = {
    name: 'Bench',
    siteKey: 'pk_bench',
    origins: ['https://bench.example'],
  };
  await api.must(`PUT /v1/sites/${site}`, { ...about, timeZone: 'Europe/Berlin', currency: 'EUR' });
  const ids = Array.from({ length: destinations }, (_, index) => `hook-${index}`);
  for (const id of ids) {
    const signing = `whsec_${Buffer.alloc(24, id).toString('base64')}`;
    await api.must(`PUT /v1/destinations/${id}`, {
      site,
      type: 'webhook',
      settings: { url: `${receiver}/${id}` },
      secrets: { signing },
    });
  }
  const client = {
    endpoint: database,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const marshallOptions = { removeUndefinedValues: true };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(client), { marshallOptions });
  const calls = { documents, name: outputs.CallsTableName ?? '' };
  const convertOne = async (number: number) => {
    const call = someCall({ id: `bench-${number}`, site });
    const id = `c${String(number).padStart(26, '0')}`;
    await documents.send(new PutCommand({ TableName: calls.name, Item: callItem(call) }));
    await putConversion(calls, conversionItem(someConversion({ id, call: call.id, site, destinations: ids })));
  };
  return {
    convert: async (from, to) => {
      for (let number = from; number < to; number += atOnce) {
        const some = Array.from({ length: Math.min(atOnce, to - number) }, (_, index) => number + index);
        await Promise.all(some.map(convertOne));
      }
    },
  };
}
