import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { addNumbers } from '../../../lambdas/leases/inventory/add-numbers.ts';
import { env, originHeader } from '../../../lambdas/platform/names.ts';
import { poolSettings } from '../../../lambdas/settings/pools/pool-settings.ts';
import { putPool } from '../../../lambdas/settings/pools/put-pool.ts';
import { putSite } from '../../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../../lambdas/settings/sites/site-settings.ts';
import { fictionalNumber } from '../../lambdas/leases/pool-of-slots.ts';
import { type Database, startDatabase } from '../leases/database.ts';
import type { Orders, WarmTimes } from './warm-function.ts';

const originSecret = 'o'.repeat(64);

/**
 * Runs the bundle in a process of its own, with an embedded DynamoDB and a stand-in for Secrets Manager in others: only the
 * function's own processor time counts.
 */
export async function warmTimes(file: string, bareFile: string, requests: number): Promise<WarmTimes> {
  const database = await startDatabase();
  const secrets = createServer((request, response) => void answerSecret(request, response)).listen(0, '127.0.0.1');
  await once(secrets, 'listening');
  const address = secrets.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const child = fork(path.join(import.meta.dirname, 'warm-function.ts'), {
    env: {
      ...process.env,
      ...(await shop(database)),
      [env.masterSecret]: 'master',
      [env.originSecret]: 'origin',
      [env.visitDays]: '90',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}`,
    },
    // What the function logs and counts is written, but not to our table.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    await once(child, 'message');
    const orders: Orders = { file, bareFile, requests, originHeader, originSecret };
    child.send(orders);
    const [times] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('the function ended');
      }),
    ]);
    return times as WarmTimes;
  } finally {
    child.kill();
    database.stop();
    secrets.close();
    secrets.closeAllConnections();
  }
}

async function answerSecret(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { SecretId } = (await json(request)) as { SecretId: string };
  const master = JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] });
  const SecretString = SecretId === 'master' ? master : originSecret;
  response.end(JSON.stringify({ ARN: SecretId, Name: SecretId, SecretString }));
}

/** Tables with two sites: one with a pool of 250 numbers, one whose pool has none. */
async function shop(database: Database): Promise<Record<string, string>> {
  const client = database.newClient();
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const [settings, leases, visits] = [
    { documents, name: await database.newTable([]) },
    { documents, name: await database.newTable([]) },
    { documents, name: await database.newTable([]) },
  ];
  const now = Date.now();
  for (const [index, site] of ['shop', 'full'].entries()) {
    const origins = ['https://shop.example'];
    await putSite(
      settings,
      site,
      siteSettings.parse({ name: 'Shop', siteKey: `pk_${site}`, origins, country: 'US' }),
      now,
    );
    const defaultNumber = fictionalNumber(300 + index);
    const pool = {
      site,
      kind: 'session',
      source: 'google',
      medium: 'cpc',
      defaultNumber,
      leaseSeconds: 60,
      when: [{ clickId: 'gclid' }],
    };
    await putPool(settings, `${site}-ads`, poolSettings.parse(pool), now);
  }
  const numbers = Array.from({ length: 250 }, (_, index) => fictionalNumber(index));
  await addNumbers({ settings, leases }, 'shop-ads', numbers, now);
  return { [env.settingsTable]: settings.name, [env.leasesTable]: leases.name, [env.visitsTable]: visits.name };
}
