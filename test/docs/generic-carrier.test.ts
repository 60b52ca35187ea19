import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { management } from '../e2e/management.ts';
import { soon } from '../e2e/soon.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { curlIfMissing } from './curl-if-missing.ts';
import { readPaper } from './markdown.ts';

const { blocks } = readPaper('docs/carriers/generic.md');

let run: LocalRun | undefined;
let folder: string | undefined;
let searchPath: string;

beforeAll(async () => {
  run = await startLocalRun();
  folder = await mkdtemp(path.join(tmpdir(), 'generic-carrier-'));
  searchPath = [process.env.PATH, path.dirname(process.execPath), await curlIfMissing(folder)].join(':');
});

afterAll(async () => {
  await run?.discard();
  if (folder) await rm(folder, { recursive: true, force: true });
});

function bash(text: string): Promise<string> {
  const script = text.replaceAll('http://localhost:8787', run!.url);
  return new Promise((resolve, reject) => {
    execFile(
      'bash',
      ['-euo', 'pipefail', '-c', script],
      { cwd: folder, env: { PATH: searchPath } },
      (error, out, err) => (error ? reject(new Error(`${script}\n${out}\n${err}`, { cause: error })) : resolve(out)),
    );
  });
}

/** What is printed, each answer once. */
async function answersTo(text: string): Promise<string[]> {
  const lines = (await bash(text)).replaceAll('}{', '}\n{').split('\n').filter(Boolean);
  return [...new Set(lines.map((line) => JSON.stringify(JSON.parse(line))))];
}

test('what the paper sends by openssl and curl is answered as it says, and becomes a call', async () => {
  for (const [index, { language, text }] of blocks.entries()) {
    if (language !== 'bash') continue;
    const next = blocks[index + 1];
    const shown = next?.language === 'json' ? [JSON.stringify(JSON.parse(next.text))] : [];
    const isAsShown = (answers: readonly string[]) => answers.join('\n') === shown.join('\n');
    // On a busy machine a lookup answers the default route rather than late: who asks again is answered about the same call.
    const answers = text.includes('sh send.sh lookup')
      ? await soon(() => answersTo(text), isAsShown)
      : await answersTo(text);
    expect(answers).toEqual(shown);
  }
  const api = management(run!);
  const detail = await soon(
    () => api.call('pbx-1764430000.12'),
    (call) => call?.call.status === 'completed',
  );
  expect(detail?.call).toMatchObject({
    carrier: 'generic',
    status: 'completed',
    caller: '+493023125077',
    trackedNumber: '+493023125001',
    startedAt: '2025-11-29T12:00:00.000Z',
    waitSeconds: 7,
    talkSeconds: 60,
    agent: 'anna',
    ignored: [],
  });
});
