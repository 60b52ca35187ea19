import { scriptOptions } from '../../script-options.ts';
import { mostBundleBytes } from './bundle-limit.ts';
import { bareBundle, numbersBundle, removeBundle } from './bundles.ts';
import { loadTimes, median, medianRatio } from './load-times.ts';
import { kinds } from './warm-function.ts';
import { warmTimes } from './warm-times.ts';

const help = `npm run bench:cold [-- --quick]

Measures what a visitor waits for besides DynamoDB: how large the bundle of the function is that gives numbers to pages, how
long it takes to load in a fresh process beside a bare function that has nothing but the same DynamoDB client, and the
processor time that a warm function takes for a request. Ends with 1 if a target is missed.

  --quick   fewer processes and requests
  --help    this`;

const mostTimes = 1.3;
const mostProcessorMs = 1;

async function main(): Promise<void> {
  const values = scriptOptions(help, { quick: { type: 'boolean' } });
  const ours = await numbersBundle(say);
  const bare = await bareBundle();
  say('Loading each in fresh processes ...');
  const [own = [], other = []] = await loadTimes([ours.file, bare.file], values.quick === true ? 31 : 151);
  const times = medianRatio(own, other);
  say('Making requests ...');
  const { first, ...warm } = await warmTimes(ours.file, bare.file, values.quick === true ? 300 : 1500);

  await Promise.all([ours, bare].map(removeBundle));
  const ownMs = warm['new visitor'] - warm['two writes alone'];

  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} KB`;
  const rows: readonly (readonly [what: string, measured: string, target?: string, isMet?: boolean])[] = [
    ['bundle', kilobytes(ours.bytes), `under ${kilobytes(mostBundleBytes)}`, ours.bytes < mostBundleBytes],
    ['  its source map', kilobytes(ours.bytesOfSourceMap)],
    ['  bundle of a bare function', kilobytes(bare.bytes)],
    ['load time', `${median(own).toFixed(1)} ms`],
    ['  of a bare function', `${median(other).toFixed(1)} ms`],
    ['  how many times as long', times.toFixed(2), `at most ${mostTimes}`, times <= mostTimes],
    ['from loading to the first answer', `${first.toFixed(0)} ms`],
    ...kinds.map((kind): [string, string] => [`processor time, ${kind}`, `${warm[kind].toFixed(2)} ms`]),
    ['  our own, of a new visitor', `${ownMs.toFixed(2)} ms`, `under ${mostProcessorMs} ms`, ownMs < mostProcessorMs],
  ];
  say('');
  for (const [what, measured, target = '', isMet] of rows) {
    const verdict = isMet === undefined ? '' : isMet ? 'ok' : 'miss';
    say(`${what.padEnd(34)} ${measured.padStart(9)}   ${target.padEnd(14)} ${verdict}`.trimEnd());
  }
  const isMissed = rows.some(([, , , isMet]) => isMet === false);
  say(legend);
  say(isMissed ? '\nA target is missed.' : '\nAll targets are met.');
  process.exitCode = isMissed ? 1 : 0;
}

const legend = `
load       median over fresh processes, in turn; how many times as long: median of each pair of neighbours, as a machine changes
           its speed. Both without reading source maps, as the function is deployed
processor  median per request of a warm function, garbage collection and compiling included; DynamoDB is another process. Two
           writes alone: the bare function writes a lease and a visit, as each new visitor needs; the rest is our own.
           Visitors come 0.4 s after each other, by the function's clock.`;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
