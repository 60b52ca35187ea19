import { dynamoDBFault, faultBody, hasDynamoDBFaults } from '../../src/faults/dynamodb-faults.ts';
import type { Faults } from '../../src/faults/faults.ts';

const none: Faults = {
  'dynamodb.refuse': 0,
  'dynamodb.throttle': 0,
  'dynamodb.conflict': 0,
  'sqs.duplicate': 1,
  'lambda.kill': 1,
};
const strike = (faults: Partial<Faults>, operation: string, body: object = {}) =>
  dynamoDBFault({ ...none, ...faults }, { operation, body: Buffer.from(JSON.stringify(body)) }, () => 0.5);

test('without a fault nothing strikes', () => {
  expect(hasDynamoDBFaults(none)).toBe(false);
  expect(strike({}, 'PutItem')).toBeUndefined();
  expect(strike({ 'dynamodb.throttle': 0.5 }, 'PutItem')).toBeUndefined();
});

test('refused and throttled calls', () => {
  expect(strike({ 'dynamodb.refuse': 1 }, 'GetItem')?.error).toMatchObject({
    type: 'InternalServerError',
    status: 500,
  });
  expect(strike({ 'dynamodb.throttle': 0.6 }, 'Query')?.error).toMatchObject({
    type: 'ProvisionedThroughputExceededException',
    status: 400,
  });
});

test('conflicts meet writes only; a transaction tells a reason for each of its items', () => {
  const conflict = { 'dynamodb.conflict': 1 };
  expect(strike(conflict, 'GetItem')).toBeUndefined();
  expect(strike(conflict, 'UpdateItem')?.error.type).toBe('TransactionConflictException');
  const cancelled = strike(conflict, 'TransactWriteItems', { TransactItems: [{}, {}] });
  expect(JSON.parse(faultBody(cancelled!))).toMatchObject({
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    message: expect.stringContaining('[TransactionConflict, None]'),
    CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
  });
});
