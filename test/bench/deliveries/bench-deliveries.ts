import { scriptOptions, wholeNumber } from '../../script-options.ts';
import { startLocalRun } from '../../start-local-run.ts';
import { usageOf } from '../local/process-usage.ts';
import { costOfThousand, prices } from './delivery-prices.ts';
import { openDeliveryShop } from './delivery-shop.ts';
import { startReceiver } from './receiver.ts';
import { transitionsOf } from './transitions.ts';

const help = `npm run bench:deliveries [-- --conversions 10000] [-- --quick]

How fast, and for how much, does the state machine tell destinations? A local run of its own with fresh data: its stream, its
functions and its state machine, as the template has them. Conversions with three webhooks each are put as settling puts them,
100 at a time; a receiver takes them all at once. Ends with 1 if a target is missed.

  --conversions  so many instead of 10000; memory is compared with that after a fifth of them
  --quick        500 conversions
  --help         this`;

const destinations = 3;
/** So many conversions are put at a time: a machine of two cores is not to be measured by how long its queue is. */
const ahead = 100;
/** State transitions of a delivery that succeeds at once, at most. */
const mostTransitions = 6;
/** Memory in the end is at most so many times that after the first fifth. */
const mostGrowth = 1.1;

async function main(): Promise<void> {
  const values = scriptOptions(help, { conversions: { type: 'string' }, quick: { type: 'boolean' } });
  const conversions = wholeNumber('--conversions', values.conversions ?? (values.quick ? '500' : '10000'));
  if (!Number.isInteger(conversions) || conversions < 5)
    throw new Error('--conversions takes a whole number from 5 on');
  const receiver = await startReceiver();
  const run = await startLocalRun();
  try {
    const shop = await openDeliveryShop(run, receiver.url, destinations);
    const pid = run.process.pid ?? 0;
    /** Until all have arrived; what is put goes ahead of what has arrived by a little only. */
    const convert = async (from: number, to: number) => {
      for (let number = from; number < to; number += ahead) {
        const next = Math.min(to, number + ahead);
        await shop.convert(number, next);
        await receiver.until(next * destinations);
      }
    };
    const first = Math.floor(conversions / 5);
    const begun = performance.now();
    await convert(0, first);
    const memory = { first: await settledMegabytes(pid), last: 0 };
    const half = performance.now();
    await convert(first, conversions);
    const seconds = (performance.now() - half) / 1000;
    memory.last = await settledMegabytes(pid);
    const { requests, deliveries } = receiver.counted();
    const attempts = requests / deliveries;
    const transitions = (await transitionsOf(await shop.definition())) * attempts;
    say(`${conversions} conversions to ${destinations} destinations each, prices of ${prices.since}\n`);
    row('deliveries a second', ((conversions - first) * destinations) / seconds);
    row('requests per delivery', attempts, 1);
    row('state transitions per delivery', transitions, mostTransitions);
    row('dollars per thousand deliveries', costOfThousand(transitions));
    row(`memory after ${first}, MB`, memory.first);
    row(`memory after ${conversions}, MB`, memory.last);
    row('growth of memory', memory.last / memory.first, mostGrowth);
    row('seconds in all', (performance.now() - begun) / 1000);
    const isMet = transitions <= mostTransitions && attempts <= 1 && memory.last <= memory.first * mostGrowth;
    say(isMet ? '\nAll targets are met.' : '\nA target is missed.');
    process.exitCode = isMet ? 0 : 1;
  } catch (error) {
    process.stderr.write(`The local run said at last:\n${run.output().slice(-2000)}\n`);
    throw error;
  } finally {
    await run.discard();
    await receiver.close();
  }
}

/** The least of ten seconds without work: what a collection would free soon is no growth. */
async function settledMegabytes(pid: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let second = 0; second < 10; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    least = Math.min(least, usageOf(pid).megabytes);
  }
  return least;
}

function row(name: string, value: number, target?: number): void {
  const digits = value < 1 ? 4 : value < 10 ? 2 : 0;
  const aim = target === undefined ? '' : `   at most ${target}`;
  say(`${name.padEnd(34)}${value.toFixed(digits).padStart(10)}${aim}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
