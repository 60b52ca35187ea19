import { setTimeout as sleep } from 'node:timers/promises';
import { descendantsRunning } from '../../crash/child-processes.ts';
import { type Management, management } from '../../e2e/management.ts';
import { scriptOptions, wholeNumber } from '../../script-options.ts';
import { type LocalRun, startLocalRun } from '../../start-local-run.ts';
import { percentile } from '../large-pool/percentile.ts';
import { type BareDatabase, startBareDatabase } from './bare-database.ts';
import { type Ended, openLoop } from './open-loop.ts';
import { type Usage, usageOf } from './process-usage.ts';
import { poolSize, setUpPool, setUpSite, visitorsOf } from './visitors.ts';

const help = `npm run bench:local [-- --rates 25,50,75,100,150,200,300] [-- --seconds 10] [-- --quick]

How many visitors does the local run answer? A local run of its own, with fresh data; for each rate a session pool of ${poolSize}
numbers, and requests at that rate whatever becomes of the ones before: six of ten are new visitors, two come back, two are
heartbeats. Beside it the embedded DynamoDB alone, with the two conditional writes that a lease costs at least: what this
machine can do. Ends with 1 if an answer takes more than 2 s: what cannot be answered in time must get a 429.

  --rates      requests a second, with commas between
  --seconds    how long each rate lasts
  --quick      25, 100 and 300 a second, for 5 s each
  --help       this`;

/** No answer may take longer, ms. */
const longestAnswer = 2000;
/** A rate is kept up if so many of its requests are answered with 200. */
const enough = 0.99;

const widths = [6, 9, 5, 6, 8, 7, 7, 7, 6, 8, 9, 7, 6, 6];
const heads = [
  'rate',
  'answered',
  '429',
  'error',
  'default',
  'p50 ms',
  'p99 ms',
  'max ms',
  'main',
  'process',
  'dynamodb',
  'CPU ms',
  'MB',
  'MB db',
];

interface Measured {
  readonly rate: number;
  readonly ends: readonly Ended[];
}

async function main(): Promise<void> {
  const values = scriptOptions(help, {
    rates: { type: 'string' },
    seconds: { type: 'string' },
    quick: { type: 'boolean' },
  });
  const rates = (values.rates ?? (values.quick ? '25,100,300' : '25,50,75,100,150,200,300'))
    .split(',')
    .map((rate) => wholeNumber('--rates', rate));
  const seconds = wholeNumber('--seconds', values.seconds ?? (values.quick ? '5' : '10'));
  if (![...rates, seconds].every((each) => each > 0)) throw new Error('--rates and --seconds take numbers above 0');
  const bare = await startBareDatabase();
  const run = await startLocalRun();
  try {
    const api = management(run);
    await setUpSite(api);
    say(line(heads));
    const measured: Measured[] = [];
    const possible: Measured[] = [];
    for (const [index, rate] of rates.entries()) {
      measured.push(await measureRun(run, api, { index, rate, seconds }));
      possible.push(await measureBare(bare, rate, seconds));
    }
    judge(measured, possible, seconds);
  } finally {
    await run.discard();
    await bare.stop();
  }
}

async function measureRun(
  run: LocalRun,
  api: Management,
  { index, rate, seconds }: { index: number; rate: number; seconds: number },
): Promise<Measured> {
  const pid = run.process.pid ?? 0;
  const [database = 0] = descendantsRunning(pid, 'dynoxide');
  let defaults = 0;
  const visitors = visitorsOf(run.url, await setUpPool(api, index), () => defaults++);
  for (let count = 0; count < 20; count++) await visitors();
  await sleep(1000);
  return measure({ rate, seconds, send: visitors, pid, database, defaults: () => defaults });
}

async function measureBare({ pid, leaseOne }: BareDatabase, rate: number, seconds: number): Promise<Measured> {
  return measure({ rate, seconds, send: leaseOne, pid: undefined, database: pid, defaults: () => 0 });
}

