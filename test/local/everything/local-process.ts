import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../../../local/services/free-port.ts';

const root = path.resolve(__dirname, '../../..');
const node = path.join(root, 'node_modules/.bin/node');

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
  const child = spawn(node, [path.join(root, 'test/local/everything/app.ts'), folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(errors);
}

/** Starts `bin/local.ts` on the assembly, as `npm start` does, and waits until it says that it runs. */
export async function startLocal(
  assembly: string,
  data: string,
  more: Record<string, string> = {},
): Promise<LocalProcess> {
  const [port, awsPort] = [await freePort(), await freePort()];
  const env = {
    PATH: process.env.PATH,
    LEASELINE_CDK_OUT: assembly,
    LEASELINE_DATA: data,
    LEASELINE_PORT: String(port),
    LEASELINE_AWS_PORT: String(awsPort),
    ...more,
  };
  const child = spawn(node, [path.join(root, 'bin/local.ts')], { cwd: root, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await running(child, () => said);
  const edge = `http://localhost:${port}`;
  const outputs = (await (await fetch(`${edge}/local/outputs`)).json()) as Record<string, string>;
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

async function running(child: ChildProcess, said: () => string): Promise<void> {
  while (!said().includes('Ctrl-C stops it.')) {
    if (child.exitCode !== null) throw new Error(`it did not start: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Asks again until the answer is there. */
export async function eventually<Answer>(ask: () => Promise<Answer | undefined | false>): Promise<Answer> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen');
}
