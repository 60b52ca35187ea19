import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { callManagement } from '../../../bin/cli/management.ts';
import { canonicalJson } from '../../../lambdas/calls/canonical-json.ts';
import { documentsOf } from '../../../lambdas/platform/aws/aws-clients.ts';
import { callsBySite } from '../../../lambdas/platform/aws/table-keys.ts';
import { type Receiver, startReceiver } from '../../e2e/receiver.ts';
import { decimalNumber, scriptOptions, wholeNumber } from '../../script-options.ts';
import { type LocalRun, startLocalRun } from '../../start-local-run.ts';
import { usageOf } from '../local/process-usage.ts';
import { type Ask, importCalls, openShop, putLateVisits, putVisits, type Tables } from './past-calls.ts';
import { local as localCredentials, quietRun } from './settled-run.ts';
import { compareReceiver } from './told-receiver.ts';

const help = `npm run bench:replay [-- --calls 10000] [-- --changed 5] [-- --quick]

How long does it take to match past calls again? A local run of its own with so many imported calls and their visits; then the command
\`replay\`: once as they were settled, once after visits of some of them were told late, once with --apply, and once after that.
Ends with 1 if a replay without --apply takes two minutes or longer or writes anything, if calls are missing, if more than 1 % of
them are left to change after --apply, other than in how sure they are, or if a webhook does not end with the conversions that are
open, each counted once.

  --calls     so many past calls instead of 10000
  --changed   of so many calls in a hundred a visit is told late: 5, 20 or 100
  --quick     1000 calls
  --help      this`;

/** What a replay may take, s. */
const longest = 120;

/** What may be left after --apply: what was applied teaches the pools, and by that a few calls are judged otherwise again. */
const mostLeft = 0.01;

const root = path.resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const secondsSince = (start: number) => (Date.now() - start) / 1000;

/** As much of what the command prints as is held against what must be. */
interface Replayed {
  readonly calls: number;
  readonly unchanged: number;
  readonly notOver: number;
  readonly queued: number;
  readonly changes: readonly { kind: string; calls: number; made: number; retracted: number }[];
}

async function main(): Promise<void> {
  const values = scriptOptions(help, {
    calls: { type: 'string' },
    changed: { type: 'string' },
    quick: { type: 'boolean' },
  });
  const calls = wholeNumber('--calls', values.calls ?? (values.quick ? '1000' : '10000'));
  const changed = decimalNumber('--changed', values.changed ?? '5', { above: 0, most: 100 });
  const [local, receiver] = await Promise.all([startLocalRun(), startReceiver()]);
  try {
    process.exitCode = (await measure(local, receiver, calls, Math.round(100 / changed))) ? 0 : 1;
  } finally {
    await local.discard();
    await receiver.close();
  }
}

async function measure(local: LocalRun, receiver: Receiver, calls: number, lateOneIn: number): Promise<boolean> {
  const client = new DynamoDBClient({ endpoint: local.awsUrl, ...localCredentials });
  const documents = documentsOf(client);
  const { TableNames: names = [] } = await client.send(new ListTablesCommand({}));
  const nameOf = (word: string) => names.find((name) => name.includes(word)) ?? '';
  const tables: Tables = { documents, settings: nameOf('Settings'), visits: nameOf('Visits') };
  const now = Date.now();
  const begun = Date.now();
  const ask: Ask = async (request, body) => {
    const { status, body: told } = await callManagement(local, request, body);
    if (status >= 300) throw new Error(`${request} answers ${status}: ${JSON.stringify(told)}`);
    return told;
  };
  await openShop(ask, tables, receiver, now);
  await putVisits(tables, calls, now);
  await importCalls(ask, calls, now);
  const settled = async () => {
    await quietRun(local.awsUrl, receiver, say);
    await settledCalls(documents, nameOf('Calls'), calls);
  };
  await settled();
  say(`${calls} calls were imported and settled in ${secondsSince(begun).toFixed(0)} s\n`);
  say('replay                      seconds     CPU s   calls/s  unchanged   changed      made  retracted   written');
  const digest = () => digestOf(documents, names);
  const first = await timed('as they were settled', local, [], digest);
  const late = await putLateVisits(tables, calls, lateOneIn, now);
  const second = await timed(`${late} visits told late`, local, [], digest);
  const applied = await timed('--apply --rate 200', local, ['--apply', '--rate', '200'], undefined);
  const begunToSettle = Date.now();
  await settled();
  const settling = secondsSince(begunToSettle);
  const told = await compareReceiver(receiver, documents, nameOf('Calls'));
  const last = await timed('after that', local, [], digest);
  client.destroy();
  const isFast = [first, second, last].every(({ seconds }) => seconds < longest);
  const isWhole = [first, second, applied, last].every(({ told }) => told.calls === calls && told.notOver === 0);
  const isDone = turnedIn(second.told) > turnedIn(first.told) && turnedIn(last.told) <= calls * mostLeft;
  const isUnwritten = [first, second, last].every(({ isWritten }) => !isWritten);
  const isTold = told.wrong + told.twice === 0;
  say('');
  say(`What was applied was settled and told ${settling.toFixed(0)} s after it was queued.`);
  say(
    `${isTold ? '' : 'Missed: '}Of ${told.open} open conversions a webhook counts ${told.wrong} wrongly, and ${told.twice} calls twice.`,
  );
  say(isFast ? `Each took less than ${longest} s.` : `Missed: each must take less than ${longest} s.`);
  say(isUnwritten ? 'Nothing was written without --apply.' : 'Missed: something was written without --apply.');
  say(
    isWhole && isDone ? 'All calls were matched, and all was applied.' : 'Missed: calls are left, or were not matched.',
  );
  return isFast && isWhole && isDone && isUnwritten && isTold;
}

