import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { Storage } from '../lib/constructs/tables/storage.ts';
import { startEmbeddedDynamoDB, untilReachable } from './embedded-dynamodb-process.ts';

/**
 * Hands the tables' shapes, as the stack deploys them, to the workers, and a DynamoDB: the one of `TEST_DYNAMODB_ENDPOINT`, which
 * local runs that tests start then use too, or an embedded one for all store tests.
 */
export default async function globalSetup(): Promise<void> {
  process.env.TEST_TABLES = JSON.stringify(tableShapes());
  const given = process.env.TEST_DYNAMODB_ENDPOINT;
  if (given !== undefined) {
    process.env.SHARED_DYNAMODB_ENDPOINT = given;
    await untilReachable(given);
    return;
  }
  const { endpoint, child } = await startEmbeddedDynamoDB();
  Object.assign(globalThis, { embeddedDynamoDBProcess: child });
  process.env.TEST_DYNAMODB_ENDPOINT = endpoint;
}

function tableShapes(): Record<string, unknown> {
  const stack = new Stack();
  new Storage(stack, 'Storage');
  const tables = Template.fromStack(stack).findResources('AWS::DynamoDB::Table');
  return Object.fromEntries(
    Object.entries(tables).map(([id, { Properties }]) => [/Storage(\w+?)[0-9A-F]{8}$/.exec(id)?.[1] ?? id, Properties]),
  );
}
