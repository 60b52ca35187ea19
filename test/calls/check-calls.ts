import { showProgress } from '../../bin/cli/progress.ts';
import { startEmbeddedDynamoDB } from '../embedded-dynamodb-process.ts';
import { scriptOptions, wholeNumber } from '../script-options.ts';
import { startLocalRun } from '../start-local-run.ts';
import { tableShapes } from '../table-shapes.ts';
import { playCrowd } from './crowd.ts';
import { dependentOperations, loadLookups } from './lookups.ts';
import { tellInAnyOrder } from './told-in-any-order.ts';
import { tellStore } from './told-to-store.ts';
import { transferredCalls } from './transferred-calls.ts';

const help = `npm run check:calls [-- --orders 20000] [-- --stored 300] [-- --calls 500] [-- --seconds 20] [-- --seed 20261130] [-- --only crowd]

Are calls complete, and counted once, whatever happens on the way, and are phones answered in time? Four parts, each with its targets:

  orders   a call that is handed on twice, told by each carrier in so many orders, each message up to three times and a part of it
           decided before the rest is there: one call, one set of conversions
  stored   the same, told to the store by two workers at once, in batches as a queue gives them
  crowd    so many calls at once over four carriers (Connect, generic, Twilio, FreeSWITCH) on a local run of its own; a tenth of the messages come twice, a tenth at another place,
           and one in twenty requests to the tables is throttled: every call complete, none twice
  lookups  50 a second, each of another caller to a leased number: no error, p99 at most 50 ms (a target for a machine that does nothing else;
           it ends nothing), and the operations that wait for one another, where the
           container knows the number: at most three

  --orders   of each carrier (default 20000)
  --stored   of each carrier (default 300)
  --calls    of the crowd (default 500)
  --seconds  of lookups (default 20)
  --seed     the same seed brings the same orders (default: today's date)
  --only     one of the parts
  --help     this

Ends with 1 if a target is missed, but for p99.`;

interface Row {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly isMet: boolean;
  /** A time depends on the machine. */
  readonly isTime?: true;
}

const values = scriptOptions(help, {
  orders: { type: 'string', default: '20000' },
  stored: { type: 'string', default: '300' },
  calls: { type: 'string', default: '500' },
  seconds: { type: 'string', default: '20' },
  seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
  only: { type: 'string', default: '' },
});
const seed = wholeNumber('--seed', values.seed, 0);
const orders = wholeNumber('--orders', values.orders);
const stored = wholeNumber('--stored', values.stored);
const calls = wholeNumber('--calls', values.calls);
const seconds = wholeNumber('--seconds', values.seconds);
const parts = {
  orders: () => orderRows(),
  stored: () => storedRows(),
  crowd: () => crowdRows(),
  lookups: () => lookupRows(),
};

function orderRows(): Row[] {
  return Object.entries(transferredCalls).map(([carrier, play]) => {
    const { wrong } = tellInAnyOrder(play('c1', '+12025550123').bodies, orders, seed);
    return row(`${carrier}: orders that end otherwise`, '0', `${wrong.length} of ${orders}`, wrong.length === 0);
  });
}

/** Tables of their own, in memory. */
async function storedRows(): Promise<Row[]> {
  const { endpoint, child } = await startEmbeddedDynamoDB();
  Object.assign(process.env, { TEST_DYNAMODB_ENDPOINT: endpoint, TEST_TABLES: JSON.stringify(tableShapes()) });
  const progress = showProgress(process.stderr, stored * Object.keys(transferredCalls).length, 0, 'orders');
  const rows: Row[] = [];
  let done = 0;
  try {
    for (const [carrier, play] of Object.entries(transferredCalls)) {
      const wrong = await tellStore(play, { orders: stored, seed, told: () => progress.update(++done) });
      for (const sentence of wrong.slice(0, 5)) progress.note(`${carrier}, ${sentence}`);
      const what = `${carrier}: orders that end otherwise in the store`;
      rows.push(row(what, '0', `${wrong.length} of ${stored}`, wrong.length === 0));
    }
    return rows;
  } finally {
    progress.stop();
    child.kill();
  }
}

async function crowdRows(): Promise<Row[]> {
  const run = await startLocalRun({ env: { LEASELINE_FAULTS: 'dynamodb.throttle=0.05,sqs.duplicate=0.1' } });
  try {
    const result = await playCrowd(run, { calls, seed, duplicated: 0.1, reordered: 0.1 });
    for (const sentence of result.wrong) process.stdout.write(`${sentence}\n`);
    return [
      row(
        `calls complete, of ${result.messages} messages in ${result.seconds} s`,
        'all',
        `${result.complete} of ${calls}`,
        result.complete === calls,
      ),
      row('calls or conversions that are there twice', '0', String(result.twice), result.twice === 0),
    ];
  } finally {
    await run.discard();
  }
}

async function lookupLoad() {
  const run = await startLocalRun();
  try {
    return await loadLookups(run, seconds);
  } finally {
    await run.discard();
  }
}

async function lookupRows(): Promise<Row[]> {
  const load = await lookupLoad();
  const { endpoint, child } = await startEmbeddedDynamoDB();
  const withDatabase = (database: string) =>
    startLocalRun({ env: { LEASELINE_DYNAMODB_ENDPOINT: database, LEASELINE_TABLE_PREFIX: 'check-' } });
  const dependent = await dependentOperations(withDatabase, endpoint).finally(() => child.kill());
  return [
    row(
      'lookups that were not answered with the real route',
      '0',
      `${load.errors} of ${load.lookups}`,
      load.errors === 0,
    ),
    {
      ...row('lookups, p99 (ms)', '<= 50', `${load.p99.toFixed(1)} (median ${load.p50.toFixed(1)})`, load.p99 <= 50),
      isTime: true,
    },
    row(
      'operations that wait for one another, of a lookup whose container knows the number',
      '<= 3',
      String(dependent),
      dependent >= 1 && dependent <= 3,
    ),
  ];
}

function row(what: string, target: string, measured: string, isMet: boolean): Row {
  return { what, target, measured, isMet };
}

function tableOf(rows: readonly Row[]): string {
  const cells = [
    ['', 'target', 'measured', ''],
    ...rows.map(({ what, target, measured, isMet }) => [what, target, measured, isMet ? 'met' : 'MISSED']),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const chosen = Object.entries(parts).filter(([name]) => values.only === '' || name === values.only);
if (chosen.length === 0) {
  process.stderr.write(`--only is ${values.only}; it must be one of ${Object.keys(parts).join(', ')}\n`);
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, measure] of chosen) {
  process.stdout.write(`${name} ...\n`);
  rows.push(...(await measure()));
}
process.stdout.write(`\n${tableOf(rows)}\n\nseed ${seed}\n`);
process.exitCode = rows.every(({ isMet, isTime }) => isMet || isTime === true) ? 0 : 1;
