import { documentClient } from '../../../lambdas/platform/aws/aws-clients.ts';
import { originHeader } from '../../../lambdas/platform/names.ts';
import { openShop, originSecret, page, post } from './page-client.ts';

/** One operation on a table: what it was, when it began and ended among the others, and what it consumed. */
interface Operation {
  readonly name: string;
  readonly table: string;
  readonly sort: string;
  readonly began: number;
  ended: number;
  units: number;
  indexUnits: number;
}

interface Consumed {
  readonly ConsumedCapacity?: {
    readonly Table?: { readonly CapacityUnits?: number };
    readonly GlobalSecondaryIndexes?: Record<string, { readonly CapacityUnits?: number }>;
  };
}

const poolSize = 12;
const operations: Operation[] = [];
let visitors = 0;

beforeAll(async () => {
  await openShop(poolSize);
  watch();
});

function watch(): void {
  let moments = 0;
  documentClient().middlewareStack.add(
    (next, context) => async (args) => {
      const { TableName, Key } = args.input as { TableName?: string; Key?: { sk?: string } };
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
      const operation: Operation = {
        name: String(context.commandName).replace('Command', ''),
        table: TableName ?? '',
        sort: Key?.sk ?? '',
        began: ++moments,
        ended: Number.POSITIVE_INFINITY,
        units: Number.NaN,
        indexUnits: 0,
      };
      operations.push(operation);
      const answer = await next(args);
      operation.ended = ++moments;
      const { ConsumedCapacity: consumed } = answer.output as Consumed;
      operation.units = consumed?.Table?.CapacityUnits ?? Number.NaN;
      for (const { CapacityUnits = Number.NaN } of Object.values(consumed?.GlobalSecondaryIndexes ?? {})) {
        operation.indexUnits += CapacityUnits;
      }
      return answer;
    },
    { step: 'initialize', name: 'watch' },
  );
}

/** A visitor of his own network lands from an ad; tells what he got, and every operation that took. */
async function land(): Promise<{ state: string; made: Operation[] }> {
  const visitor = ++visitors;
  operations.length = 0;
  const answer = await post(
    '/v1/numbers',
    {
      siteKey: 'pk_shop',
      pageUrl: `${page}/roofing?gclid=${'Cj0KCQ'.repeat(15)}${visitor}&utm_campaign=roof-repair`,
      referrer: 'https://www.google.com/',
      ids: { ga: '1234567890.1234567890', fbp: 'fb.1.1790000000000.1234567890' },
    },
    {
      origin: page,
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
      'cloudfront-viewer-address': `198.18.${visitor}.7:44321`,
      'cloudfront-viewer-country': 'US',
      [originHeader]: originSecret,
    },
  );
  expect(answer.status).toBe(200);
  return { state: answer.body.lease.state, made: [...operations] };
}

const isOn = (table: 'LEASES' | 'VISITS' | 'SETTINGS') => (operation: Operation) =>
  operation.table === process.env[`${table}_TABLE`];
const isSlot = (operation: Operation) => isOn('LEASES')(operation) && operation.sort.startsWith('NUMBER#');
const isRead = ({ name }: Operation) => name === 'Query' || name === 'GetItem';

/** The most operations of which each began when the one before had ended. */
function inSequence(made: readonly Operation[]): number {
  const longest = new Map<Operation, number>();
  for (const operation of made) {
    const before = made.filter(({ ended }) => ended < operation.began).map((former) => longest.get(former) ?? 0);
    longest.set(operation, 1 + Math.max(0, ...before));
  }
  return Math.max(0, ...longest.values());
}

test('a number costs two write units in two operations, one after the other; its index and counters apart', async () => {
  await land();
  for (let visitor = 1; visitor < poolSize; visitor++) {
    const { state, made } = await land();
    expect(state).toBe('leased');
    const slotWrites = made.filter(isSlot);
    expect(slotWrites).toMatchObject([{ name: 'UpdateItem', units: 1, indexUnits: 0 }]);
    const visits = made.filter(isOn('VISITS'));
    expect(visits).toMatchObject([{ name: 'PutItem', units: 1, indexUnits: 1 }]);
    // All else is read or counted beside them.
    expect(inSequence(made)).toBe(2);
    const others = made.filter((operation) => !isSlot(operation) && !isOn('VISITS')(operation));
    expect(others.filter((operation) => !isRead(operation) && operation.table !== process.env.LEASES_TABLE)).toEqual(
      [],
    );
    expect(others.filter((operation) => !isRead(operation)).length).toBeLessThanOrEqual(1);
  }
});

test('a refusal while the pool is known to be full makes no slot operation', async () => {
  for (let visitor = 0; visitor < 5; visitor++) {
    const { state, made } = await land();
    expect(state).toBe('default');
    expect(made.filter((operation) => isSlot(operation) || (isOn('LEASES')(operation) && isRead(operation)))).toEqual(
      [],
    );
    expect(made.filter(isOn('VISITS'))).toMatchObject([{ name: 'PutItem', units: 1 }]);
    expect(inSequence(made)).toBe(1);
  }
});
