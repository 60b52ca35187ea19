import { management } from '../../e2e/management.ts';
import { scriptOptions, wholeNumber } from '../../script-options.ts';
import { startLocalRun } from '../../start-local-run.ts';
import { alternately } from './ask-alternately.ts';
import { importByCommand } from './import-by-command.ts';
import { mean, median, percentile } from './percentile.ts';
import { largeNumbers, type Shop, setUpShop } from './shop.ts';

const help = `npm run bench:large-pool [-- --numbers 10000] [-- --asks 320]

Imports numbers into a pool of a local run of its own, by the command that users have, and then asks it for numbers, in turn with
small pools of 100: how long the answer to a new visitor takes, over HTTP. Prints a table with targets; ends with 1 if one is missed.
The slowest answers are those beside which a shard is read again; large pools have larger shards, and less of them to read.

  --numbers    size of the large pool
  --asks       visitors of each pool, at most 400
  --help       this`;

/** Seconds for the import; how much longer an answer of the large pool may take. */
const targets = { importSeconds: 60, ratio: 1.5 };

async function main(): Promise<void> {
  const values = scriptOptions(help, {
    numbers: { type: 'string', default: '10000' },
    asks: { type: 'string', default: '320' },
  });
  const count = wholeNumber('--numbers', values.numbers);
  const asks = Math.min(wholeNumber('--asks', values.asks), 400);
  const run = await startLocalRun();
  try {
    const shop = await setUpShop(management(run));
    const seconds = await importByCommand(run, shop.large, largeNumbers(count));
    row('', 'measured', 'target', '');
    judge(`import of ${count} numbers, s`, seconds, targets.importSeconds, 1);
    await answers(run.url, shop, asks);
  } finally {
    await run.discard();
  }
}

/** The first askers of both meet a container that knows neither pool; they do not count. */
async function answers(url: string, shop: Shop, asks: number): Promise<void> {
  const { large, small } = await alternately(url, shop, asks);
  say(`\n${''.padEnd(30)}${['median', 'mean', 'p95'].map((name) => name.padStart(10)).join('')}`);
  const rows = [small, large].map((times) => [median(times), mean(times), percentile(times, 0.95)]);
  for (const [index, figures] of rows.entries()) {
    const name = index === 0 ? 'pool of 100, ms' : 'large pool, ms';
    say(`${name.padEnd(30)}${figures.map((figure) => figure.toFixed(1).padStart(10)).join('')}`);
  }
  say('');
  judge('large / small, median', median(large) / median(small), targets.ratio, 2);
  judge('large / small, mean', mean(large) / mean(small), targets.ratio, 2);
}

function judge(name: string, measured: number, target: number, digits: number): void {
  const isMet = measured <= target;
  if (!isMet) process.exitCode = 1;
  row(name, measured.toFixed(digits), `<= ${target}`, isMet ? 'ok' : 'miss');
}

function row(name: string, measured: string, target: string, verdict: string): void {
  say(`${name.padEnd(30)}${measured.padStart(10)}${target.padStart(10)}  ${verdict}`.trimEnd());
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
