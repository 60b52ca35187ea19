import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectCaller } from '../e2e/connect-caller.ts';
import { management } from '../e2e/management.ts';
import { startReceiver } from '../e2e/receiver.ts';
import { scriptOptions, wholeNumber } from '../script-options.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { account } from './account.ts';
import { callAccount } from './call-account.ts';
import { noCallEvidence } from './call-evidence.ts';
import { callOneAfterAnother } from './callers.ts';
import { descendantsRunning } from './child-processes.ts';
import { putBackDeadLetters } from './dead-letters.ts';
import { noEvidence } from './evidence.ts';
import { flicker } from './flicker.ts';
import { prepareSite } from './prepare.ts';
import { print, say } from './print-account.ts';
import { receivedConversions } from './received-values.ts';
import { settingsAccount } from './settings-account.ts';
import { noSettingsEvidence, writeSettings } from './settings-writers.ts';
import { readStored } from './stored.ts';
import { readSettings } from './stored-settings.ts';
import { visit } from './visitors.ts';
import { waitUntilSettled } from './wait-until-settled.ts';

const help = `npm run check:crash [-- --rounds 50]

Kills the local run while visitors land, click and withdraw, calls come in, conversions go out and settings are written, starts it again
each time, and holds what everybody was told against the tables and against what the receivers got. Ends with 1 if the account does not
balance.

  --rounds  how many times it is killed (default 50)
  --help    this
`;

const rounds = wholeNumber('--rounds', scriptOptions(help, { rounds: { type: 'string', default: '50' } }).rounds);
const visitorsAtOnce = 6;
const callersAtOnce = 8;
const database = 'dynoxide';

async function main(): Promise<number> {
  const started = Date.now();
  say(`${rounds} crashes under the load of ${visitorsAtOnce} visitors and ${callersAtOnce} callers at once`);
  let run = await startLocalRun();
  const { url, dataDirectory } = run;
  const receiver = await startReceiver();
  const api = management(run);
  const connect = await connectCaller(run);
  const site = await prepareSite(api, receiver);
  const [evidence, calls, settings] = [noEvidence(), noCallEvidence(), noSettingsEvidence()];
  const [closing, closingTill] = [new AbortController(), new AbortController()];
  const parts = { url, siteKey: site.siteKey, connect, api, evidence: calls, clicking: evidence.clicking };
  const signals = { stop: closing.signal, noMoreRevenue: closingTill.signal };
  const visitors = Array.from({ length: visitorsAtOnce }, () => visit(url, site.siteKey, evidence, closing.signal));
  const callers = Array.from({ length: callersAtOnce }, () => callOneAfterAnother({ ...parts, ...signals }));
  const writers = writeSettings(api, settings, closing.signal);
  const flickering = flicker(receiver, closingTill.signal);
  try {
    for (let round = 1; round <= rounds; round++) {
      await isAtWork(() => evidence.leased.length + evidence.refused.length + calls.lookups + calls.records);
      await sleep(Math.random() * 2500);
      const databaseFirst = round % 2 === 0;
      await crash(run, databaseFirst);
      // A value that changes after an attempt was cut off waits for five minutes, so the last changes come early.
      if (round >= rounds * 0.6) closingTill.abort();
      const seconds = Math.round((Date.now() - started) / 1000);
      say(
        `${String(seconds).padStart(4)} s  crash ${round} of ${rounds}${databaseFirst ? ', its DynamoDB first' : ''}: ` +
          `${evidence.leased.length} leases, ${calls.calls.length} calls, ${receiver.received('/').length} requests to receivers so far`,
      );
      run = await startLocalRun({ env: environmentOf(run) });
    }
    await sleep(2000);
    closing.abort();
    closingTill.abort();
    await Promise.all([...visitors, ...callers, ...writers, flickering]);
    const ids = calls.calls.map(({ contact }) => contact.id);
    const read = () => readStored(run.url, run.awsUrl);
    await waitUntilSettled(read, ids, { say });
    const deadLetters = await putBackDeadLetters(run.awsUrl);
    const stored = await waitUntilSettled(read, ids, { say });
    const received = receivedConversions(receiver, site);
    const lines = [
      ...account(evidence, stored),
      ...callAccount({
        evidence: calls,
        clicking: evidence.clicking,
        stored: stored.calls,
        received,
        deadLetters,
        stillDead: stored.deadLetters,
      }),
      ...settingsAccount(settings, await readSettings(api, run.awsUrl, settings)),
    ];
    print({ lines, evidence, calls, stored, received, deadLetters, poolSize: site.poolSize });
    const happened = {
      leases: evidence.leased.length,
      clicks: evidence.clicked.length,
      withdrawals: evidence.withdrawn.length,
      deliveries: received.size,
      'calls by events alone': calls.calls.filter(({ byEventsOnly }) => byEventsOnly).length,
      'calls that were tapped': calls.calls.filter(({ way, visit }) => way === 'tapped' && visit).length,
      'calls that were dialled': calls.calls.filter(({ way, visit }) => way === 'dialled' && visit).length,
      'settings written': settings.writes,
    };
    const never = Object.entries(happened).flatMap(([name, times]) => (times === 0 ? [name] : []));
    if (never.length > 0) say(`Too little happened to judge by: no ${never.join(', no ')}. Try more rounds.`);
    return never.length === 0 && lines.every((line) => line.broken.length === 0) ? 0 : 1;
  } finally {
    closing.abort();
    closingTill.abort();
    connect.close();
    await run.stop();
    await receiver.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

/** Waits until something was answered since the start, so that a slow machine crashes at work, too. */
async function isAtWork(answered: () => number): Promise<void> {
  const [before, started] = [answered(), Date.now()];
  while (answered() < before + 3 && Date.now() - started < 10_000) await sleep(50);
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

process.exitCode = await main();
