import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withLock } from '../../../local/synth/lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leaseline-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

const log = { info: () => {}, warn: () => {} };

describe('the lock of a synthesis', () => {
  it('lets one in at a time, and says so to those who wait', async () => {
    const file = path.join(folder, 'lock');
    const told: string[] = [];
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
    };
    const one = { ...log, info: (text: string) => told.push(text) };
    await Promise.all([withLock(file, one, work), withLock(file, one, work), withLock(file, one, work)]);
    expect(most).toBe(1);
    expect(told).toHaveLength(2);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is open again after work that failed', async () => {
    const file = path.join(folder, 'lock');
    await expect(withLock(file, log, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(file, log, async () => 'in')).toBe('in');
  });

  it('is no lock once its process has ended', async () => {
    const file = path.join(folder, 'lock');
    await writeFile(file, '4194399');
    expect(await withLock(file, log, async () => 'in')).toBe('in');
  });
});
