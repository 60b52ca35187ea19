import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../src/free-port.ts';
import { eventually } from '../eventually.ts';
import { node, sharedDynamoDB, synthesize } from './local-process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the example of the README runs', async () => {
  const [port, awsPort] = [await freePort(), await freePort()];
  const readme = readFileSync(path.join(__dirname, '../../README.md'), 'utf8');
  const code = /```ts\n([^]*?)```/
    .exec(readme)![1]!
    .replaceAll("'/app/", `'${folder}/`)
    .replace('startLocalStack({', `startLocalStack({ ...${JSON.stringify(sharedDynamoDB(folder))},`)
    .replace('8787', String(port))
    .replace('8788', String(awsPort));
  await synthesize(path.join(folder, 'cdk.out'));
  const child = spawn(node, ['--input-type=module', '-e', code], { cwd: __dirname, stdio: 'inherit' });
  try {
    const outputs = await eventually(async () => {
      if (child.exitCode !== null) throw new Error('it ended');
      const response = await fetch(`http://localhost:${port}/outputs`).catch(() => undefined);
      return response?.json();
    });
    expect(outputs).toHaveProperty('BucketName');
  } finally {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
});
