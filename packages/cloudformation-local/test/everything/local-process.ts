import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../../src/free-port.ts';

export const node = path.resolve(__dirname, '../../../../node_modules/.bin/node');

export interface LocalProcess {
  readonly outputs: Record<string, string>;
  /** For any stock SDK client. */
  readonly client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
  };
  readonly edge: string;
  said(): string;
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
}

/** Writes the stack with one of everything as a cloud assembly. */
export async function synthesize(folder: string): Promise<void> {
  const child = spawn(node, [path.join(__dirname, 'app.ts'), folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(errors);
}

/** Starts the assembly in a process of its own, and waits until it says that it runs. */
export async function startLocal(assembly: string, dataDirectory: string, faults: object = {}): Promise<LocalProcess> {
  const [port, awsPort] = [await freePort(), await freePort()];
  const options = JSON.stringify({ assembly, dataDirectory, port, awsPort, faults, ...sharedDynamoDB(dataDirectory) });
  const child = spawn(node, [path.join(__dirname, 'start.ts'), options], {
    env: { PATH: process.env.PATH, TZ: 'UTC' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await running(child, () => said);
  const edge = `http://localhost:${port}`;
  const outputs = (await (await fetch(`${edge}/outputs`)).json()) as Record<string, string>;
  return {
    outputs,
    edge,
    client: {
      endpoint: `http://127.0.0.1:${awsPort}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      maxAttempts: 1,
    },
    said: () => said,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

/** Options for the DynamoDB that the tests were given, if they were: tables of its own for each data folder. */
export function sharedDynamoDB(folder: string): { dynamoDBEndpoint?: string; tablePrefix?: string } {
  const dynamoDBEndpoint = process.env.SHARED_DYNAMODB_ENDPOINT;
  if (dynamoDBEndpoint === undefined) return {};
  return { dynamoDBEndpoint, tablePrefix: `${path.basename(path.dirname(folder))}-${path.basename(folder)}-` };
}

async function running(child: ChildProcess, said: () => string): Promise<void> {
  while (!said().includes('It runs.')) {
    if (child.exitCode !== null) throw new Error(`it did not start: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
