import path from 'node:path';
import type { SourceFile } from './source-file.ts';

const enoughLines = 15;
const enoughImporters = 3;

/**
 * Source files of few lines that hardly anybody imports: such an idea belongs into the file that needs it. What nobody imports is where
 * something starts; what a script writes has its own reason.
 */
export function smallFiles(files: readonly SourceFile[]): string[] {
  const importers = new Map<string, number>();
  for (const file of files) {
    const targets = file.imports.map(({ from }) => path.posix.join(path.posix.dirname(file.path), from));
    for (const target of new Set(targets)) importers.set(target, (importers.get(target) ?? 0) + 1);
  }
  return files
    .filter(({ path: file, lines }) => lines < enoughLines && !file.includes('test/') && !generated.has(file))
    .map(({ path: file, lines }) => ({ file, lines, count: importers.get(file) ?? 0 }))
    .filter(({ count }) => count > 0 && count < enoughImporters)
    .map(({ file, lines, count }) => `${file}: has ${lines} lines and ${count} importers; put it where it is needed`);
}

const generated: ReadonlySet<string> = new Set(['web/tracker/arrival/parameter-names.ts']);
