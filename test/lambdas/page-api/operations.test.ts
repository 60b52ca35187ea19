import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { poolOf } from '../leases/pool-of-slots.ts';
import { numberDesk, tokens } from './number-desk.ts';

/** Notes each operation and what it consumed of the table itself, its index apart. */
function watched(documents: DynamoDBDocumentClient) {
  const operations: { name: string; table: string; writeUnits: number }[] = [];
  documents.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
      const operation = {
        name: String(context.commandName),
        table: String(Reflect.get(args.input, 'TableName')),
        writeUnits: 0,
      };
      operations.push(operation);
      const answer = await next(args);
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: { Table?: { CapacityUnits?: number } } };
      operation.writeUnits =
        operation.name === 'QueryCommand' ? 0 : (ConsumedCapacity?.Table?.CapacityUnits ?? Number.NaN);
      return answer;
    },
    { step: 'initialize' },
  );
  return operations;
}

test('a visitor who gets a number costs two writes, of one unit each; reads are made beside the second', async () => {
  const desk = await numberDesk([poolOf('web', { shards: [50] })]);
  const { leases, visits } = desk.parts;
  const operations = watched(leases.documents);
  await desk.ask('?gclid=abc');
  operations.length = 0;
  for (let visitor = 0; visitor < 20; visitor++) {
    desk.state.now += 1000;
    expect((await desk.ask(`?gclid=${visitor}`, { referrer: 'https://www.google.com/' })).lease.state).toBe('leased');
  }
  const writes = operations.filter(({ name }) => name !== 'QueryCommand');
  const one = [
    { name: 'UpdateItemCommand', table: leases.name, writeUnits: 1 },
    { name: 'PutItemCommand', table: visits.name, writeUnits: 1 },
  ];
  expect(writes).toEqual(Array.from({ length: 20 }, () => one).flat());
  const reads = operations.flatMap(({ name }, index) => (name === 'QueryCommand' ? [operations[index - 1]?.name] : []));
  expect(reads.length).toBeLessThan(6);
  expect(new Set(reads)).toEqual(new Set(['PutItemCommand']));
});

test('what a heartbeat or a return has told is not found out again', async () => {
  const desk = await numberDesk([poolOf('web', { shards: [2], probationSeconds: 10 })]);
  const [one, other] = [await desk.ask('?gclid=1'), await desk.ask('?gclid=2')];
  await desk.beat(one.lease.token, true);
  desk.state.now += 8000;
  await desk.ask('', tokens(other));
  desk.state.now += 7000;
  const operations = watched(desk.parts.leases.documents);
  // Without either a number would look free by now.
  expect((await desk.ask('?gclid=3')).lease.state).toBe('default');
  expect(operations.map(({ name }) => name)).toEqual(['PutItemCommand']);
});

test('a visitor who gets none while the pool is known to be full costs the write of his visit', async () => {
  const desk = await numberDesk([poolOf('web', { shards: [2], probationSeconds: 0 })]);
  for (const visitor of [1, 2, 3]) await desk.ask(`?gclid=${visitor}`);
  // Nobody was there before the first visitor of a number.
  for (const visit of await desk.visitItems()) expect(visit).not.toHaveProperty('previousSeenAt');
  const operations = watched(desk.parts.leases.documents);
  expect((await desk.ask('?gclid=4')).lease.state).toBe('default');
  expect(operations).toEqual([{ name: 'PutItemCommand', table: desk.parts.visits.name, writeUnits: 1 }]);
});

test('a heartbeat that would change nothing only reads; a lease token alone keeps the number, by one write', async () => {
  const desk = await numberDesk([poolOf('web', { shards: [2] })]);
  const first = await desk.ask('?gclid=1');
  const beat = await desk.beat(first.lease.token, true);
  const token = beat.held ? beat.lease : undefined;
  const operations = watched(desk.parts.leases.documents);
  await desk.beat(token, true);
  expect(operations.map(({ name }) => name)).toEqual(['GetItemCommand']);
  operations.length = 0;
  expect((await desk.ask('', { lease: token })).number).toEqual(first.number);
  expect(operations.map(({ name }) => name)).toEqual(['UpdateItemCommand', 'PutItemCommand']);
});
