import path from 'node:path';
import type { Log } from 'cloudformation-local';
import { watchFolders } from './watch-folders.ts';

/** An editor saves in several steps, and often several files. */
const quietMilliseconds = 300;

const sources = ['lambdas', 'lib', 'web'];
/** Served from its source. */
const demo = path.join('web', 'demo');

/**
 * Calls `onChange` some time after source files changed; never twice at once, and once more for changes meanwhile.
 * Gives the way to end it.
 */
export function watchSources(root: string, log: Log, onChange: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;
  let isChangedMeanwhile = false;

  const run = async () => {
    if (isBusy) {
      isChangedMeanwhile = true;
      return;
    }
    isBusy = true;
    do {
      isChangedMeanwhile = false;
      await onChange();
    } while (isChangedMeanwhile);
    isBusy = false;
  };
  const changed = (file: string) => {
    if (path.relative(root, file).startsWith(demo)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), quietMilliseconds);
  };
  const failed = (folder: string, error: unknown) => {
    log.warn(`Changes in ${path.relative(root, folder)}/ are not noticed: ${String(error)}`);
  };
  const folders = sources.map((folder) => path.join(root, folder));
  const watching = watchFolders(folders, changed, failed);
  return () => {
    clearTimeout(timer);
    watching.close();
  };
}
