import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { decimalNumber, scriptOptions, wholeNumber } from '../../script-options.ts';
import { tableShapes } from '../../table-shapes.ts';
import { ceiling } from './ceiling.ts';
import { type Contestant, product, rivals } from './contestants.ts';
import { judge } from './judge.ts';
import type { Played, Scene } from './play.ts';
import { legend, printedAccuracy, printedBins, printedRow, type Row, titles, verdictOf } from './print-row.ts';
import { scenes } from './rows.ts';

const help = `npm run bench:matching [-- --quick] [-- --seed 1] [-- --pool 50] [-- --load 0.5]

Are callers taken for whom they are, and is the confidence that is told true? Plays visitors and callers of whom all is known against the
product's own page endpoints, allocator, carrier messages, settling and matching, on an embedded DynamoDB in virtual time: three times to call,
of which two are nothing like the one that the product starts from; calls that begin before the pool has 500 confirmed ones are what it learns
from, and are not judged. Beside it three rivals and a ceiling, on the same calls. Ends with 1 if a target is missed.

  --quick  fewer calls, two of the curves, and no other pools; what is said then depends more on chance
  --seed   another run of chance; the same seed gives the same visitors
  --pool   all three curves in a pool of so many numbers; there are targets for 50
  --load   all three curves with so many visits in a lease time, as a share of the numbers; there are targets for 0.5
  --help   this`;

async function main(): Promise<void> {
  const values = scriptOptions(help, {
    quick: { type: 'boolean' },
    seed: { type: 'string' },
    pool: { type: 'string' },
    load: { type: 'string' },
  });
  const started = performance.now();
  const seed = wholeNumber('--seed', values.seed ?? '1');
  const all = scenes({
    isQuick: values.quick === true,
    seed,
    numbers: values.pool === undefined ? undefined : wholeNumber('--pool', values.pool),
    load: values.load === undefined ? undefined : decimalNumber('--load', values.load, { above: 0, most: 3 }),
  });
  say(`Seed ${seed}\n\n${titles()}`);
  const judged: Row[] = [];
  const details: string[] = [];
  const tables = JSON.stringify(tableShapes());
  let done = 0;
  for (const { scene, playing } of playAll(all, tables)) {
    const played = await playing;
    const [ours, ...others] = rowsOf(scene, played);
    say([ours, ...others].map(printedRow).join('\n'));
    judged.push(ours);
    const { curve, numbers, load } = scene;
    details.push(
      `\n${curve}, ${numbers} numbers, load ${load}: ${played.before} calls before, then ${played.calls.length}`,
      printedBins(ours.figures.calibration.bins),
      printedAccuracy(ours.accuracy.truth, played.measured),
    );
    progress(`${++done} of ${all.length} scenes, ${seconds(started)} s`);
  }
  say(details.join('\n'));
  say(legend);
  const missed = judged.filter((row) => verdictOf(row) !== 'ok');
  process.exitCode = missed.length === 0 ? 0 : 1;
  say(
    `\n${missed.length === 0 ? 'All targets are met' : `${missed.length} rows miss a target`}; ${seconds(started)} s.`,
  );
}

/** Plays as many scenes at once as there are processors, each in a process of its own; in order. */
function playAll(all: readonly Scene[], tables: string) {
  const running: Promise<unknown>[] = [];
  return all.map((scene, index) => {
    const before = Promise.all(running.slice(0, Math.max(0, index + 1 - availableParallelism())));
    const playing = before.then(() => playApart(scene, tables));
    running.push(playing);
    return { scene, playing };
  });
}

function playApart(scene: Scene, tables: string): Promise<Played> {
  const child = fork(path.join(import.meta.dirname, 'play-scene.ts'), [JSON.stringify(scene)], {
    env: { ...process.env, TEST_TABLES: tables },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (played) => resolve(played as Played));
    child.once('exit', (code) => reject(new Error(`a scene ended with ${code}`)));
  });
}

/** The product first. */
function rowsOf(scene: Scene, { calls, measured, truth }: Played) {
  const unlearnt = calls.map(({ match, unlearnt = 0 }) => ({ visitor: match.visit?.visitor, confidence: unlearnt }));
  const row = ({ name, claims }: Contestant): Row => ({
    scene,
    contestant: name,
    figures: judge(calls, claims(calls)),
  });
  const ours = {
    ...row(product),
    accuracy: { measured: measured?.share, truth },
    unlearntError: judge(calls, unlearnt).calibration.error,
  };
  return [ours, ...[ceiling(scene.curve), ...rivals].map(row)] as const;
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
