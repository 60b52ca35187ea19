import { type FSWatcher, readdirSync, watch } from 'node:fs';
import path from 'node:path';

/**
 * Calls `changed` with the path of whatever changes in the folders or below, also in folders that come later. One watcher for each
 * folder: Node's own recursive watch loses a file that an editor saved by renaming another over it.
 * @param failed gets a folder that cannot be watched, or no longer
 */
export function watchFolders(
  folders: readonly string[],
  changed: (file: string) => void,
  failed: (folder: string, error: unknown) => void,
): { readonly close: () => void } {
  const watchers = new Map<string, FSWatcher>();

  const forget = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const follow = (folder: string): void => {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, (_, name) => {
        // A folder that came or went is a change of its parent.
        for (const inner of foldersIn(folder)) follow(inner);
        changed(path.join(folder, name ?? ''));
      });
      watcher.on('error', (error) => {
        forget(folder);
        failed(folder, error);
      });
      watchers.set(folder, watcher);
      for (const inner of foldersIn(folder)) follow(inner);
    } catch (error) {
      failed(folder, error);
    }
  };
  for (const folder of folders) follow(folder);
  return {
    close: () => {
      for (const folder of watchers.keys()) forget(folder);
    },
  };
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(folder, entry.name));
  } catch {
    return [];
  }
}
