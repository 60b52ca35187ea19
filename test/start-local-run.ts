import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from 'cloudformation-local';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A local run of its own: free ports, a fresh data folder unless `env.LEASELINE_DATA` names one. */
export interface LocalRun {
  readonly url: string;
  readonly awsUrl: string;
  readonly key: string;
  readonly dataDirectory: string;
  readonly process: ChildProcess;
  /** Everything printed so far, both streams. */
  output: () => string;
  /** As Ctrl-C; resolves with the exit code once the process has ended. */
  stop(): Promise<number | null>;
  /** Stops, and deletes the data. */
  discard(): Promise<void>;
  /** As a crash: nothing is tidied up. */
  kill9(): Promise<void>;
}

/** Starts `bin/local.ts` and waits until it says that it is ready; rejects with its output if it ends instead. */
export async function startLocalRun({ env = {} }: { env?: Record<string, string> } = {}): Promise<LocalRun> {
  const dataDirectory = env.LEASELINE_DATA ?? (await mkdtemp(path.join(tmpdir(), 'leaseline-')));
  const [port, awsPort] = await twoFreePorts();
  const settings = {
    LEASELINE_PORT: String(port),
    LEASELINE_AWS_PORT: String(awsPort),
    LEASELINE_KEY: 'local',
    LEASELINE_DATA: dataDirectory,
    ...env,
  };
  const run = spawnLocalRun(settings);
  await run.ready;
  return {
    url: `http://localhost:${settings.LEASELINE_PORT}`,
    awsUrl: `http://127.0.0.1:${settings.LEASELINE_AWS_PORT}`,
    key: settings.LEASELINE_KEY,
    dataDirectory,
    process: run.child,
    output: run.output,
    stop: () => ended(run.child, 'SIGINT'),
    discard: async () => {
      await ended(run.child, 'SIGINT');
      await rm(dataDirectory, { recursive: true, force: true });
    },
    kill9: async () => void (await ended(run.child, 'SIGKILL')),
  };
}

/** A port that was free a moment ago may be named again at once. */
async function twoFreePorts(): Promise<readonly [number, number]> {
  const port = await freePort();
  let other = await freePort();
  while (other === port) other = await freePort();
  return [port, other];
}

/** Starts `bin/local.ts` with this environment and does not wait; for starts that are meant to fail. */
export function spawnLocalRun(
  env: Record<string, string>,
  options: readonly string[] = [],
): { child: ChildProcess; output: () => string; ready: Promise<void>; exited: Promise<number | null> } {
  const child = spawn(process.execPath, ['bin/local.ts', ...options], {
    cwd: root,
    env: {
      PATH: process.env.PATH!,
      HOME: process.env.HOME!,
      TMPDIR: tmpdir(),
      ...sharedDynamoDB(env.LEASELINE_DATA),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        if (printed.includes('Ctrl-C stops it')) resolve();
      });
    }
    void exited.then((code) => reject(new Error(`the local run ended with ${code}:\n${printed}`)));
  });
  ready.catch(() => undefined);
  return { child, output: () => printed, ready, exited };
}

/** Where the tests are given a DynamoDB, the run uses it too, with tables of its own for each data folder. */
function sharedDynamoDB(dataDirectory = 'leaseline'): Record<string, string> {
  const endpoint = process.env.SHARED_DYNAMODB_ENDPOINT;
  if (endpoint === undefined) return {};
  return { LEASELINE_DYNAMODB_ENDPOINT: endpoint, LEASELINE_TABLE_PREFIX: `${path.basename(dataDirectory)}-` };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  return code as number | null;
}
