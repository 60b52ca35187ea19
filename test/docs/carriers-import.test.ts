import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { management } from '../e2e/management.ts';
import { soon } from '../e2e/soon.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { curlIfMissing } from './curl-if-missing.ts';
import { readPaper, root } from './markdown.ts';

let run: LocalRun | undefined;
let folder: string | undefined;
let searchPath: string;

beforeAll(async () => {
  run = await startLocalRun();
  folder = await mkdtemp(path.join(tmpdir(), 'calls-import-'));
  searchPath = [process.env.PATH, path.dirname(process.execPath), await curlIfMissing(folder)].join(':');
});

afterAll(async () => {
  await run?.discard();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Runs a block as a reader would who stands in the folder of the project and keeps the files elsewhere. */
function bash(text: string): Promise<string> {
  const script = text
    .replaceAll('http://localhost:8787', run!.url)
    .replaceAll('npm run --silent cli --', `'${process.execPath}' '${path.join(root, 'bin/cli.ts')}'`);
  const env = { PATH: searchPath, LEASELINE_URL: run!.url, LEASELINE_KEY: 'local' };
  return new Promise((resolve, reject) => {
    execFile('bash', ['-euo', 'pipefail', '-c', `{ ${script}\n} 2>&1`], { cwd: folder, env }, (error, out) =>
      error ? reject(new Error(`${script}\n${out}`, { cause: error })) : resolve(out),
    );
  });
}

test.each(['import', 'freeswitch'])('what docs/carriers/%s.md runs prints what it says', async (name) => {
  const { blocks } = readPaper(`docs/carriers/${name}.md`);
  const [printed, said]: [unknown[], unknown[]] = [[], []];
  for (const [index, { language, text }] of blocks.entries()) {
    if (language !== 'bash') continue;
    const next = blocks[index + 1];
    const isJson = next?.language === 'json';
    const answer = (await bash(text)).trim();
    if (next === undefined || !['json', 'text'].includes(next.language)) continue;
    printed.push(isJson ? JSON.parse(answer) : answer);
    said.push(isJson ? JSON.parse(next.text) : next.text.trim());
  }
  expect(said.length).toBeGreaterThan(1);
  expect(printed).toEqual(said);
});

test('and the calls are there', async () => {
  const api = management(run!);
  for (const id of ['pbx-1001', 'pbx-1003', 'fs-3da8bf84-c133-4959-9e24-e72875cb33a1']) {
    const detail = await soon(
      () => api.call(id),
      (call) => call?.call.final === true,
    );
    expect(detail?.call).toMatchObject({ id, status: 'completed', trackedNumber: '+493023125001' });
  }
});
