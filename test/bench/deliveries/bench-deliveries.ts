import { scriptOptions, wholeNumber } from '../../script-options.ts';
import { type LocalRun, startLocalRun } from '../../start-local-run.ts';
import { usageOf } from '../local/process-usage.ts';
import { costOfThousand, prices } from './delivery-prices.ts';
import { openDeliveryShop } from './delivery-shop.ts';
import { executionsOfRun } from './executions-of-run.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { unitsPerDelivery } from './request-units.ts';

const help = `npm run bench:deliveries [-- --conversions 10000] [-- --quick]

How fast, and for how much, does the state machine tell destinations? A local run of its own with fresh data: its stream, its
functions and its state machine, as the template has them. Conversions with three webhooks each are put as settling puts them, a fifth
of them and then all others as fast as the database takes them; a receiver takes them all at once. State transitions are those of the
executions that ran; request units those of 100 conversions in a second local run, whose functions reach the database through a meter.
Ends with 1 if a target is missed.

  --conversions  so many instead of 10000; memory is compared with that after a fifth of them
  --quick        500 conversions
  --help         this`;

const destinations = 3;
/** Request units are counted, not timed: those of so many conversions say enough. */
const meteredConversions = 100;
/** State transitions of a delivery that succeeds at once, at most. */
const mostTransitions = 6;
/** Memory in the end is at most so many times that after the first fifth. */
const mostGrowth = 1.1;

interface Measured {
  readonly deliveriesPerSecond: number;
  /** Megabytes of the local run's process, all functions included, after the first fifth and in the end. */
  readonly memory: { readonly first: number; readonly last: number };
  readonly seconds: number;
}

async function main(): Promise<void> {
  const values = scriptOptions(help, { conversions: { type: 'string' }, quick: { type: 'boolean' } });
  const conversions = wholeNumber('--conversions', values.conversions ?? (values.quick ? '500' : '10000'), 5);
  const receiver = await startReceiver();
  const run = await startLocalRun();
  const progress = setInterval(() => {
    process.stderr.write(`${receiver.counted().deliveries} of ${conversions * destinations} deliveries\n`);
  }, 30_000);
  try {
    const { deliveriesPerSecond, memory, seconds } = await deliver(run, receiver, conversions);
    await run.stop();
    const { executions, succeeded, transitions, most } = executionsOfRun(run.dataDirectory);
    const { requests, deliveries } = receiver.counted();
    const units = await unitsPerDelivery(meteredConversions, destinations);
    const dollars = costOfThousand(transitions / deliveries, units);
    say(`${conversions} conversions to ${destinations} destinations each, prices of ${prices.since}\n`);
    row('deliveries', deliveries);
    row('deliveries a second', deliveriesPerSecond);
    row('requests per delivery', requests / deliveries, 1);
    row('executions that did not succeed', executions - succeeded, 0);
    row('state transitions per delivery', transitions / deliveries);
    row('most of one execution', most, mostTransitions);
    row('read units per delivery', units.readUnits);
    row('write units per delivery', units.writeUnits);
    row('dollars per thousand deliveries', dollars.stepFunctions + dollars.dynamoDB + dollars.lambda);
    row('  of Step Functions', dollars.stepFunctions);
    row('  of DynamoDB', dollars.dynamoDB);
    row('  of Lambda, by assumption', dollars.lambda);
    row(`memory after ${Math.floor(conversions / 5)}, MB`, memory.first);
    row(`memory after ${conversions}, MB`, memory.last);
    row('growth of memory', memory.last / memory.first, mostGrowth);
    row('seconds', seconds);
    const isMet =
      most <= mostTransitions &&
      requests === deliveries &&
      succeeded === executions &&
      memory.last <= memory.first * mostGrowth;
    say(isMet ? '\nAll targets are met.' : '\nA target is missed.');
    process.exitCode = isMet ? 0 : 1;
  } catch (error) {
    process.stderr.write(`The local run said at last:\n${run.output().slice(-2000)}\n`);
    throw error;
  } finally {
    clearInterval(progress);
    await run.discard();
    await receiver.close();
  }
}

/** The first fifth, and when that has gone out all others. */
async function deliver(run: LocalRun, receiver: Receiver, conversions: number): Promise<Measured> {
  const shop = await openDeliveryShop(run, { receiver: receiver.url, destinations, database: run.awsUrl });
  const pid = run.process.pid ?? 0;
  const first = Math.floor(conversions / 5);
  const begun = performance.now();
  await shop.convert(0, first);
  await receiver.until(first * destinations);
  const afterFirst = await settledMegabytes(pid);
  const others = performance.now();
  await shop.convert(first, conversions);
  await receiver.until(conversions * destinations);
  const ended = performance.now();
  return {
    deliveriesPerSecond: ((conversions - first) * destinations * 1000) / (ended - others),
    memory: { first: afterFirst, last: await settledMegabytes(pid) },
    seconds: (performance.now() - begun) / 1000,
  };
}

/** The least of half a minute without work: what a collection would free soon is no growth, and containers end that nobody needs. */
async function settledMegabytes(pid: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let second = 0; second < 30; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    least = Math.min(least, usageOf(pid).megabytes);
  }
  return least;
}

function row(name: string, value: number, target?: number): void {
  const digits = Number.isInteger(value) ? 0 : value < 1 ? 4 : value < 10 ? 2 : 0;
  const aim = target === undefined ? '' : `   at most ${target}`;
  say(`${name.padEnd(34)}${value.toFixed(digits).padStart(10)}${aim}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