interface Measurement {
  readonly rate: number;
  readonly seconds: number;
  readonly send: () => Promise<number | undefined>;
  /** Of the local run; undefined for the database alone. */
  readonly pid: number | undefined;
  readonly database: number;
  readonly defaults: () => number;
}

async function measure({ rate, seconds, send, pid, database, defaults }: Measurement): Promise<Measured> {
  const read = () => ({ run: pid === undefined ? undefined : usageOf(pid), database: usageOf(database) });
  const before = read();
  const started = performance.now();
  const ends = await openLoop(rate, seconds, send);
  const took = (performance.now() - started) / 1000;
  const after = read();
  const spent = (to: Usage | undefined, from: Usage | undefined, what: 'seconds' | 'mainThread') =>
    (to?.[what] ?? 0) - (from?.[what] ?? 0);
  const used = {
    run: spent(after.run, before.run, 'seconds'),
    database: spent(after.database, before.database, 'seconds'),
  };
  const times = answered(ends);
  const share = (value: number) => (times.length === 0 ? '-' : percentile(times, value).toFixed(0));
  const cores = (used: number) => (used / took).toFixed(2);
  const cells = [
    `${rate}/s`,
    (times.length / took).toFixed(1),
    String(ends.filter(({ status }) => status === 429).length),
    String(ends.filter(({ status }) => status !== 200 && status !== 429).length),
    String(defaults()),
    share(0.5),
    share(0.99),
    slowest(ends).toFixed(0),
    after.run ? cores(spent(after.run, before.run, 'mainThread')) : '',
    after.run ? cores(used.run) : 'bare',
    cores(used.database),
    ((1000 * (used.run + used.database)) / times.length).toFixed(1),
    after.run?.megabytes.toFixed(0) ?? '',
    after.database.megabytes.toFixed(0),
  ];
  say(line(cells));
  const errors = ends.flatMap(({ status }) => (status === 200 || status === 429 ? [] : [status ?? 'no answer']));
  if (errors.length > 0) say(`       errors: ${[...new Set(errors)].join(', ')}`);
  return { rate, ends };
}

function judge(measured: readonly Measured[], possible: readonly Measured[], seconds: number): void {
  const keptUp = (all: readonly Measured[]) =>
    Math.max(0, ...all.filter(({ ends }) => isKeptUp(ends)).map(({ rate }) => rate));
  const most = (all: readonly Measured[]) => Math.max(...all.map(({ ends }) => answeredIn(ends, seconds)));
  const longest = Math.max(...measured.map(({ ends }) => slowest(ends)));
  const isMet = longest <= longestAnswer;
  if (!isMet) process.exitCode = 1;
  say(legend);
  say(`kept up with                ${keptUp(measured)}/s; DynamoDB alone ${keptUp(possible)}/s`);
  say(`answered in time at most    ${most(measured).toFixed(0)}/s; DynamoDB alone ${most(possible).toFixed(0)}/s`);
  say(`slowest answer              ${longest.toFixed(0)} ms, target ${longestAnswer}: ${isMet ? 'ok' : 'miss'}`);
}

function answered(ends: readonly Ended[]): number[] {
  return ends.flatMap(({ status, took }) => (status === 200 ? [took] : []));
}

/** Answers of 200 a second that took no longer than they may. */
function answeredIn(ends: readonly Ended[], seconds: number): number {
  return answered(ends).filter((took) => took <= longestAnswer).length / seconds;
}

function isKeptUp(ends: readonly Ended[]): boolean {
  return answered(ends).filter((took) => took <= longestAnswer).length >= enough * ends.length;
}

function slowest(ends: readonly Ended[]): number {
  return Math.max(...ends.map(({ took }) => took));
}

function line(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padStart(widths[index] ?? 0)).join(' ');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const legend = `
answered   answers of 200 a second, until the last request had ended
p50, p99   of those answers; max: of all answers; from the moment at which the request was due
default    new visitors with the default number, as the pool was full or held to be
main       processor cores that the main thread used; process: with the threads of the functions; dynamodb: the database
CPU ms     processor time of both for an answer of 200
MB         in memory afterwards, of the process and of the database
bare       the embedded DynamoDB alone
`;

await main();
