import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../../../lambdas/calls/canonical-json.ts';
import { documentsOf } from '../../../lambdas/platform/aws/aws-clients.ts';
import { scriptOptions, wholeNumber } from '../../script-options.ts';
import { type LocalRun, startLocalRun } from '../../start-local-run.ts';
import { seedCalls } from './seed-calls.ts';

const help = `npm run bench:rules [-- --calls 10000] [-- --quick]

How long does it take to say what a rule would have made of the last 30 days? A local run of its own with so many past calls, every third
of somebody who called before; the command \`rules trial\`, once for each call and once for the first of a caller only. Ends with 1 if it
takes a minute or longer, if calls are missing, or if anything was written.

  --calls   so many past calls instead of 10000
  --quick   1000 calls
  --help    this`;

/** What a trial may take, s. */
const longest = 60;

const root = path.resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const values = scriptOptions(help, { calls: { type: 'string' }, quick: { type: 'boolean' } });
  const calls = wholeNumber('--calls', values.calls ?? (values.quick ? '1000' : '10000'));
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-rules-'));
  const local = await startLocalRun();
  try {
    process.exitCode = (await measure(local, calls, folder)) ? 0 : 1;
  } finally {
    await local.discard();
    await rm(folder, { recursive: true });
  }
}

async function measure(local: LocalRun, calls: number, folder: string): Promise<boolean> {
  await putSite(local);
  const client = new DynamoDBClient({
    endpoint: local.awsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const documents = documentsOf(client);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const table = TableNames.find((name) => /Calls/.test(name)) ?? '';
  await seedCalls(documents, table, calls, Date.now());
  const before = await digestOf(documents, TableNames);
  say(`${calls} past calls\n\nrule                        seconds   judged      fit   repeated`);
  let isMet = true;
  for (const [name, more] of [
    ['each call that fits', {}],
    ['the first of each caller', { firstPerCallerInDays: 30 }],
  ] as const) {
    const value = { amount: '50.00', currency: 'USD' };
    const when = { talkSeconds: { gte: 60 }, any: [{ source: 'google' }, { device: 'mobile', weekday: 'monday' }] };
    const rule = { site: 'shop', when, conversion: { name: 'lead', value, ...more } };
    const file = path.join(folder, 'rule.json');
    await writeFile(file, JSON.stringify(rule));
    const started = Date.now();
    const env = { ...process.env, LEASELINE_URL: local.url, LEASELINE_KEY: local.key };
    const words = [path.join(root, 'bin/cli.ts'), 'rules', 'trial', file, '--days', '30', '--json'];
    const { stdout } = await run(process.execPath, words, { env, cwd: root });
    const seconds = (Date.now() - started) / 1000;
    const found = JSON.parse(stdout) as { calls: number; fits: number; repeated: number };
    say(
      [
        name.padEnd(24),
        seconds.toFixed(1).padStart(10),
        ...[found.calls, found.fits, found.repeated].map((one) => String(one).padStart(8)),
      ].join(' '),
    );
    isMet &&= seconds < longest && found.calls === calls;
  }
  const isUnchanged = (await digestOf(documents, TableNames)) === before;
  client.destroy();
  say(isUnchanged ? '\nNothing was written.' : '\nSomething was written.');
  say(isMet ? 'All targets are met.' : `Missed: each must take less than ${longest} s, and judge all calls.`);
  return isMet && isUnchanged;
}

async function putSite({ url, key }: LocalRun): Promise<void> {
  const site = {
    name: 'Shop',
    siteKey: 'pk_shop',
    origins: ['https://shop.example'],
    currency: 'USD',
    timeZone: 'America/New_York',
  };
  const answer = await fetch(`${url}/v1/sites/shop`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(site),
  });
  if (!answer.ok) throw new Error(`the site is refused: ${await answer.text()}`);
}

/** Of all items of all tables. */
async function digestOf(documents: DynamoDBDocumentClient, tables: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const TableName of tables) {
    for await (const { Items = [] } of paginateScan({ client: documents }, { TableName, ConsistentRead: true })) {
      // Attributes have no order.
      lines.push(...Items.map((item) => `${TableName} ${canonicalJson(item)}`));
    }
  }
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

await main();
