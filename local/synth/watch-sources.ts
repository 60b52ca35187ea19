import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import type { Machine } from '../machine.ts';

/** An editor saves in several steps, and often several files. */
const quietMilliseconds = 300;

const sources = ['lambdas', 'lib', 'web'];
/** Served from its source. */
const demo = path.join('web', 'demo');

/** Calls `onChange` some time after source files changed; never twice at once, and once more for changes meanwhile. */
export function watchSources(root: string, machine: Machine, onChange: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;
  let isChangedMeanwhile = false;

  const run = async () => {
    if (isBusy) {
      isChangedMeanwhile = true;
      return;
    }
    isBusy = true;
    await onChange();
    isBusy = false;
    if (!isChangedMeanwhile) return;
    isChangedMeanwhile = false;
    await run();
  };
  const changed = (file: string) => {
    if (file.startsWith(demo)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), quietMilliseconds);
  };
  const watchers = sources.flatMap((folder): FSWatcher[] => {
    const watcher = watchFolder(path.join(root, folder), (file) => changed(path.join(folder, file)));
    if (watcher instanceof Error) {
      machine.log.warn(`Changes in ${folder}/ are not noticed: ${watcher.message}`);
      return [];
    }
    watcher.on('error', (error) => machine.log.warn(`Changes in ${folder}/ are no longer noticed: ${String(error)}`));
    return [watcher];
  });
  machine.onStop(() => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  });
}

function watchFolder(folder: string, changed: (file: string) => void): FSWatcher | Error {
  try {
    return watch(folder, { recursive: true }, (_, file) => changed(file ?? ''));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
