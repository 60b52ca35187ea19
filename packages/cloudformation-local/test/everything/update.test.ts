import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { everythingRun } from './everything-run.ts';

const run = everythingRun();

type Resources = Record<string, { Properties: Record<string, unknown> }>;

/** Changes the template as a newly synthesized one would be, and brings it to the running stack. */
async function update(change: (resources: Resources) => void): Promise<unknown> {
  const file = path.join(run.folder, 'cdk.out/Everything.template.json');
  const template = JSON.parse(await readFile(file, 'utf8'));
  change(template.Resources);
  await writeFile(file, JSON.stringify(template));
  return (await fetch(`${run.local.edge}/update`)).json();
}

const find = (resources: Resources, start: string) =>
  Object.entries(resources).find(([id]) => new RegExp(`^${start}[0-9A-F]{8}$`).test(id))!;

test('a changed function has its changes at once; what needs a restart is named until it gets one', async () => {
  let [asked, work] = ['', ''];
  const first = await update((resources) => {
    const [askedId, receiver] = find(resources, 'ReceiveTask');
    const environment = receiver.Properties.Environment as { Variables: Record<string, unknown> };
    environment.Variables.SOURCE = 'Changed';
    const [workId, queue] = find(resources, 'Work');
    queue.Properties.DelaySeconds = 1;
    [asked, work] = [askedId, workId];
  });
  expect(first).toEqual({ updated: [asked], needRestart: [work] });

  const word = randomUUID();
  const Payload = Buffer.from(JSON.stringify({ word }));
  const FunctionName = run.local.outputs.Asked;
  await new LambdaClient(run.local.client).send(new InvokeCommand({ FunctionName, Payload }));
  expect(await run.received('Changed', word)).toHaveLength(1);

  expect(await update(() => {})).toEqual({ updated: [], needRestart: [work] });
});

test('a word that is not known changes nothing', async () => {
  const problem = await update((resources) => {
    find(resources, 'ReceiveTask')[1].Properties.Tmeout = 4;
  });
  expect(problem).toEqual([expect.stringContaining('unknown property "Tmeout"')]);
});
