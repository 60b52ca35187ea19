import { scriptOptions, wholeNumber } from '../../script-options.ts';
import { startDatabase } from '../leases/database.ts';
import { doubleHolders } from './evidence.ts';
import { type Outcome, runWorkers } from './run-workers.ts';

const help = `npm run bench:contention [-- --quick] [-- --clocks-apart 5000]

Lets processes lease the same 200 numbers at the same time: the product's own allocator and store in each of them, on one
embedded DynamoDB, by the real clock. 2 % of the writes each are throttled, made twice, or made but never answered; clocks are
up to 2 s apart; leases last 2 s, so that numbers change hands all the time. Then what each process was told is held against
what the others were told and against the table. Ends with 1 if a number had two holders, or somebody needed more than seven
operations.

  --quick         1, 8 and 16 processes for 5 s each, instead of 1, 8 and 64 for 20 s
  --clocks-apart  ms; leases are safe up to 2000, and with much more the bench must find double holders
  --help          this`;

const numbers = 200;
const faults = 0.02;
const mostOperations = 7;

async function main(): Promise<void> {
  const values = scriptOptions(help, {
    quick: { type: 'boolean' },
    'clocks-apart': { type: 'string', default: '2000' },
  });
  const clocksApartMs = wholeNumber('--clocks-apart', values['clocks-apart'], 0);
  const isQuick = values.quick === true;
  const started = performance.now();
  const missed: string[] = [];
  say(line(columns.map(({ title }) => title)));
  for (const workers of isQuick ? [1, 8, 16] : [1, 8, 64]) {
    const database = await startDatabase();
    try {
      const forMs = isQuick ? 5000 : 20_000;
      const outcome = await runWorkers(database, { workers, numbers, forMs, faults, clocksApartMs });
      const row = measured(workers, outcome);
      say(line(columns.map(({ cell }) => cell(row))));
      missed.push(...row.complaints);
      if (row.most > mostOperations) missed.push(`${workers} processes: ${row.most} operations for one visitor`);
    } finally {
      database.stop();
    }
  }
  say(legend);
  for (const complaint of missed.slice(0, 20)) say(complaint);
  process.exitCode = missed.length === 0 ? 0 : 1;
  const verdict = missed.length === 0 ? 'All targets are met' : `${missed.length} complaints`;
  say(`\n${verdict}; ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}

interface Row {
  readonly workers: number;
  readonly asked: number;
  readonly leased: number;
  readonly failed: number;
  /** Renewals and returns that carried a lease on. */
  readonly kept: number;
  readonly complaints: readonly string[];
  readonly mean: number;
  readonly p99: number;
  readonly most: number;
  readonly ms: { readonly median: number; readonly p99: number };
  readonly faults: string;
}

function measured(workers: number, { accounts, table }: Outcome): Row {
  const asked = accounts.flatMap((account) => account.asked);
  const sightings = accounts.flatMap((account) => account.sightings);
  const unanswered = accounts.flatMap((account) => account.unanswered);
  const operations = sorted(asked.map((one) => one.operations));
  const ms = sorted(asked.map((one) => one.ms));
  const total = (what: 'throttled' | 'duplicated' | 'timedOut') =>
    accounts.reduce((sum, account) => sum + account.faults[what], 0);
  return {
    workers,
    asked: asked.length,
    leased: asked.filter(({ isLeased }) => isLeased).length,
    failed: accounts.reduce((sum, { failed }) => sum + failed, 0),
    kept: sightings.filter(({ how }) => how !== 'allocated').length,
    complaints: doubleHolders({ sightings, unanswered, table }),
    mean: operations.reduce((sum, one) => sum + one, 0) / operations.length,
    p99: at(operations, 0.99),
    most: operations.at(-1) ?? 0,
    ms: { median: at(ms, 0.5), p99: at(ms, 0.99) },
    faults: `${total('throttled')} / ${total('duplicated')} / ${total('timedOut')}`,
  };
}

const columns: readonly { readonly title: string; readonly cell: (row: Row) => string }[] = [
  { title: 'processes', cell: ({ workers }) => String(workers) },
  { title: 'asked', cell: ({ asked }) => String(asked) },
  { title: 'leased', cell: ({ leased }) => String(leased) },
  { title: 'kept', cell: ({ kept }) => String(kept) },
  { title: 'failed', cell: ({ failed }) => String(failed) },
  { title: 'thr. / dup. / lost', cell: (row) => row.faults },
  { title: 'ops mean', cell: ({ mean }) => mean.toFixed(2) },
  { title: 'p99', cell: ({ p99 }) => String(p99) },
  { title: 'max (7)', cell: ({ most }) => String(most) },
  { title: 'ms median', cell: ({ ms }) => ms.median.toFixed(1) },
  { title: 'ms p99', cell: ({ ms }) => ms.p99.toFixed(0) },
  { title: 'double holders (0)', cell: ({ complaints }) => String(complaints.length) },
];

const legend = `
asked    new visitors, about as many as the numbers can serve;   kept: leases that were renewed or taken up again
failed   requests that met faults in all three tries of the client: their visitors see the default number
thr.     writes throttled, made twice, made but not answered;   ops: reads and writes of slots for one visitor
ms       from asking to answer, tries again and the pauses between them included; it depends on the machine
double   promises broken by the shared clock, two leases that followed the same one, leases that went on after they were
holders  followed, and leases that were given but never in the table. Targets in brackets.`;

function line(cells: readonly string[]): string {
  return columns.map(({ title }, index) => (cells[index] ?? '').padStart(Math.max(6, title.length))).join('  ');
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other);
}

function at(values: readonly number[], share: number): number {
  return values[Math.ceil(values.length * share) - 1] ?? 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
