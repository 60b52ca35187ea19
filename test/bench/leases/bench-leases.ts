import { parseArgs } from 'node:util';
import { type Contestant, engine, indexed } from './contestants.ts';
import { type Database, startDatabase } from './database.ts';
import { erlangCoverage } from './erlang-b.ts';
import { ideal } from './ideal.ts';
import { legend, printedRow, type Row, titles } from './print-row.ts';
import { runTraffic } from './run-traffic.ts';
import { verdict } from './targets.ts';
import { atOnce, flashCrowd, steady, type Traffic } from './traffic.ts';

const help = `npm run bench:leases [-- --quick] [-- --in-memory] [-- --numbers 50]

Measures how numbers are leased: one process, several container memories, the product's own store functions on an embedded
DynamoDB, virtual time. Prints a table with the targets of the design, beside an ideal policy and an index design.

  --quick      fewer visitors and loads, under 90 s; what is said of coverage and accuracy then depends on chance
  --in-memory  without DynamoDB: a minute for everything, for trying a policy; units are not known then
  --numbers    only pools of so many numbers
  --help       this`;

interface Run {
  readonly traffic: Traffic;
  readonly contestant: Contestant;
  readonly containers: number;
}

function runs(isQuick: boolean): Run[] {
  const loads = isQuick ? [0.3, 0.7, 1.2] : [0.3, 0.7, 0.9, 1.2, 3];
  const asked = isQuick ? 100 : 1000;
  const steadyRuns = [10, 50, 200, 1000].flatMap((numbers) =>
    loads
      .filter((load) => !isQuick || numbers < 200 || load === 0.7)
      .flatMap((load) => {
        const traffic = steady(numbers, load, asked);
        const isCompared = !isQuick || (numbers === 50 && load === 0.7);
        return [
          { traffic, contestant: engine, containers: 1 },
          { traffic, contestant: engine, containers: 4 },
          ...(isCompared ? [{ traffic, contestant: indexed, containers: 4 }] : []),
        ];
      }),
  );
  const many = isQuick ? [] : [50, 200, 1000].map((numbers) => steady(numbers, 0.7, asked));
  const crowds = isQuick
    ? [atOnce(50, 200), atOnce(200, 200)]
    : [
        flashCrowd(50),
        flashCrowd(200),
        atOnce(50, 50),
        atOnce(50, 200),
        atOnce(200, 200),
        atOnce(1000, 200),
        atOnce(1000, 500),
      ];
  return [
    ...steadyRuns,
    ...many.map((traffic) => ({ traffic, contestant: engine, containers: 8 })),
    ...[0.3, 0.7].map((load) => ({ traffic: steady(50, load, asked), contestant: engine, containers: 0 })),
    ...crowds.flatMap((traffic) => [
      { traffic, contestant: engine, containers: 8 },
      { traffic, contestant: indexed, containers: 8 },
    ]),
  ];
}

async function measured(database: Database | undefined, { traffic, contestant, containers }: Run): Promise<Row> {
  const { name, numbers, load } = traffic;
  return {
    traffic: name,
    numbers,
    load,
    containers,
    contestant: contestant.name,
    isJudged: contestant === engine,
    figures: await runTraffic(database, traffic, contestant, containers),
    ideal: ideal(traffic),
    erlang: load === undefined ? undefined : erlangCoverage(numbers, numbers * load),
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      'in-memory': { type: 'boolean' },
      numbers: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return say(help);
  const started = performance.now();
  const database = values['in-memory'] ? undefined : await startDatabase();
  const only = values.numbers === undefined ? undefined : Number(values.numbers);
  const all = runs(values.quick === true).filter(({ traffic }) => only === undefined || traffic.numbers === only);
  const rows: Row[] = [];
  try {
    say(titles());
    for (const run of all) {
      rows.push(await measured(database, run));
      say(rows.slice(-1).map(printedRow).join(''));
      progress(`${rows.length} of ${all.length} rows, ${seconds(started)} s`);
    }
  } finally {
    database?.stop();
  }
  say(legend);
  const missed = rows.filter((row) => row.isJudged && verdict(row).startsWith('miss'));
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
