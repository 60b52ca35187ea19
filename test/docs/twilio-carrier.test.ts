import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { management } from '../e2e/management.ts';
import { soon } from '../e2e/soon.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { curlIfMissing } from './curl-if-missing.ts';
import { readPaper } from './markdown.ts';

let run: LocalRun | undefined;
let folder: string | undefined;
let searchPath: string;

beforeAll(async () => {
  run = await startLocalRun();
  folder = await mkdtemp(path.join(tmpdir(), 'twilio-carrier-'));
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

/** Runs what the paper shows, and compares what is answered with the JSON, or the XML, that stands below it. */
async function follow(file: string): Promise<number> {
  const { blocks } = readPaper(file);
  let compared = 0;
  for (const [index, { language, text }] of blocks.entries()) {
    if (language !== 'bash') continue;
    const next = blocks[index + 1];
    const isLookup = next?.language === 'xml';
    const isAnswer = isLookup || next?.language === 'json';
    const shown = isAnswer ? [isLookup ? outline(next.text) : JSON.stringify(JSON.parse(next.text))] : [];
    expect(isLookup ? await answersToLookup(text, shown) : await answersTo(text)).toEqual(shown);
    compared += shown.length;
  }
  return compared;
}

/** What is printed, each answer once. */
async function answersTo(text: string): Promise<string[]> {
  const lines = (await bash(text)).replaceAll('}{', '}\n{').split('\n').filter(Boolean);
  return [...new Set(lines.map((line) => JSON.stringify(JSON.parse(line))))];
}

/** On a busy machine a lookup answers the default route rather than late: who asks again is answered about the same call. */
function answersToLookup(text: string, [shown]: readonly string[]): Promise<string[]> {
  const ask = async () => {
    await bash(text);
    return [outline(await readFile(path.join(folder!, 'answer.xml'), 'utf8'))];
  };
  return soon(ask, ([answer]) => answer === shown);
}

/** Elements, and the attributes of which the paper shows the value. */
const outline = (xml: string) => xml.replace(/\s*\n\s*/g, '').replace(/ (?:action|url|statusCallback)="[^"]*"/g, '');

test('what the paper sends by openssl and curl is answered as it says: from nothing to a conversion', async () => {
  expect(await follow('docs/carriers/twilio.md')).toBe(4);
  const detail = await soon(
    () => management(run!).call('voice-CA17'),
    (call) => call?.conversions[0]?.deliveries[0]?.state === 'delivered' && call.call.recordings !== undefined,
  );
  expect(detail).toMatchObject({
    call: { carrier: 'twilio', status: 'completed', final: true, agent: '+12025550151', talkSeconds: 2, ignored: [] },
    match: { method: 'lease', source: 'google', campaign: 'spring' },
  });
});

test('what waits for the conversion says what it has, and fails, where none is delivered', async () => {
  const waiting = readPaper('docs/carriers/twilio.md').blocks.find(({ text }) =>
    text.startsWith('for second in'),
  )!.text;
  const never = 'sleep() { :; }; curl() { echo \'{"state": "waiting"}\'; }';
  await expect(bash(`${never}\n${waiting}`)).rejects.toThrow('{"state": "waiting"}');
  const atOnce = 'curl() { echo \'{"state": "delivered", "recordings": []}\'; }';
  await expect(bash(`${atOnce}\n${waiting}`)).resolves.toBe('');
});

test('the account of the other paper is taken as it stands', async () => {
  expect(await follow('docs/carriers/telnyx.md')).toBe(1);
});
