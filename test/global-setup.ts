import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { Storage } from '../lib/constructs/storage.ts';
import { freePort } from '../local/services/free-port.ts';
import { embeddedDynamoDB } from './embedded-dynamodb.ts';

/** Starts one embedded DynamoDB for all store tests, and hands the tables' shapes, as the stack deploys them, to the workers. */
export default async function globalSetup(): Promise<void> {
  const port = process.env.LEASELINE_DYNAMODB_ENDPOINT ? undefined : await freePort();
  if (port !== undefined) {
    const folder = path.dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json'));
    const child = spawn(path.join(folder, 'dynoxide'), ['serve', '--port', String(port)], { stdio: 'ignore' });
    Object.assign(globalThis, { embeddedDynamoDBProcess: child });
    process.env.TEST_DYNAMODB_ENDPOINT = `http://127.0.0.1:${port}`;
  } else {
    process.env.TEST_DYNAMODB_ENDPOINT = process.env.LEASELINE_DYNAMODB_ENDPOINT;
  }
  process.env.TEST_TABLES = JSON.stringify(tableShapes());
  await untilReachable();
}

function tableShapes(): Record<string, unknown> {
  const stack = new Stack();
  new Storage(stack, 'Storage');
  const tables = Template.fromStack(stack).findResources('AWS::DynamoDB::Table');
  return Object.fromEntries(
    Object.entries(tables).map(([id, { Properties }]) => [/Storage(\w+?)[0-9A-F]{8}$/.exec(id)?.[1] ?? id, Properties]),
  );
}

async function untilReachable(): Promise<void> {
  const { client } = embeddedDynamoDB();
  for (let attempt = 0; ; attempt++) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (attempt === 100) throw new Error('the embedded DynamoDB does not answer', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
