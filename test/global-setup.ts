import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedDynamoDB, untilReachable } from './embedded-dynamodb-process.ts';
import { tableShapes } from './table-shapes.ts';

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
