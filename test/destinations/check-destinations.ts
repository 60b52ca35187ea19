import { createTable, embeddedDynamoDB } from '../embedded-dynamodb.ts';
import globalSetup from '../global-setup.ts';
import globalTeardown from '../global-teardown.ts';
import { scriptOptions, wholeNumber } from '../script-options.ts';
import { type Result, runTrial, tableOf } from './run-trials.ts';
import { startStandIn } from './stand-in.ts';
import { allTrials } from './trials.ts';

const help = `npm run check:destinations [-- --conversions 1000] [-- --seed 20261130] [-- --only meta]

Tells every destination of conversions, with their new values and withdrawals, while one request in five meets a receiver that is slow,
answers 429, 500, a refusal, an error within a success, or hangs up in the middle of its answer, and one attempt in twenty is killed.
The receivers are stand-ins that count as the destinations declare: each conversion must count once, with its newest value, or be parked
where nobody can tell. Prints a table of destinations. Ends with 1 if anything is counted twice, lost, stale or told twice blindly.

  --conversions  of each destination (default 1000)
  --seed         the same seed brings the same faults (default: today's date)
  --only         destinations whose name begins so
  --help         this`;

async function main(): Promise<number> {
  const values = scriptOptions(help, {
    conversions: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    only: { type: 'string', default: '' },
  });
  const conversions = wholeNumber('--conversions', values.conversions);
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  const seed = wholeNumber('--seed', values.seed ?? today, 0);
  const { only } = values;
  const trials = [...allTrials().entries()].filter(([, { name }]) => name.startsWith(only));
  say(`seed ${seed}: ${conversions} conversions to each of ${trials.length} destinations`);
  const started = performance.now();
  await globalSetup();
  const standIn = await startStandIn();
  try {
    const calls = { documents: embeddedDynamoDB().documents, name: await createTable('Calls') };
    const results: Result[] = [];
    for (const [number, trial] of trials) {
      results.push(await runTrial(trial, number, { calls, standIn, seed, conversions }));
      say(`${Math.round((performance.now() - started) / 1000)} s  ${trial.name}`);
    }
    const wrong = results.reduce((sum, each) => sum + each.wrong.length, 0);
    say(
      `\n${tableOf(results)}\n\nseed ${seed}: ${wrong === 0 ? 'each counted once, or parked where nobody can tell' : `${wrong} wrong`}`,
    );
    return wrong === 0 && results.length > 0 ? 0 : 1;
  } finally {
    await standIn.close();
    await globalTeardown();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
