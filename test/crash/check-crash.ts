import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type AccountLine, account } from './account.ts';
import { descendantsRunning } from './child-processes.ts';
import { noEvidence } from './evidence.ts';
import { prepareSite } from './prepare.ts';
import { readStored } from './stored.ts';
import { visit } from './visitors.ts';

/** `npm run check:crash`: kills the local run under load, starts it again, and holds what visitors were told against the tables. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 6);
const visitorsAtOnce = 24;
const database = 'dynoxide';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  say(`${rounds} crashes under the load of ${visitorsAtOnce} visitors at once`);
  let run = await startLocalRun();
  const { url, key, dataDirectory } = run;
  const { siteKey, poolSize } = await prepareSite(url, key);
  const evidence = noEvidence();
  const closing = new AbortController();
  const visitors = Array.from({ length: visitorsAtOnce }, () => visit(url, siteKey, evidence, closing.signal));
  try {
    for (let round = 1; round <= rounds; round++) {
      await sleep(1500 + Math.random() * 3000);
      const databaseFirst = round % 2 === 0;
      await crash(run, databaseFirst);
      const { leased, refused } = evidence;
      say(
        `crash ${round} of ${rounds}${databaseFirst ? ', its DynamoDB first' : ''}: ` +
          `${leased.length} leases and ${refused.length} defaults answered so far, ${evidence.cutOff} requests cut off`,
      );
      run = await startLocalRun({ env: environmentOf(run) });
    }
    await sleep(2000);
    closing.abort();
    await Promise.all(visitors);
    const lines = account(evidence, await readStored(run.url, run.awsUrl));
    print(lines, poolSize);
    const troubles = [...evidence.troubles].map(([reason, times]) => `${reason} ${times} times`);
    say(`\nWhat kept visitors from an answer: ${troubles.join(', ')}`);
    return evidence.leased.length > 0 && lines.every((line) => line.broken.length === 0) ? 0 : 1;
  } finally {
    closing.abort();
    await run.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

/** Ends the run as a crash does: all at once, or its DynamoDB a moment earlier, so that functions see writes fail. */
async function crash(run: LocalRun, databaseFirst: boolean): Promise<void> {
  const children = descendantsRunning(run.process.pid!, database);
  if (children.length === 0) throw new Error('the local run has no DynamoDB of its own to crash');
  if (databaseFirst) {
    for (const pid of children) process.kill(pid, 'SIGKILL');
    await sleep(Math.random() * 300);
  }
  await run.kill9();
}

function environmentOf(run: LocalRun): Record<string, string> {
  return {
    LEASELINE_PORT: new URL(run.url).port,
    LEASELINE_AWS_PORT: new URL(run.awsUrl).port,
    LEASELINE_DATA: run.dataDirectory,
    LEASELINE_KEY: run.key,
  };
}

function print(lines: readonly AccountLine[], poolSize: number): void {
  say(`\nThe account, over a pool of ${poolSize} numbers:\n`);
  const width = Math.max(...lines.map((line) => line.claim.length));
  say(`${''.padEnd(width)}  checked  broken`);
  for (const { claim, checked, broken } of lines) {
    say(`${claim.padEnd(width)}  ${String(checked).padStart(7)}  ${String(broken.length).padStart(6)}`);
  }
  for (const sentence of lines.flatMap((line) => line.broken.slice(0, 5))) say(`  - ${sentence}`);
}

process.exitCode = await main();
