import path from 'node:path';
import { importViolations } from './import-rules.ts';
import type { SourceFile } from './source-file.ts';

const maxLines = { source: 250, test: 300 };
const maxFiles = 20;
const medianBelow = 80;
const namesThatSayNothing = /^(utils?|helpers?|common|shared|misc)$/i;

/** One sentence per broken rule of docs/architecture.md; each names the file. */
export function violations(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map((file) => file.path));
  return [
    ...files.flatMap((file) => fileViolations(file, paths)),
    ...folderViolations(files),
    ...medianViolation(files),
  ];
}

function fileViolations(file: SourceFile, paths: ReadonlySet<string>): string[] {
  return [
    ...nameViolations(file),
    ...shapeViolations(file),
    ...purityViolations(file),
    ...importViolations(file, paths),
  ];
}

function nameViolations({ path: file }: SourceFile): string[] {
  return file
    .split('/')
    .map((part) => part.replace(/\..*$/, ''))
    .filter((part) => namesThatSayNothing.test(part))
    .map((part) => `${file}: the name "${part}" does not say what is inside`);
}

function shapeViolations(file: SourceFile): string[] {
  const found: string[] = [];
  const most = isTest(file) ? maxLines.test : maxLines.source;
  if (file.lines > most) found.push(`${file.path}: has ${file.lines} lines; ${most} is the most`);
  const isIndex = /^index\.tsx?$/.test(path.posix.basename(file.path));
  // A workspace says in one file what others may use of it.
  if (/^packages\/[^/]+\/index\.ts$/.test(file.path)) return found;
  if (file.onlyReExports || (isIndex && file.reExports)) {
    found.push(`${file.path}: is a barrel; import what you need from where it is`);
  }
  return found;
}

/** Pure: a slice's file that is neither a store nor a handler. Such a file gets time, ids and settings as arguments. */
function isPure(file: string): boolean {
  return file.startsWith('lambdas/') && !/^lambdas\/(platform|handlers)\//.test(file) && !file.endsWith('-store.ts');
}

function purityViolations(file: SourceFile): string[] {
  if (!isPure(file.path)) return [];
  return file.ambient.map((what) => `${file.path}: takes ${what} by itself; pure files get it as an argument`);
}

function isTest({ path: file }: SourceFile): boolean {
  return file.startsWith('test/') || file.includes('/test/');
}

/** A folder with more files than that has more than one subject. */
function folderViolations(files: readonly SourceFile[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files.filter((each) => !isTest(each))) {
    const folder = path.posix.dirname(file.path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > maxFiles)
    .map(([folder, count]) => `${folder}/: has ${count} files; ${maxFiles} are the most`);
}

function medianViolation(files: readonly SourceFile[]): string[] {
  const sizes = files
    .filter((file) => !isTest(file))
    .map((file) => file.lines)
    .toSorted((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
  return median < medianBelow ? [] : [`the median source file has ${median} lines; it should be under ${medianBelow}`];
}
