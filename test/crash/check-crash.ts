import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type AccountLine, account } from './account.ts';
import { childrenNamed, isAlive } from './child-processes.ts';
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
      const withDatabase = round % 2 === 0;
      await crash(run, withDatabase);
      const { leased, refused } = evidence;
      say(
        `crash ${round} of ${rounds}${withDatabase ? ', with its DynamoDB' : ''}: ` +
          `${leased.length} leases and ${refused.length} defaults answered so far, ${evidence.cutOff} requests cut off`,
      );
      run = await startLocalRun({ env: environmentOf(run) });
    }
    await sleep(2000);
    closing.abort();
    await Promise.all(visitors);
    const lines = account(evidence, await readStored(run.url, run.awsUrl));
    print(lines, poolSize);
    return lines.every((line) => line.broken.length === 0 && line.checked > 0) ? 0 : 1;
  } finally {
    closing.abort();
    await run.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

/** Ends the run as a power cut does; its DynamoDB may survive it as an orphan, or go down with it. */
async function crash(run: LocalRun, withDatabase: boolean): Promise<void> {
  const children = childrenNamed(run.process.pid!, database);
  if (children.length === 0) throw new Error('the local run has no DynamoDB of its own to crash');
  await run.kill9();
  if (!withDatabase) return;
  for (const pid of children) if (isAlive(pid, database)) process.kill(pid, 'SIGKILL');
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
