import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { scriptOptions, wholeNumber } from '../../script-options.ts';
import type { Measured } from './measure-calls.ts';
import { type Consumption, dollars, prices } from './prices.ts';
import type { ShopSize } from './shop.ts';

const help = `npm run bench:calls [-- --against FOLDER] [-- --calls 1000] [-- --quick] [-- --operations]

What do calls cost over their whole life? Five messages each (lookup, three events, a contact record of some 4 KB), one conversion,
three deliveries; one call in five is of a caller who called before. The product's own functions run on an embedded DynamoDB; request
units are those that it reports, counted between the functions and the database, index by index. Prints a table for a site with 2
pools and 1 rule, and one with 40 pools and 60 rules. Ends with 1 if a target is missed.

  --against     a checkout of another version, with its node_modules: measured by the same script and printed before; the target
                then is half of its units and dollars
  --calls       so many calls instead of 1000
  --quick       100 calls
  --operations  also which operations took the units
  --help        this`;

const sites: readonly (ShopSize & { readonly name: string })[] = [
  { name: '2 pools, 1 rule', pools: 2, rules: 1 },
  { name: '40 pools, 60 rules', pools: 40, rules: 60 },
];

/** Both sites cost the same, within this share. */
const tolerance = 0.03;

interface Row {
  readonly version: string;
  readonly site: string;
  readonly measured: Measured;
}

const here = path.resolve(import.meta.dirname, '../../..');

async function main(): Promise<void> {
  const values = scriptOptions(help, {
    against: { type: 'string' },
    calls: { type: 'string' },
    quick: { type: 'boolean' },
    operations: { type: 'boolean' },
  });
  const calls = wholeNumber('--calls', values.calls ?? (values.quick ? '100' : '1000'));
  if (!Number.isInteger(calls) || calls < 1) throw new Error('--calls must be a whole number above 0');
  const versions = [
    ...(values.against === undefined ? [] : [{ version: 'before', checkout: path.resolve(values.against) }]),
    { version: 'now', checkout: here },
  ];
  for (const { checkout } of versions) {
    if (!existsSync(path.join(checkout, 'node_modules'))) throw new Error(`${checkout} has no node_modules`);
  }
  const rows: Row[] = [];
  say(`A thousand calls (${calls} measured), prices of ${prices.since}\n`);
  say(line(['version', 'site', 'read units', 'write units', 'SQS', 'S3', 'dollars']));
  for (const { version, checkout } of versions) {
    for (const site of sites) {
      const row = { version, site: site.name, measured: await measure(checkout, calls, site) };
      rows.push(row);
      say(printed(row, calls));
      if (values.operations) say(operations(row, calls));
    }
  }
  const { measured } = rows.at(-1)!;
  const { readUnits, writeUnits } = measured.idleSweep;
  say(
    `\nContact records of ${measured.record} bytes. A sweep that finds nothing: ${readUnits} read units, ${writeUnits} write units.`,
  );
  const missed = judged(rows, calls);
  say(missed.length === 0 ? '\nAll targets are met.' : `\nMissed:\n${missed.map((one) => `  ${one}`).join('\n')}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}

function measure(checkout: string, calls: number, { pools, rules }: ShopSize): Promise<Measured> {
  const child = fork(path.join(import.meta.dirname, 'measure-calls.ts'), [checkout, calls, pools, rules].map(String), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (measured) => resolve(measured as Measured));
    child.once('exit', (code) => reject(new Error(`the measuring ended with ${code}`)));
  });
}

function perThousand(consumed: Consumption, calls: number): Consumption {
  return Object.fromEntries(
    Object.entries(consumed).map(([name, count]) => [name, (count / calls) * 1000]),
  ) as unknown as Consumption;
}

function printed({ version, site, measured }: Row, calls: number): string {
  const consumed = perThousand(measured.calls, calls);
  const { readUnits, writeUnits, queueRequests, objectPuts, objectGets } = consumed;
  const counts = [readUnits, writeUnits, queueRequests, objectPuts + objectGets].map((count) => count.toFixed(0));
  return line([version, site, ...counts, dollars(consumed).toFixed(4)]);
}

function operations({ measured }: Row, calls: number): string {
  return Object.entries(measured.byOperation)
    .map(([name, units]) => `    ${(units / calls).toFixed(2).padStart(8)} a call  ${name}`)
    .join('\n');
}

/** What is not as it should be, in words. */
function judged(rows: readonly Row[], calls: number): string[] {
  const kinds = ['readUnits', 'writeUnits', 'dollars'] as const;
  const of = (version: string, { name }: { readonly name: string }) => {
    const row = rows.find((one) => one.version === version && one.site === name);
    if (row === undefined) return undefined;
    const consumed = perThousand(row.measured.calls, calls);
    return { ...consumed, dollars: dollars(consumed) };
  };
  const [small, large] = [of('now', sites[0]!)!, of('now', sites[1]!)!];
  const unequal = kinds
    .filter((kind) => Math.abs(large[kind] / small[kind] - 1) > tolerance)
    .map((kind) => `${kind} of both sites are not the same: ${small[kind].toFixed(4)} and ${large[kind].toFixed(4)}`);
  const tooMuch = sites.flatMap((site) => {
    const [before, now] = [of('before', site), of('now', site)!];
    if (before === undefined) return [];
    return kinds
      .filter((kind) => now[kind] > before[kind] / 2)
      .map(
        (kind) => `${kind}, ${site.name}: ${((100 * now[kind]) / before[kind]).toFixed(0)} % of before instead of 50 %`,
      );
  });
  return [...unequal, ...tooMuch];
}

const widths = [-8, -19, 11, 12, 7, 5, 9];

function line(cells: readonly string[]): string {
  return cells
    .map((cell, index) => (widths[index]! < 0 ? cell.padEnd(-widths[index]!) : cell.padStart(widths[index]!)))
    .join('  ');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