function changedIn({ changes }: Pick<Replayed, 'changes'>): number {
  return changes.reduce((sum, { calls }) => sum + calls, 0);
}

/** Without those that are only surer or less sure than before: a pool goes on learning. */
function turnedIn({ changes }: Replayed): number {
  return changedIn({ changes: changes.filter(({ kind }) => kind !== 'confidence') });
}

async function timed(
  name: string,
  local: LocalRun,
  options: readonly string[],
  digest: (() => Promise<string>) | undefined,
) {
  const before = await digest?.();
  const started = Date.now();
  const usedBefore = usageOf(local.process.pid ?? 0).seconds;
  const env = { ...process.env, LEASELINE_URL: local.url, LEASELINE_KEY: local.key };
  const from = new Date(started - 31 * 86_400_000).toISOString();
  const words = [path.join(root, 'bin/cli.ts'), 'replay', '--from', from, '--site', 'shop', '--json', ...options];
  const { stdout } = await run(process.execPath, words, { env, cwd: root, maxBuffer: 1e9 });
  const seconds = secondsSince(started);
  const used = usageOf(local.process.pid ?? 0).seconds - usedBefore;
  const told = JSON.parse(stdout) as Replayed;
  const isWritten = digest !== undefined && (await digest()) !== before;
  const sum = (of: 'made' | 'retracted') => told.changes.reduce((total, change) => total + change[of], 0);
  const columns = [
    used.toFixed(1),
    (told.calls / seconds).toFixed(0),
    told.unchanged,
    changedIn(told),
    sum('made'),
    sum('retracted'),
  ];
  const written = digest === undefined ? `${told.queued} queued` : isWritten ? 'yes' : 'nothing';
  say(
    [
      name.padEnd(24),
      seconds.toFixed(1).padStart(10),
      ...columns.map((one) => String(one).padStart(10)),
      written.padStart(10),
    ].join(''),
  );
  return { told, seconds, isWritten };
}

/** Waits until so many calls are in the log, and nothing is written any more. */
async function settledCalls(documents: DynamoDBDocumentClient, table: string, calls: number): Promise<void> {
  const countOf = async (): Promise<number> => {
    let count = 0;
    const asked = {
      TableName: table,
      IndexName: callsBySite.name,
      KeyConditionExpression: '#site = :site',
      ExpressionAttributeNames: { '#site': callsBySite.partition },
      ExpressionAttributeValues: { ':site': 'shop' },
      Select: 'COUNT',
    } as const;
    for await (const { Count = 0 } of paginateQuery({ client: documents }, asked)) count += Count;
    return count;
  };
  while ((await countOf()) < calls) await sleep(2000);
  let before = '';
  for (
    let digest = await digestOf(documents, [table]);
    digest !== before;
    digest = await digestOf(documents, [table])
  ) {
    before = digest;
    await sleep(3000);
  }
}

/** What the sweep notes while time goes by: when it is to look again. */
const notesOfSweep = new Set(['dueAt', 'openShard', 'looks', 'sweptBy']);

/** Worked out some minutes after the calls that it is learnt from. */
const knowledge = 'KNOWLEDGE';

/** Of all items of these tables but what pools know. */
async function digestOf(documents: DynamoDBDocumentClient, tables: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const TableName of tables) {
    for await (const { Items = [] } of paginateScan({ client: documents }, { TableName, ConsistentRead: true })) {
      // Attributes have no order.
      lines.push(
        ...Items.filter(({ sk }) => sk !== knowledge).map((item) => {
          const kept = Object.entries(item).filter(([attribute]) => !notesOfSweep.has(attribute));
          return `${TableName} ${canonicalJson(Object.fromEntries(kept))}`;
        }),
      );
    }
  }
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

await main();
