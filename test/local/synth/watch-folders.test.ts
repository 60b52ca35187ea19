import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { watchFolders } from '../../../local/synth/watch-folders.ts';

let folder: string;
let close: () => void;
const seen: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leaseline-watch-'));
  await mkdir(path.join(folder, 'deep'));
  await writeFile(path.join(folder, 'deep/one.ts'), '1');
  seen.splice(0);
  ({ close } = watchFolders(
    [folder],
    (file) => seen.push(path.relative(folder, file)),
    (_, error) => seen.push(String(error)),
  ));
});
afterEach(async () => {
  close();
  await rm(folder, { recursive: true });
});

describe('watched folders', () => {
  it('tell a file that is written, below them too', async () => {
    await writeFile(path.join(folder, 'deep/one.ts'), '2');
    await expectTold('deep/one.ts');
  });

  it('tell a file again that was saved by renaming another over it', async () => {
    await writeFile(path.join(folder, 'deep/new'), '2');
    await rename(path.join(folder, 'deep/new'), path.join(folder, 'deep/one.ts'));
    await expectTold('deep/one.ts');
    seen.splice(0);
    await writeFile(path.join(folder, 'deep/one.ts'), '3');
    await expectTold('deep/one.ts');
  });

  it('tell files of a folder that came later', async () => {
    await mkdir(path.join(folder, 'later'));
    await expectTold('later');
    await writeFile(path.join(folder, 'later/two.ts'), '1');
    await expectTold('later/two.ts');
  });

  it('tell nothing once they are closed, and folders that are not there', async () => {
    close();
    await writeFile(path.join(folder, 'deep/one.ts'), '2');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toEqual([]);
    const failed: string[] = [];
    watchFolders(
      [path.join(folder, 'none')],
      () => {},
      (missing) => failed.push(missing),
    ).close();
    expect(failed).toEqual([path.join(folder, 'none')]);
  });
});

async function expectTold(file: string): Promise<void> {
  for (let attempt = 0; attempt < 200 && !seen.includes(file); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(seen).toContain(file);
}
