import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { putLedgerEntry } from '../../../lambdas/conversions/ledger/ledger-store.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { SettleConflict, type SettleDependencies, settle } from '../../../lambdas/settle/settle.ts';
import { show } from '../calls/stores.ts';
import { entry, refund, revenueRule, sale } from '../conversions/facts.ts';
import {
  everything,
  type House,
  keep,
  number,
  openHouse,
  played,
  rule,
  settleQueued,
  showAnna,
  soonAfter,
  start,
} from './call-house.ts';

/** The table, with a client that dies at its n-th write: before it happens, or after, when the answer is lost. Then it is dead. */
function dyingAt(table: Table, n: number, when: 'before' | 'after'): Table {
  let writes = 0;
  const send = async (command: unknown) => {
    if (writes >= n) throw new Error('dead');
    const isWrite = !(command instanceof GetCommand || command instanceof QueryCommand);
    if (isWrite && ++writes === n && when === 'before') throw new Error('dead');
    const answer = await table.documents.send(command as GetCommand);
    if (isWrite && writes === n) throw new Error('dead');
    return answer;
  };
  const documents = new Proxy(table.documents, {
    get: (target, property) => (property === 'send' ? send : Reflect.get(target, property)),
  });
  return { ...table, documents };
}

async function prepared(): Promise<House> {
  const house = await openHouse([rule(), revenueRule()]);
  await showAnna(house);
  await show(house.sources, number, 'ben', start + 3_600_000);
  await keep(house, played({ call: 'b', at: start + 3_660_000 }).record);
  await settle('b', house.deps, soonAfter);
  // The earlier call is told later, so that it concerns the other one; its lookup had another caller.
  await keep(house, played({ call: 'a', caller: '+12025550166' }).lookup);
  await settle('a', house.deps, soonAfter);
  await keep(house, played({ call: 'a' }).record);
  await putLedgerEntry(house.sources.calls, entry('a', sale(500), { call: 'a' }));
  await putLedgerEntry(house.sources.calls, entry('b', refund(200), { call: 'a' }));
  return house;
}

/** Visits have ids of their own in each house. */
function withoutVisits(items: readonly Record<string, unknown>[]): unknown {
  return JSON.parse(
    JSON.stringify(items, (key, value: unknown) => (key === 'matchInputs' ? undefined : value)).replace(
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{2}/g,
      'visit',
    ),
  );
}

async function ending(house: House): Promise<unknown> {
  await settle('a', house.deps, soonAfter);
  await settleQueued(house);
  return withoutVisits(await everything(house.sources));
}

/** Settles with this death ahead; false when it came through without. */
async function dies(house: House, change: Partial<SettleDependencies>): Promise<boolean> {
  const end = await settle('a', { ...house.deps, ...change }, soonAfter).then(
    () => 'alive',
    (error: Error) => error.message,
  );
  expect(['alive', 'dead']).toContain(end);
  return end === 'dead';
}

test.each(['before', 'after'] as const)('a death %s any write changes nothing in the end', async (when) => {
  const expected = await ending(await prepared());
  expect(JSON.stringify(expected)).toContain('caller-memory');
  let n = 1;
  for (; ; n++) {
    const house = await prepared();
    const died = await dies(house, { calls: dyingAt(house.sources.calls, n, when) });
    expect(await ending(house)).toEqual(expected);
    if (!died) break;
  }
  // The call, and that the others were told.
  expect(n).toBeGreaterThan(2);
});

test('a death while others are queued changes nothing in the end', async () => {
  const expected = await ending(await prepared());
  const house = await prepared();
  const settleLater = async () => {
    throw new Error('dead');
  };
  expect(await dies(house, { settleLater })).toBe(true);
  expect(await ending(house)).toEqual(expected);
});

test('a transaction that another one got in the way of is tried again', async () => {
  const house = await openHouse();
  await showAnna(house);
  await keep(house, played().record);
  let conflicts = 0;
  const documents = new Proxy(house.sources.calls.documents, {
    get: (target, property) =>
      property !== 'send'
        ? Reflect.get(target, property)
        : async (command: unknown) => {
            if (command instanceof TransactWriteCommand && ++conflicts <= 2) throw cancelled('TransactionConflict');
            return target.send(command as GetCommand);
          },
  });
  const calls = { ...house.sources.calls, documents };
  expect(await settle('call-1', { ...house.deps, calls }, soonAfter)).toMatchObject({ changed: true });
  expect(conflicts).toBe(3);
});

test('a call that others keep changing goes back to the queue after five more tries', async () => {
  const house = await openHouse();
  await keep(house, played().record);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
  const mock = mockClient(client);
  mock.on(QueryCommand).callsFake((input) => house.sources.calls.documents.send(new QueryCommand(input)));
  mock.on(GetCommand).callsFake((input) => house.sources.calls.documents.send(new GetCommand(input)));
  mock.on(TransactWriteCommand).rejects(cancelled('ConditionalCheckFailed'));
  const calls = { ...house.sources.calls, documents: client };
  await expect(settle('call-1', { ...house.deps, calls }, soonAfter)).rejects.toThrow(SettleConflict);
  expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(6);
});

function cancelled(code: string): TransactionCanceledException {
  return new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: [{ Code: code }, { Code: 'None' }],
  });
}
