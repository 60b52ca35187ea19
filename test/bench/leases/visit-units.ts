import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readLanding } from '../../../lambdas/attribution/landing.ts';
import { visitsByVisitor as byVisitor } from '../../../lambdas/platform/aws/table-keys.ts';
import { buildVisit } from '../../../lambdas/visits/build-visit.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { fictionalNumber } from '../../lambdas/leases/pool-of-slots.ts';
import type { Database } from './database.ts';

/** What recording one visit takes: write units of the table itself, and of its index. */
export interface VisitUnits {
  readonly table: number;
  readonly index: number;
}

interface Consumed {
  readonly ConsumedCapacity?: {
    readonly Table?: { readonly CapacityUnits?: number };
    readonly GlobalSecondaryIndexes?: Record<string, { readonly CapacityUnits?: number }>;
  };
}

/** Records a visit from an ad, with the ids of two analytics tools, and says what that took. */
export async function visitUnits(database: Database): Promise<VisitUnits> {
  const client = database.newClient();
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const counted = { table: 0, index: 0 };
  documents.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
      const answer = await next(args);
      const { ConsumedCapacity: consumed } = answer.output as Consumed;
      counted.table += consumed?.Table?.CapacityUnits ?? Number.NaN;
      for (const index of Object.values(consumed?.GlobalSecondaryIndexes ?? {})) {
        counted.index += index.CapacityUnits ?? Number.NaN;
      }
      return answer;
    },
    { step: 'initialize', name: 'units' },
  );
  const name = await database.newTable([], { name: byVisitor.name, hash: byVisitor.partition, range: byVisitor.sort });
  await putVisit({ documents, name }, typicalVisit, 90);
  return counted;
}

const at = 1_790_000_000_000;

const landing = readLanding({
  pageUrl: `https://shop.example/roofing/repair?gclid=${'Cj0KCQ'.repeat(15)}&utm_campaign=roof-repair`,
  referrer: 'https://www.google.com/',
  origins: ['https://shop.example'],
})!;

const typicalVisit = buildVisit(
  {
    visit: 'v'.repeat(16),
    visitor: 'b'.repeat(16),
    site: 'shop',
    touch: { source: landing.source, medium: landing.medium, campaign: 'roof-repair', clickIds: landing.clickIds, at },
    landing,
    consent: { ads: true, analytics: true },
    ids: { ga: '1234567890.1234567890', fbp: 'fb.1.1790000000000.1234567890' },
    device: 'mobile',
  },
  {
    shown: 'leased',
    pool: 'web',
    number: fictionalNumber(0),
    lease: 'l'.repeat(16),
    shownAt: at,
    previousSeenAt: at - 3_600_000,
  },
);
