import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { Storage } from '../lib/constructs/tables/storage.ts';

/** The tables as the stack deploys them, by their plain names. */
export function tableShapes(): Record<string, unknown> {
  const stack = new Stack();
  new Storage(stack, 'Storage');
  const tables = Template.fromStack(stack).findResources('AWS::DynamoDB::Table');
  return Object.fromEntries(
    Object.entries(tables).map(([id, { Properties }]) => [/Storage(\w+?)[0-9A-F]{8}$/.exec(id)?.[1] ?? id, Properties]),
  );
}
