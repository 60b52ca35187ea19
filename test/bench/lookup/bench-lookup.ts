import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { callShop } from '../../e2e/call-shop.ts';
import { connectCaller } from '../../e2e/connect-caller.ts';
import { contact } from '../../e2e/connect-payloads.ts';
import { lookupFunctionOf, renewContainers } from '../../e2e/fresh-container.ts';
import { management } from '../../e2e/management.ts';
import { startReceiver } from '../../e2e/receiver.ts';
import { scriptOptions, wholeNumber } from '../../script-options.ts';
import { startLocalRun } from '../../start-local-run.ts';
import { percentile } from '../large-pool/percentile.ts';
import { warmLookups } from './warm-lookups.ts';

const help = `npm run bench:lookup [-- --containers 20 --rate 50 --seconds 10]

What does the first lookup of a container take, while a phone rings? A local run of its own, with fresh data; each lookup meets a
new container, and the container tells in its log what its start was made of. Then warm ones, at a steady rate that
containers have got used to, on a site with 20 routes of which the last one holds. Ends with 1 if an answer is not the real route.

  --containers  how many
  --rate        warm lookups a second
  --seconds     for how long; 0: none
  --help        this`;

const settingsHoldSeconds = 11;

/** As the lookup's log names them, but for the first; key and tables are asked for once the code is loaded, both at once. */
const parts = {
  loading: 'container and code',
  identityKey: 'key of callers, from Secrets Manager',
  tables: 'first answer of DynamoDB',
  answered: 'first lookup, from its request on',
} as const;

const values = scriptOptions(help, {
  containers: { type: 'string', default: '20' },
  rate: { type: 'string', default: '50' },
  seconds: { type: 'string', default: '10' },
});
await main({
  containers: wholeNumber('--containers', values.containers),
  rate: wholeNumber('--rate', values.rate),
  seconds: wholeNumber('--seconds', values.seconds, 0),
});

interface Amounts {
  readonly containers: number;
  readonly rate: number;
  readonly seconds: number;
}

async function main({ containers, rate, seconds }: Amounts): Promise<void> {
  const run = await startLocalRun();
  const receiver = await startReceiver();
  const connect = await connectCaller(run);
  const api = management(run);
  try {
    const shop = await callShop(api, { url: run.url, receiver });
    const visit = await shop.visit('gclid=cold&utm_campaign=spring');
    const lookup = await lookupFunctionOf(run);
    const whole: number[] = [];
    let real = 0;
    for (let index = 1; index <= containers; index++) {
      await renewContainers(run, lookup, `new containers, ${index}`);
      const started = performance.now();
      const answer = await connect.lookup(contact(visit.number?.e164 ?? null, '+13055550131'));
      whole.push(performance.now() - started);
      if (answer.source === 'google') real++;
    }
    const starts = startsIn(run.dataDirectory)
      .slice(-containers)
      .map((start, index) => ({ ...start, loading: Math.round((whole[index] ?? Number.NaN) - (start.answered ?? 0)) }));
    const row = (cells: readonly (string | number)[]) =>
      console.log(
        cells.map((cell, index) => (index === 0 ? String(cell).padEnd(38) : String(cell).padStart(8))).join(''),
      );
    row(['ms', 'median', 'p90', 'longest']);
    for (const [name, title] of Object.entries(parts)) {
      const times = starts
        .flatMap((start: Record<string, number>) => start[name] ?? [])
        .toSorted((one, other) => one - other);
      row([title, percentile(times, 0.5), percentile(times, 0.9), times.at(-1) ?? 0]);
    }
    console.log(`\n${real} of ${containers} new containers answered with the real route.`);
    if (real < containers) process.exitCode = 1;
    if (seconds > 0) await warm();
    async function warm(): Promise<void> {
      const never = Array.from({ length: 19 }, (_, index) => ({
        name: `route ${index}`,
        when: {
          hours: { from: '09:00', to: '18:00', timeZone: 'Asia/Tokyo' },
          campaign: `none-${index}`,
          share: { lt: 50 },
        },
        forwardTo: ['+12025550151'],
      }));
      const routes = [...never, { name: 'all', whisper: 'bench' }];
      const { id: _id, ...site } = await api.must('GET /v1/sites/proof');
      await api.must('PUT /v1/sites/proof', { ...site, routes });
      const number = visit.number?.e164 ?? '';
      // Containers remember the settings of before for so long, and so many at once start all that are needed.
      await warmLookups(connect, number, { rate, seconds: settingsHoldSeconds, whisper: 'bench' });
      const { times, wrong } = await warmLookups(connect, number, { rate, seconds, whisper: 'bench' });
      const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => percentile(times, share).toFixed(1));
      console.log(
        `${times.length} warm lookups, ${rate} a second, by 20 routes: p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms; ${wrong} wrong.`,
      );
      if (wrong > 0) process.exitCode = 1;
    }
  } finally {
    connect.close();
    await run.discard();
    await receiver.close();
  }
}

/** What new containers of the lookup told, in order. */
function startsIn(dataDirectory: string): Record<string, number>[] {
  return globSync('logs/*Lookup*', { cwd: dataDirectory })
    .flatMap((file) => readFileSync(path.join(dataDirectory, file), 'utf8').split('\n'))
    .filter((line) => line.includes('a container started'))
    .map((line) => JSON.parse(line).message as Record<string, number>);
}
