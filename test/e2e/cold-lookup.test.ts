import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LambdaClient, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { lookupSeconds } from '../../lambdas/platform/names.ts';
import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import { lookupFunctionOf, renewContainers } from './fresh-container.ts';
import { soon } from './soon.ts';

const run = callRun();

/** What a new container takes for a lookup, less what it keeps for noting it, ms. */
const allowed = (lookupSeconds - 1) * 1000 - 100;

/** Entries of the lookup's log that tell how a container started. */
const starts = () =>
  globSync('logs/*Lookup*', { cwd: run.local.dataDirectory })
    .flatMap((file) => readFileSync(path.join(run.local.dataDirectory, file), 'utf8').split('\n'))
    .filter((line) => line.includes('a container started'));

test('a lookup in a new container answers with the real route, ten times of ten', async () => {
  const lookup = await lookupFunctionOf(run.local);
  const visit = await run.shop.visit('gclid=cold&utm_campaign=spring');
  const before = starts().length;
  const answers: object[] = [];
  for (let time = 1; answers.length < 10; time++) {
    await renewContainers(run.local, lookup, `new containers, ${time}`);
    const began = performance.now();
    const { found, source, campaign } = await run.connect.lookup(contact(visit.number!.e164, '+13055550131'));
    // Whose time is over is answered the default route: a machine that is too busy for it says nothing of containers.
    const isLate = found !== 'true' && performance.now() - began > allowed;
    if (!isLate || time > 100) answers.push({ found, source, campaign });
  }
  expect(answers).toEqual(Array(10).fill({ found: 'true', source: 'google', campaign: 'spring' }));
  // What a container prints last may be lost when it ends.
  const started = await soon(
    () => starts().length - before,
    (count) => count >= 8,
  );
  expect(started).toBeGreaterThanOrEqual(8);
});

test('nothing else of a function can be changed but in the template', async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const lambda = new LambdaClient({ endpoint: run.local.awsUrl, region: 'us-east-1', credentials, maxAttempts: 1 });
  const change = { FunctionName: await lookupFunctionOf(run.local), Timeout: 3 };
  await expect(lambda.send(new UpdateFunctionConfigurationCommand(change))).rejects.toThrow('Description only');
  lambda.destroy();
});
