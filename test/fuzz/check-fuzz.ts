import { scriptOptions, wholeNumber } from '../script-options.ts';
import { startLocalRun } from '../start-local-run.ts';
import { prepare } from './prepare.ts';
import { fuzzAll, type RouteFailure, tableOf } from './run-fuzz.ts';
import { unsettled } from './unsettled.ts';

const help = `npm run check:fuzz [-- --seed 20261129] [-- --calls 10000]

Sends generated requests to every route of docs/openapi.json, as described, nearly so and hostile, to a local run that it starts for
itself, and holds each answer against the description: no 5xx, no status and no body that is not described, no long refusal. Prints a
table of routes and statuses, and of each failure the smallest request, as curl; and what was given up on the way, in dead-letter queues,
or is still tried a minute later. Ends with 1 if there is one of these.

  --seed    the same seed gives the same requests (default: today's date)
  --calls   requests of the calls that pages make, all together (default 10000); each other route gets a fiftieth of it
  --help    this`;

/** Requests that are under way at a time. */
const lanes = 6;

async function main(): Promise<number> {
  const values = scriptOptions(help, { seed: { type: 'string' }, calls: { type: 'string', default: '10000' } });
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  const seed = wholeNumber('--seed', values.seed ?? today, 0);
  const calls = wholeNumber('--calls', values.calls, 50);
  say(`seed ${seed}: ${calls} page calls, and ${Math.ceil(calls / 50)} of each other route`);
  const started = performance.now();
  // Visitors of this machine are not let off any limit, as on a deployed stack.
  const run = await startLocalRun({ env: { LEASELINE_LOOPBACK_VISITORS: 'refuse' } });
  try {
    const { words, afterwards } = await prepare(run);
    let sent = 0;
    const onRequest = () => {
      if (++sent % 500 === 0) say(`${Math.round((performance.now() - started) / 1000)} s  ${sent} requests`);
    };
    const onFailure = ({ route, problems, curl }: RouteFailure) =>
      say(`! ${route}: ${problems.join('; ')}\n  ${curl.slice(0, 1000)}`);
    const isOfPages = (route: string) => /^POST \/v1\/(numbers|heartbeats|clicks|consents)$/.test(route);
    const requests = (route: string) => (isOfPages(route) ? Math.ceil(calls / 4) : Math.ceil(calls / 50));
    const results = await fuzzAll({ url: run.url, key: run.key, seed, words, requests, onRequest, onFailure }, lanes);
    const after = [...(await afterwards()), ...(await unsettled(run.awsUrl))];
    say(tableOf(results));
    say(after.length === 0 ? '  0 dead letters' : after.map((problem) => `! afterwards: ${problem}`).join('\n'));
    const failed = results.filter(({ failure }) => failure !== undefined).length + after.length;
    say(
      `\nseed ${seed}: ${sent} requests in ${Math.round((performance.now() - started) / 1000)} s; ${failed === 0 ? 'all answered as described' : `${failed} failures`}`,
    );
    return failed === 0 ? 0 : 1;
  } finally {
    await run.discard();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
