import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Log, StartProblem } from 'cloudformation-local';
import { localContext, readInputs } from './inputs.ts';
import { forgetSynth, isUpToDate, recordSynth } from './last-synth.ts';
import { withLock } from './lock.ts';

export interface SynthOptions {
  /** Folder of the project. */
  readonly root: string;
  /** Folder of the cloud assembly. */
  readonly directory: string;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Makes the cloud assembly anew if what it is made from has changed. The CDK app runs by itself; the CDK CLI is not needed.
 * @returns whether it was made anew
 * @throws StartProblem with what the app or the compiler said
 */
export async function synthesizeIfChanged(options: SynthOptions): Promise<boolean> {
  const { root, directory, log } = options;
  if (await isUpToDate(directory, await readInputs(root))) return false;
  await mkdir(directory, { recursive: true });
  return withLock(path.join(directory, 'leaseline-synth.lock'), log, async () => {
    const inputs = await readInputs(root);
    if (await isUpToDate(directory, inputs)) return false;
    await forgetSynth(directory);
    await synthesize(options);
    await recordSynth(directory, inputs.hash);
    return true;
  });
}

async function synthesize({ root, directory, log, signal }: SynthOptions): Promise<void> {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  log.info('Synthesizing the stack ...');
  const progress = setInterval(() => log.info(`Synthesizing the stack ... ${seconds()}`), 3000);
  try {
    const child = spawn(process.execPath, ['bin/leaseline.ts'], {
      cwd: root,
      // Where somebody works otherwise is no matter of the instance of the local run.
      env: {
        ...process.env,
        CDK_DEFAULT_ACCOUNT: undefined,
        CDK_DEFAULT_REGION: undefined,
        CDK_OUTDIR: directory,
        CDK_CONTEXT_JSON: JSON.stringify(localContext),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const { code, printed } = await outcome(child);
    if (code !== 0) throw new StartProblem([`The stack cannot be synthesized:\n${complaint(printed)}`]);
    log.info(`Synthesized the stack in ${seconds()}.`);
  } finally {
    clearInterval(progress);
  }
}

/** What the compiler said, without what Node and CDK say about where they were then; else everything. */
function complaint(printed: string): string {
  const [compiler = ''] = printed.split(/^node:internal/m);
  return (compiler.includes('[ERROR]') ? compiler.slice(compiler.indexOf('✘')) : printed).trim();
}

async function outcome(child: ChildProcess): Promise<{ code: number | null; printed: string }> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, printed };
}
