import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import * as z from 'zod';
import { HandlerFunction } from '../../../lib/constructs/function.ts';
import { Monitoring } from '../../../lib/constructs/operations/monitoring.ts';
import { synthesizeIfChanged } from '../../../local/synth/synthesize.ts';

const root = path.resolve(import.meta.dirname, '../../..');

export interface Bundle {
  /** A copy of the file that Lambda loads, with its source map. */
  readonly file: string;
  readonly bytes: number;
  readonly bytesOfSourceMap: number;
}

/** The function that gives numbers to pages, as `cdk.out` has it; made anew if what it is made from has changed. */
export async function numbersBundle(log: (text: string) => void): Promise<Bundle> {
  const directory = path.join(root, 'cdk.out');
  const { signal } = new AbortController();
  await synthesizeIfChanged({ root, directory, signal, log: { info: log, warn: log } });
  return bundleIn(directory, 'NumberApi/Numbers/Code');
}

/** The bare function, bundled by the very construct that bundles ours. */
export async function bareBundle(): Promise<Bundle> {
  const directory = await mkdtemp(path.join(tmpdir(), 'leaseline-bare-'));
  const stack = new Stack(new App({ outdir: directory }), 'Bare');
  const bare = new HandlerFunction(stack, 'Function', {
    handler: '../../test/bench/cold/bare-function',
    errorImpact: 'None.',
    environment: {},
    memorySize: 1024,
    timeout: Duration.seconds(10),
    logRetention: RetentionDays.ONE_DAY,
    monitoring: new Monitoring(stack, 'Monitoring', {}),
  });
  App.of(bare)?.synth();
  const bundle = await bundleIn(directory, 'Function/Code');
  await rm(directory, { recursive: true });
  return bundle;
}

const assets = z.object({
  files: z.record(z.string(), z.object({ displayName: z.string(), source: z.object({ path: z.string() }) })),
});

async function bundleIn(directory: string, displayName: string): Promise<Bundle> {
  const stack = directory.endsWith('cdk.out') ? 'Leaseline' : 'Bare';
  const { files } = assets.parse(JSON.parse(await readFile(path.join(directory, `${stack}.assets.json`), 'utf8')));
  const asset = Object.values(files).find((file) => file.displayName === displayName);
  if (asset === undefined) throw new Error(`there is no bundle ${displayName} in ${directory}`);
  // Where no package says that its files are modules of the other kind: as in Lambda.
  const folder = await mkdtemp(path.join(tmpdir(), 'leaseline-bundle-'));
  await cp(path.join(directory, asset.source.path), folder, { recursive: true });
  const file = path.join(folder, 'index.js');
  const [bytes, bytesOfSourceMap] = await Promise.all(
    [file, `${file}.map`].map(async (each) => (await readFile(each)).length),
  );
  return { file, bytes: bytes ?? 0, bytesOfSourceMap: bytesOfSourceMap ?? 0 };
}

/** Removes the copy. */
export async function removeBundle({ file }: Bundle): Promise<void> {
  await rm(path.dirname(file), { recursive: true });
}
