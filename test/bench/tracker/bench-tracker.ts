import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { buildTracker } from '../../../lib/constructs/edge/build-tracker.ts';
import { launchChromium } from '../../browser/chromium.ts';
import { scriptOptions, wholeNumber } from '../../script-options.ts';
import { startLocalRun } from '../../start-local-run.ts';
import { slowDown, type TrackerTexts, type Visit, visitPage } from './visit-page.ts';

const help = `npm run bench:tracker [-- --against FOLDER] [-- --visits 7] [-- --seconds 3] [-- --quick]

What does the tracker cost a page? Opens the demo page of a local run in Chromium as visitors who were never there, with the
processor slowed down ${slowDown} times: processor time of t.js and of what it loads behind itself (EvaluateScript and FunctionCall in
Chromium's trace, medians, less that of an empty script of the same size), their sizes, requests and bytes of a visit, when the number stands there, and how much
the layout shifts. All scripts are visited in turn. Ends with 1 if a target is missed.

  --against  a checkout of another version, with its node_modules: its t.js is measured beside
  --visits   so many visits with each script
  --seconds  for so long each page is looked at
  --quick    3 visits
  --help     this`;

const mostMs = 25;
const mostBytes = 8192;

interface Script {
  readonly name: string;
  readonly files: TrackerTexts;
  readonly visits: Visit[];
}

async function main(): Promise<void> {
  const values = scriptOptions(help, {
    against: { type: 'string' },
    visits: { type: 'string' },
    seconds: { type: 'string' },
    quick: { type: 'boolean' },
  });
  const visits = wholeNumber('--visits', values.visits ?? (values.quick ? '3' : '7'));
  const seconds = wholeNumber('--seconds', values.seconds ?? '3');
  if (!(visits >= 1 && seconds > 0)) throw new Error('--visits and --seconds must be numbers above 0');
  const now = buildTracker(path.resolve(import.meta.dirname, '../../../web'));
  const emptyScript = `(()=>{})();/*${'-'.repeat(now.script.length - 15)}*/`;
  const scripts: readonly Script[] = [
    { name: 'empty', files: { script: emptyScript }, visits: [] },
    ...(values.against
      ? [{ name: 'before', files: await otherTracker(path.resolve(values.against)), visits: [] }]
      : []),
    { name: 'now', files: now, visits: [] },
  ];
  const folder = await mkdtemp(path.join(tmpdir(), 'leaseline-'));
  say('Starting the local run ...');
  const run = await startLocalRun();
  const browser = await launchChromium();
  try {
    // The first visit finds cold functions, and a browser that has to load itself.
    for (let round = -1; round < visits; round += 1) {
      if (round >= 0) say(`Round ${round + 1} of ${visits} ...`);
      for (const script of scripts) {
        const visit = await visitPage(
          browser,
          `${run.url}/demo/`,
          script.files,
          seconds,
          path.join(folder, 'trace.json'),
        );
        if (round >= 0) script.visits.push(visit);
      }
    }
  } finally {
    await browser.close();
    await run.discard();
    await rm(folder, { recursive: true, force: true });
  }
  print(scripts);
}

/** As the stack of that checkout builds it; before there was a file for that, it was one script. */
async function otherTracker(checkout: string): Promise<TrackerTexts> {
  const builder = path.join(checkout, 'lib/constructs/edge/build-tracker.ts');
  if (existsSync(builder)) {
    const module: { buildTracker: typeof buildTracker } = await import(builder);
    return module.buildTracker(path.join(checkout, 'web'));
  }
  const [file] = buildSync({
    entryPoints: [path.join(checkout, 'web/tracker/tracker.ts')],
    absWorkingDir: checkout,
    bundle: true,
    minify: true,
    format: 'iife',
    legalComments: 'none',
    target: 'es2020',
    write: false,
  }).outputFiles;
  if (file === undefined) throw new Error(`${checkout} has no tracker`);
  return { script: file.text };
}

function print(scripts: readonly Script[]): void {
  const empty = scripts.find(({ name }) => name === 'empty');
  const less = median(empty?.visits.map(({ time }) => time.calls) ?? []);
  let isMissed = false;
  const line = (what: string, read: (script: Script) => string, target = '', isMet?: (script: Script) => boolean) => {
    const now = scripts.find(({ name }) => name === 'now');
    const met = isMet === undefined || now === undefined ? undefined : isMet(now);
    if (met === false) isMissed = true;
    const cells = scripts.map((script) => read(script).padStart(24)).join('');
    say(`${what.padEnd(36)}${cells}   ${target.padEnd(12)} ${met === undefined ? '' : met ? 'ok' : 'miss'}`.trimEnd());
  };
  const cost = ({ visits }: Script) => visits.map(({ time }) => time.calls - less);
  const spread = (numbers: readonly number[], unit: string) =>
    numbers.length === 0
      ? ''
      : `${median(numbers).toFixed(1)} (${Math.min(...numbers).toFixed(0)} to ${Math.max(...numbers).toFixed(0)}) ${unit}`;
  const bytes = ({ files }: Script) => brotliCompressSync(files.script).length;
  const bytesBehind = ({ files }: Script) => (files.deferred ? brotliCompressSync(files.deferred.text).length : 0);
  const after = ({ visits }: Script) => visits.map(({ numberAfter }) => numberAfter).filter((ms) => ms !== undefined);

  say('');
  line('', ({ name }) => name);
  line(
    'processor time',
    (script) => spread(cost(script), 'ms'),
    `at most ${mostMs} ms`,
    (now) => median(cost(now)) <= mostMs,
  );
  line('  after promises', ({ visits }) =>
    spread(
      visits.map(({ time }) => time.continuations),
      'ms',
    ),
  );
  line(
    'size of t.js, brotli',
    (script) => `${bytes(script)} B`,
    `under ${mostBytes} B`,
    (now) => bytes(now) < mostBytes,
  );
  line('  of what it loads behind itself', (script) => `${bytesBehind(script)} B`);
  line('requests', ({ visits }) => String(median(visits.map(({ requests }) => requests))));
  line('bytes of the API', ({ visits }) => `${median(visits.map(({ apiBytes }) => apiBytes))} B`);
  line('the number stands there after', (script) => spread(after(script), 'ms'));
  const shift = ({ visits }: Script) => Math.max(...visits.map(({ layoutShift }) => layoutShift));
  line(
    'layout shift, most',
    (script) => shift(script).toFixed(3),
    '0.000',
    (now) => shift(now) < 0.0005,
  );
  say(isMissed ? '\nA target is missed.' : '\nAll targets are met.');
  process.exitCode = isMissed ? 1 : 0;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
