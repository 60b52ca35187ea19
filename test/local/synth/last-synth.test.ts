import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readInputs } from '../../../local/synth/inputs.ts';
import { forgetSynth, isUpToDate, recordSynth } from '../../../local/synth/last-synth.ts';

let root: string;
let out: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'leaseline-synth-'));
  out = path.join(root, 'cdk.out');
  await write('lib/stack.ts', 'stack');
  await write('web/demo/index.html', 'demo');
});
afterEach(() => rm(root, { recursive: true }));

describe('a synthesis', () => {
  it('is needed where there is none', async () => {
    expect(await isFresh()).toBe(false);
  });

  it('is good until an input changes, whatever is done to what came out', async () => {
    await synthesize();
    await write('cdk.out/Leaseline.template.json', 'changed by hand');
    await write('web/demo/index.html', 'served from its source');
    expect(await isFresh()).toBe(true);
    await write('lib/stack.ts', 'other');
    expect(await isFresh()).toBe(false);
    await write('lib/stack.ts', 'stack');
    expect(await isFresh()).toBe(true);
  });

  it.each([
    ['is new', () => write('lambdas/new.ts', '')],
    ['is gone', () => rm(path.join(root, 'lib/stack.ts'))],
  ])('is needed when a file %s', async (_, change) => {
    await synthesize();
    await change();
    expect(await isFresh()).toBe(false);
  });

  it('is needed after one that did not come to its end', async () => {
    await synthesize();
    await forgetSynth(out);
    await write('cdk.out/manifest.json', '{}');
    expect(await isFresh()).toBe(false);
  });

  it('is needed after a cdk synth or cdk deploy, which has other settings', async () => {
    await synthesize();
    await age('cdk.out/leaseline-inputs.sha256', 90);
    expect(await isFresh()).toBe(false);
  });
});

async function synthesize(): Promise<void> {
  await write('cdk.out/manifest.json', '{}');
  await recordSynth(out, (await readInputs(root)).hash);
}

async function isFresh(): Promise<boolean> {
  return isUpToDate(out, await readInputs(root));
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

async function age(file: string, seconds: number): Promise<void> {
  const time = Date.now() / 1000 - seconds;
  await utimes(path.join(root, file), time, time);
}
