import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { ConfigError, readConfig } from '../../../lib/config.ts';

export const account = '123456789012';
export const instance = `arn:aws:connect:eu-central-1:${account}:instance/11111111-2222-4333-8444-555555555555`;
const uuid = '66666666-7777-4888-8999-000000000000';

/** A stage with everything, all in the right place. */
export const whole = {
  $schema: './schema.json',
  stackName: 'Calls',
  account,
  region: 'eu-central-1',
  connectInstanceArn: instance,
  defaultQueueArn: `${instance}/queue/${uuid}`,
  contactRecordStreamArn: `arn:aws:kinesis:eu-central-1:${account}:stream/contact-records`,
  contactRecordKeyArn: `arn:aws:kms:eu-central-1:${account}:key/${uuid}`,
  domainName: 'calls.shop.example',
  alternativeNames: ['shop.example', 'calls.store.example'],
  certificateArn: `arn:aws:acm:us-east-1:${account}:certificate/${uuid}`,
  hostedZone: [
    { id: 'Z0123SHOP', name: 'shop.example' },
    { id: 'Z0123STORE', name: 'store.example' },
  ],
  alarmEmail: 'ops@shop.example',
  emailFrom: 'calls@shop.example',
  lookupReservedConcurrency: 5,
  recordCallMaxConcurrency: 4,
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder of stages' files; a text, or bytes, stand as they are. */
export function folderOf(stages: Record<string, unknown>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'stages-'));
  folders.push(folder);
  for (const [stage, settings] of Object.entries(stages)) {
    const text = typeof settings === 'string' || Buffer.isBuffer(settings) ? settings : JSON.stringify(settings);
    writeFileSync(path.join(folder, `${stage}.json`), text);
  }
  return folder;
}

export function readStage(
  stages: Record<string, unknown>,
  context: Record<string, unknown> = { stage: 'prod' },
  environment: Record<string, string> = {},
) {
  return readConfig(new App({ context }).node, { stages: folderOf(stages), environment });
}

/** What is said of the stage `prod` with these settings, line by line. */
export function problemsOf(...of: Parameters<typeof readStage>): string[] {
  try {
    readStage(...of);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
  }
  throw new Error('no ConfigError was thrown');
}
