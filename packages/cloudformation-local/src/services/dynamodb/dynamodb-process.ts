import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../free-port.ts';
import type { Machine } from '../../machine.ts';
import { StartProblem } from '../../start-problem.ts';
import { dynamoDBProgram } from './dynamodb-program.ts';
import { endLeftovers } from './leftover.ts';
import { indexStreamRecords } from './stream-index.ts';

/**
 * A shell stands between us and the emulator: it reads a pipe that only we hold, so when we end, in whatever way,
 * also by kill -9, the pipe closes and the emulator is ended. When the emulator ends first, so does the shell.
 */
const guard =
  '"$@" </dev/null & child=$!; exec 3<&0; { cat <&3 >/dev/null; kill -9 $child; } 2>/dev/null & wait $child';

/**
 * Starts the embedded DynamoDB on the data folder; gives its address.
 * @param optionName how the user names another DynamoDB
 */
export async function startDynamoDB(machine: Machine, optionName = 'dynamoDBEndpoint'): Promise<string> {
  const program = dynamoDBProgram();
  if (program === undefined) {
    const { platform, arch } = process;
    throw new StartProblem([
      `There is no embedded DynamoDB for ${platform}-${arch}: install @dynoxide/${platform}-${arch} if there is such a package, or set ${optionName} to the address of another DynamoDB, such as DynamoDB Local.`,
    ]);
  }
  const databaseFile = path.join(machine.dataDirectory, 'dynamodb.sqlite');
  await endLeftovers(databaseFile);
  const port = await freePort();
  const host = hiddenLoopbackAddress();
  const words = [program, 'serve', '--host', host, '--port', String(port), '--db-path', databaseFile];
  // Its own process group: a Ctrl-C at the terminal must reach us first, so that running work can end.
  const child = spawn('/bin/sh', ['-c', guard, 'sh', ...words], { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    const text = chunk.toString();
    if (!text.startsWith('Dynoxide listening')) complaints.push(text);
  });
  child.stdin?.on('error', () => {});
  let stopping = false;
  child.once('exit', () => {
    child.stdin?.destroy();
    if (!stopping) machine.log.warn(`The embedded DynamoDB ended by itself. ${complaints.join('').trim()}`);
  });
  machine.onStop(async () => {
    stopping = true;
    await stop(child);
  });
  const endpoint = `http://${host}:${port}`;
  await untilReachable(child, endpoint, complaints);
  indexStreamRecords(databaseFile);
  return endpoint;
}

/**
 * A loopback address for an emulator that answers pages of every origin, and cannot be told not to. Such a page can try all
 * ports of 127.0.0.1, but not the 16 million addresses of the loopback network, each with all its ports. Only Linux has them all.
 */
function hiddenLoopbackAddress(): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  return `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
}

async function untilReachable(child: ChildProcess, endpoint: string, complaints: readonly string[]): Promise<void> {
  for (let attempt = 0; child.exitCode === null && child.signalCode === null && attempt < 500; attempt++) {
    const answered = await fetch(endpoint).then(
      async (response) => {
        await response.arrayBuffer();
        return true;
      },
      () => false,
    );
    if (answered) return;
    await sleep(10);
  }
  throw new StartProblem([`The embedded DynamoDB does not start. ${complaints.join('').trim()}`]);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}
