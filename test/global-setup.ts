import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { Storage } from '../lib/constructs/tables/storage.ts';
import { startEmbeddedDynamoDB, untilReachable } from './embedded-dynamodb-process.ts';

/**
 * Gives all tests one temporary folder, which goes with what is left in it: CDK keeps what it synthesizes, and a run that is killed its data.
 * Hands the tables' shapes, as the stack deploys them, to the workers, and a DynamoDB: the one of `TEST_DYNAMODB_ENDPOINT`, which
 * local runs that tests start then use too, or an embedded one for all store tests.
 */
export default async function globalSetup(): Promise<void> {
  const temporaryFolder = mkdtempSync(path.join(tmpdir(), 'leaseline-tests-'));
  Object.assign(globalThis, { temporaryFolder });
  process.env.TMPDIR = temporaryFolder;
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
