import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../../lambdas/handlers/start-deliveries.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { freshDelivery } from '../deliveries/delivery-samples.ts';

process.env.DELIVERY_MACHINE_ARN = 'arn:aws:states:us-east-1:111111111111:stateMachine:push';
process.env.AWS_REGION = 'us-east-1';
const states = mockClient(SFNClient);
beforeEach(() => {
  states.reset();
  jest.spyOn(logger, 'warn').mockReturnValue();
});

const record = (id: string, more: object = {}): DynamoDBRecord =>
  ({
    dynamodb: {
      SequenceNumber: `sequence-${id}`,
      NewImage: marshall({ sk: `DELIVERY#${id}`, ...freshDelivery({ id }), ...more }),
    },
  }) as DynamoDBRecord;

test('each delivery starts its execution, with ids only', async () => {
  states.on(StartExecutionCommand).resolves({});
  expect(await handler({ Records: [record('d1'), record('d2', { wanted: 3 })] })).toEqual({ batchItemFailures: [] });
  expect(states.commandCalls(StartExecutionCommand).map(({ args: [{ input }] }) => input)).toEqual([
    {
      stateMachineArn: process.env.DELIVERY_MACHINE_ARN,
      name: 'd1-1-0',
      input: JSON.stringify({ call: 'call-1', delivery: 'd1', revision: 1 }),
    },
    {
      stateMachineArn: process.env.DELIVERY_MACHINE_ARN,
      name: 'd2-3-0',
      input: JSON.stringify({ call: 'call-1', delivery: 'd2', revision: 3 }),
    },
  ]);
});

test('an execution that is there already is all that was wanted', async () => {
  states.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists({ message: 'there', $metadata: {} }));
  expect(await handler({ Records: [record('d1')] })).toEqual({ batchItemFailures: [] });
});

test('what could not be started is given again, and nothing else', async () => {
  states.on(StartExecutionCommand).resolves({});
  states.on(StartExecutionCommand, { name: 'd2-1-0' }).rejects(new Error('throttled'));
  expect(await handler({ Records: [record('d1'), record('d2'), record('d3')] })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'sequence-d2' }],
  });
});
