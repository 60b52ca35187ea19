import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { InputsState } from './inputs.ts';

/** Lies in `cdk.out`, so that it goes when that goes. */
const record = 'leaseline-inputs.sha256';
const unfinished = 'unfinished';

/** Whether `cdk.out` was made from these very inputs by an earlier start. What `cdk deploy` left there has other settings. */
export async function isUpToDate(directory: string, inputs: InputsState): Promise<boolean> {
  const recordFile = path.join(directory, record);
  if ((await readFile(recordFile, 'utf8').catch(() => '')) !== inputs.hash) return false;
  const madeAt = await changedAt(path.join(directory, 'manifest.json'));
  const recordedAt = await changedAt(recordFile);
  return madeAt !== undefined && recordedAt !== undefined && madeAt <= recordedAt;
}

export async function recordSynth(directory: string, hash: string): Promise<void> {
  await writeFile(path.join(directory, record), hash);
}

/** Before a synthesis, which may stop half-way or be refused after it has written a part. */
export async function forgetSynth(directory: string): Promise<void> {
  await writeFile(path.join(directory, record), unfinished);
}

async function changedAt(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.mtimeMs;
}
