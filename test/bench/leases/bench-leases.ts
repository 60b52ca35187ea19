import { scriptOptions, wholeNumber } from '../../script-options.ts';
import { engine } from './contestants.ts';
import { type Database, startDatabase } from './database.ts';
import { erlangCoverage } from './erlang-b.ts';
import { ideal } from './ideal.ts';
import { lockClient } from './lock-client.ts';
import { installLockPackage } from './lock-package.ts';
import { dollarsPerMillion } from './prices.ts';
import { legend, printedRow, type Row, titles } from './print-row.ts';
import { type Run, rows } from './rows.ts';
import { runTraffic } from './run-traffic.ts';
import { verdict } from './targets.ts';
import { type VisitUnits, visitUnits } from './visit-units.ts';

const help = `npm run bench:leases [-- --quick] [-- --in-memory] [-- --numbers 50]

Measures how numbers are leased: one process, several container memories, the product's own store functions on an embedded
DynamoDB, virtual time. Prints a table with the targets of the design, beside an ideal policy and two rivals: an index design
and the npm package dynamodb-lock-client, which is installed into its folder at the first run. Ends with 1 if a target is missed.

  --quick      fewer visitors and loads, under 90 s; what is said of coverage and accuracy then depends on chance
  --in-memory  without DynamoDB: a minute for everything, for trying a policy; units are not known then
  --numbers    only pools of so many numbers
  --help       this`;

async function measured(
  database: Database | undefined,
  visit: VisitUnits | undefined,
  { traffic, contestant, fleet, routing }: Run,
): Promise<Row> {
  const { name, numbers, load, expected } = traffic;
  const figures = await runTraffic(database, traffic, contestant, fleet);
  const { readUnits, writeUnits, confirmUnits } = figures;
  return {
    traffic: name,
    numbers,
    load,
    containers: fleet.count,
    routing,
    contestant: contestant.name,
    isJudged: contestant === engine,
    figures,
    dollars:
      visit && dollarsPerMillion({ readUnits, writeUnits: writeUnits + confirmUnits + visit.table + visit.index }),
    ideal: ideal(traffic),
    erlang: load === undefined ? expected : erlangCoverage(numbers, numbers * load),
  };
}

async function main(): Promise<void> {
  const values = scriptOptions(help, {
    quick: { type: 'boolean' },
    'in-memory': { type: 'boolean' },
    numbers: { type: 'string' },
  });
  const hasRival = installLockPackage(say);
  if (!hasRival) say('It could not be installed: the table is printed without dynamodb-lock-client.');
  const started = performance.now();
  const database = values['in-memory'] ? undefined : await startDatabase();
  const only = values.numbers === undefined ? undefined : wholeNumber('--numbers', values.numbers);
  const visit = database && (await visitUnits(database));
  const all = rows(values.quick === true)
    .filter(({ traffic }) => only === undefined || traffic.numbers === only)
    .filter(({ contestant }) => hasRival || contestant !== lockClient);
  const done: Row[] = [];
  try {
    say(titles());
    for (const run of all) {
      done.push(await measured(database, visit, run));
      say(done.slice(-1).map(printedRow).join(''));
      progress(`${done.length} of ${all.length} rows, ${seconds(started)} s`);
    }
  } finally {
    database?.stop();
  }
  say(legend);
  const missed = done.filter((row) => row.isJudged && verdict(row).startsWith('miss'));
  process.exitCode = missed.length === 0 ? 0 : 1;
  say(
    `\n${missed.length === 0 ? 'All targets are met' : `${missed.length} rows miss a target`}; ${seconds(started)} s.`,
  );
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Where a person is watching, how far we are; not in the table that is kept. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001b[K\r`);
}

await main();
