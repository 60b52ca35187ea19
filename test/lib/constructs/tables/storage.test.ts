import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { Storage } from '../../../../lib/constructs/tables/storage.ts';

const stack = new Stack();
new Storage(stack, 'Storage');
const tables = Template.fromStack(stack);

test('no table is lost: not with the stack, not by a call, not by a faulty version', () => {
  const safe = {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    },
  };
  const resources = Object.values(tables.findResources('AWS::DynamoDB::Table'));
  expect(resources).toEqual(
    Array(4).fill(expect.objectContaining({ ...safe, Properties: expect.objectContaining(safe.Properties) })),
  );
});

test('without protection a first deployment that fails takes its tables away again; later they are kept all the same', () => {
  const careful = new Stack();
  new Storage(careful, 'Storage', { isProtected: false });
  for (const table of Object.values(Template.fromStack(careful).findResources('AWS::DynamoDB::Table'))) {
    expect(table).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: { DeletionProtectionEnabled: false },
    });
  }
});

test('visits and what lies beside slots are collected by TTL; slots have no such attribute', () => {
  const extras = Object.entries(tables.findResources('AWS::DynamoDB::Table')).map(([id, { Properties }]) => [
    id.replace(/^Storage|[0-9A-F]{8}$/g, ''),
    Properties.TimeToLiveSpecification?.AttributeName,
    Properties.GlobalSecondaryIndexes?.map((index: { IndexName: string }) => index.IndexName),
  ]);
  expect(extras).toEqual([
    ['Settings', undefined, undefined],
    ['Leases', 'ttl', undefined],
    ['Visits', 'ttl', ['by-visitor']],
    ['Calls', 'ttl', ['by-site', 'by-number', 'conversions', 'open']],
  ]);
});
