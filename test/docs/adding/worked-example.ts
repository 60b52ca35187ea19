import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readPaper, root } from '../markdown.ts';
import { applyDiff, type FileDiff, readDiff } from './apply-diff.ts';

const run = promisify(execFile);

/** What somebody who adds a thing touches: neither what is generated nor tests and papers. */
const isSource = (file: string) => /^(bin|lambdas|lib|local|packages|web)\//.test(file);

/** A paper of `docs/adding/`: what is changed, a script that uses it, and what that prints. */
export interface WorkedExample {
  readonly changes: readonly FileDiff[];
  readonly script: string;
  readonly printed: unknown;
}

/** What came of an example that was tried. */
export interface Trial {
  /** The source files that it touches. */
  readonly sources: readonly string[];
  /** What `tsc` says of the changed project; empty if it has nothing to say. */
  readonly complaints: string;
  /** What the script printed, as JSON. */
  readonly printed: unknown;
}

/** Of `docs/adding/<name>.md` all `diff` blocks, the first block of `ts`, and the first of `json`. */
export function readExample(name: string): WorkedExample {
  const { file, blocks } = readPaper(`docs/adding/${name}.md`);
  const all = (language: string) => blocks.filter((block) => block.language === language).map(({ text }) => text);
  const [script] = all('ts');
  const [printed] = all('json');
  if (script === undefined || printed === undefined) throw new Error(`${file}: has no script, or not what it prints`);
  return { changes: all('diff').map(readDiff), script, printed: JSON.parse(printed) };
}

/**
 * Applies an example to a copy of the sources, type-checks all that is deployed (and the dashboard, if it is touched), and runs the
 * script there with `env` besides the environment of the test. For all papers of `docs/adding/`: one copy, one or two runs of `tsc`,
 * one of Node.
 */
export async function tryExample({ changes, script }: WorkedExample, env: NodeJS.ProcessEnv = {}): Promise<Trial> {
  const copy = mkdtempSync(path.join(tmpdir(), 'adding-'));
  try {
    for (const folder of ['bin', 'lambdas', 'lib', 'web']) {
      cpSync(path.join(root, folder), path.join(copy, folder), {
        recursive: true,
        filter: (file) => !file.endsWith('dist'),
      });
    }
    for (const file of ['package.json', 'tsconfig.json']) cpSync(path.join(root, file), path.join(copy, file));
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    for (const change of changes) apply(change, copy);
    writeFileSync(path.join(copy, 'try.ts'), script);
    const sources = [...new Set(changes.map(({ file }) => file))].filter(isSource);
    const [deployed, pages, printed] = [
      await typeProblems(copy, '.', ['lambdas']),
      sources.some((file) => file.startsWith('web/')) ? await typeProblems(copy, 'web', ['.']) : '',
      await output(copy, env),
    ];
    return { sources, complaints: deployed + pages, printed };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function apply(change: FileDiff, copy: string): void {
  const file = path.join(copy, change.file);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, applyDiff(change, change.isNew ? '' : readFileSync(file, 'utf8')));
}

async function typeProblems(copy: string, folder: string, include: readonly string[]): Promise<string> {
  const config = { extends: './tsconfig.json', compilerOptions: { incremental: false }, include, exclude: ['dist'] };
  writeFileSync(path.join(copy, folder, 'tsconfig.try.json'), JSON.stringify(config));
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [tsc, '--noEmit', '-p', path.join(folder, 'tsconfig.try.json')], { cwd: copy }).then(
    () => '',
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
}

async function output(copy: string, env: NodeJS.ProcessEnv): Promise<unknown> {
  const { stdout, stderr } = await run(process.execPath, ['try.ts'], {
    cwd: copy,
    env: { ...process.env, ...env },
  }).catch(({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => ({ stdout, stderr }));
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } catch {
    return `${stdout}${stderr}`;
  }
}
