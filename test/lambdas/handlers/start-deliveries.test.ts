import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import type { Conversion } from '../../../lambdas/conversions/conversion.ts';
import { deliveryId } from '../../../lambdas/conversions/conversion-ids.ts';
import { handler } from '../../../lambdas/handlers/start-deliveries.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { siteItem } from '../../../lambdas/settings/item-key.ts';
import { freshDelivery, someConversion } from '../deliveries/delivery-samples.ts';

process.env.DELIVERY_MACHINE_ARN = 'arn:aws:states:us-east-1:111111111111:stateMachine:push';
process.env.AWS_REGION = 'us-east-1';
process.env.SETTINGS_TABLE = 'Settings';
process.env.CALLS_TABLE = 'Calls';
const states = mockClient(SFNClient);
beforeEach(() => {
  states.reset();
  jest.spyOn(logger, 'warn').mockReturnValue();
});

const conversion = (id: string, more: Partial<Conversion> = {}): DynamoDBRecord =>
  ({
    dynamodb: {
      SequenceNumber: `sequence-${id}`,
      NewImage: marshall(
        { sk: `CONVERSION#${id}`, ...someConversion({ id, ...more }) },
        { removeUndefinedValues: true },
      ),
    },
  }) as DynamoDBRecord;

test('each destination of a conversion starts an execution, with ids only', async () => {
  states.on(StartExecutionCommand).resolves({});
  const [two, one] = [conversion('c1', { destinations: ['hook', 'mail'] }), conversion('c2', { revision: 3 })];
  expect(await handler({ Records: [two, one] })).toEqual({ batchItemFailures: [] });
  const wanted = [
    ['c1', 'hook', 1],
    ['c1', 'mail', 1],
    ['c2', 'hook', 3],
  ] as const;
  expect(states.commandCalls(StartExecutionCommand).map(({ args: [{ input }] }) => input)).toEqual(
    wanted.map(([id, destination, revision]) => {
      const delivery = deliveryId(id, destination);
      const of = { site: 'shop', conversion: id, destination };
      return {
        stateMachineArn: process.env.DELIVERY_MACHINE_ARN,
        name: `${delivery}-${revision}-0`,
        input: JSON.stringify({ call: 'call-1', delivery, revision, of }),
      };
    }),
  );
});

test('an execution that is there already is all that was wanted', async () => {
  states.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists({ message: 'there', $metadata: {} }));
  expect(await handler({ Records: [conversion('c1')] })).toEqual({ batchItemFailures: [] });
});

test('what could not be started is given again, and nothing else', async () => {
  states.on(StartExecutionCommand).resolves({});
  states.on(StartExecutionCommand, { name: `${deliveryId('c2', 'hook')}-1-0` }).rejects(new Error('throttled'));
  expect(await handler({ Records: [conversion('c1'), conversion('c2'), conversion('c3')] })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'sequence-c2' }],
  });
});

test('a delivery that was parked is told where somebody subscribes; if that fails, it is given again', async () => {
  const parked = { ...freshDelivery(), sk: 'DELIVERY#d1', state: 'parked', attempted: 1, reason: 'no' };
  const record = (site: string) =>
    ({
      dynamodb: {
        SequenceNumber: `of-${site}`,
        NewImage: marshall({ ...parked, site }, { removeUndefinedValues: true }),
      },
    }) as DynamoDBRecord;
  const database = mockClient(DynamoDBDocumentClient);
  database.on(UpdateCommand).resolves({});
  const subscribers = { alerts: { 'delivery.parked': 1 } };
  const item = { id: 'shop', name: 'Shop', siteKey: 'pk', origins: [], subscribers };
  database.on(GetCommand, { Key: siteItem('shop') }).resolves({ Item: item });
  database.on(GetCommand, { Key: siteItem('lost') }).rejects(new Error('throttled'));
  expect(await handler({ Records: [record('shop'), record('lost')] })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'of-lost' }],
  });
  const [written] = database.commandCalls(UpdateCommand).map(({ args: [{ input }] }) => input);
  expect(written?.ExpressionAttributeValues).toMatchObject({ ':type': 'delivery.parked', ':destinations': ['alerts'] });
  database.restore();
});
