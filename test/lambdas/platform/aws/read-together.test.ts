import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { readTogether } from '../../../../lambdas/platform/aws/read-together.ts';
import { getItem } from '../../../../lambdas/platform/aws/table.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';

describe('against a table', () => {
  test('each gets its own item, in whatever table, as often as it is asked for, or undefined', async () => {
    const { documents } = embeddedDynamoDB();
    const names = await Promise.all([createTable('Calls'), createTable('Settings')]);
    const places = names.flatMap((table) =>
      Array.from({ length: 60 }, (_, index) => ({ table, key: { pk: `p${index % 7}`, sk: `s${index}` } })),
    );
    const isThere = (index: number) => index % 3 > 0;
    await Promise.all(
      places
        .filter((_, index) => isThere(index))
        .map(({ table, key }) => documents.send(new PutCommand({ TableName: table, Item: { ...key, table } }))),
    );
    const turn = fc.uniqueArray(fc.nat({ max: places.length - 1 }), { maxLength: 130 });
    await fc.assert(
      fc.asyncProperty(turn, fc.array(fc.nat({ max: places.length - 1 })), async (some, others) => {
        const readItem = readTogether(documents);
        const asked = [...some, ...others];
        const found = await Promise.all(
          asked.map((index) => getItem({ documents, name: places[index]!.table, readItem }, places[index]!.key)),
        );
        const expected = asked.map((index) => {
          const { table, key } = places[index]!;
          return isThere(index) ? { ...key, table } : undefined;
        });
        expect(found).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

describe('by requests', () => {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
  const dynamodb = mockClient(documents);
  const key = (pk: string) => ({ pk, sk: 's' });
  beforeEach(() => dynamodb.reset());

  test('one for all that is asked for before anything from outside is waited for, consistent, and each key once', async () => {
    dynamodb.on(BatchGetCommand).resolves({ Responses: { calls: [key('a')], leases: [key('b')] } });
    const read = readTogether(documents);
    const later = async () => {
      await Promise.resolve();
      return read('leases', key('b'));
    };
    expect(
      await Promise.all([read('calls', key('a')), later(), read('calls', key('a')), read('calls', key('c'))]),
    ).toEqual([key('a'), key('b'), key('a'), undefined]);
    expect(dynamodb.commandCalls(BatchGetCommand).map(({ args }) => args[0].input)).toEqual([
      {
        RequestItems: {
          calls: { Keys: [key('a'), key('c')], ConsistentRead: true },
          leases: { Keys: [key('b')], ConsistentRead: true },
        },
      },
    ]);
  });

  test('a plain one for a single item, and nothing is remembered', async () => {
    dynamodb.on(GetCommand).resolves({ Item: key('a') });
    const read = readTogether(documents);
    expect([await read('calls', key('a')), await read('calls', key('a'))]).toEqual([key('a'), key('a')]);
    expect(dynamodb.commandCalls(GetCommand).map(({ args }) => args[0].input)).toEqual(
      [1, 2].map(() => ({ TableName: 'calls', Key: key('a'), ConsistentRead: true })),
    );
  });

  test('what a busy table leaves out is asked for again', async () => {
    dynamodb
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: { calls: [key('a')] }, UnprocessedKeys: { leases: { Keys: [key('b')] } } })
      .resolves({ Responses: { leases: [key('b')] } });
    const read = readTogether(documents);
    expect(await Promise.all([read('calls', key('a')), read('leases', key('b'))])).toEqual([key('a'), key('b')]);
    expect(dynamodb.commandCalls(BatchGetCommand)[1]?.args[0].input.RequestItems).toEqual({
      leases: { Keys: [key('b')], ConsistentRead: true },
    });
  });

  test('a failure is told to all who asked, and the next are asked for anew', async () => {
    dynamodb
      .on(BatchGetCommand)
      .rejectsOnce(new Error('no'))
      .resolves({ Responses: { calls: [key('a')] } });
    const read = readTogether(documents);
    const both = () => Promise.allSettled([read('calls', key('a')), read('calls', key('b'))]);
    expect((await both()).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await both()).toEqual([
      { status: 'fulfilled', value: key('a') },
      { status: 'fulfilled', value: undefined },
    ]);
  });
});
