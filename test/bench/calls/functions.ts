import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CreateTableCommand, type CreateTableCommandInput, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Handler = (event: unknown, context?: unknown) => Promise<unknown>;

/** The functions of one checkout, as Lambda would call them. */
export interface Functions {
  readonly lookUp: Handler;
  readonly forwardRecords: Handler;
  readonly recordCall: Handler;
  readonly startDeliveries: Handler;
  readonly attemptDelivery: Handler;
  readonly sweep: Handler;
  readonly numbers: Handler;
  /** A management call; throws unless it went well. */
  readonly manage: (call: string, body: object) => Promise<void>;
}

export const apiKeySecret = 'bench';

/** Loads them. Their environment must be set before the first one is called. */
export async function loadFunctions(checkout: string): Promise<Functions> {
  const load = async (name: string): Promise<Handler> =>
    ((await importFrom(checkout, `lambdas/handlers/${name}.ts`)) as { handler: Handler }).handler;
  const management = await load('management');
  return {
    lookUp: await load('connect-lookup'),
    forwardRecords: await load('forward-records'),
    recordCall: await load('record-call'),
    startDeliveries: await load('start-deliveries'),
    attemptDelivery: await load('attempt-delivery'),
    sweep: await load('sweep'),
    numbers: await load('numbers'),
    manage: async (call, body) => {
      const [method = '', address = ''] = call.split(' ');
      const [, kind = '', id, more] = address.slice('/v1'.length).split('/');
      const variable = kind.slice(0, -1);
      const routeKey = `${method} /v1/${kind}/{${variable}}${more === undefined ? '' : `/${more}`}`;
      const answer = (await management(
        {
          routeKey,
          pathParameters: { [variable]: id },
          queryStringParameters: {},
          headers: { authorization: `Bearer ${apiKeySecret}` },
          requestContext: { http: { method } },
          isBase64Encoded: false,
          body: JSON.stringify(body),
        },
        {},
      )) as { statusCode: number; body?: string };
      if (answer.statusCode >= 300) throw new Error(`${call} was answered ${answer.statusCode}: ${answer.body}`);
    },
  };
}

/** The tables as the checkout's template shapes them, under their plain names, with an admin's key. */
export async function createTables(checkout: string, client: DynamoDBClient): Promise<void> {
  const { Stack } = await import('aws-cdk-lib/core');
  const { Template } = await import('aws-cdk-lib/assertions');
  const { Storage } = (await importFrom(checkout, 'lib/constructs/tables/storage.ts', 'lib/constructs/storage.ts')) as {
    Storage: new (scope: object, id: string) => object;
  };
  const stack = new Stack();
  new Storage(stack, 'Storage');
  const tables = Template.fromStack(stack).findResources('AWS::DynamoDB::Table');
  for (const [id, { Properties }] of Object.entries(tables)) {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = Properties as CreateTableCommandInput;
    const TableName = /Storage(\w+?)[0-9A-F]{8}$/.exec(id)?.[1];
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema,
        AttributeDefinitions,
        ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
      }),
    );
  }
}

export async function putKey(checkout: string, settings: { documents: DynamoDBDocumentClient; name: string }) {
  const { createKey } = (await importFrom(
    checkout,
    'lambdas/settings/api-keys/api-key.ts',
    'lambdas/settings/api-key.ts',
  )) as {
    createKey: (wanted: object, now: number) => { item: { hash: string } };
  };
  const { item } = createKey({ secret: apiKeySecret, role: 'admin', source: 'bench' }, Date.now());
  const { putApiKey } = (await importFrom(
    checkout,
    'lambdas/settings/api-keys/api-key-store.ts',
    'lambdas/settings/api-key-store.ts',
  )) as {
    putApiKey: (settings: object, item: object) => Promise<void>;
  };
  await putApiKey(settings, item);
}

/** Imports the first of the files that the checkout has: versions before may have kept it elsewhere. */
function importFrom(checkout: string, ...files: readonly string[]): Promise<unknown> {
  const found = files.map((file) => path.join(checkout, file)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${checkout} has none of ${files.join(', ')}`);
  return import(pathToFileURL(found).href);
}
