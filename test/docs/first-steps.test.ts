import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { curlIfMissing } from './curl-if-missing.ts';
import { firstSteps, readPaper, root } from './markdown.ts';

const blocks = readPaper('README.md').blocks.filter((block) => firstSteps.includes(block.section));

let run: LocalRun | undefined;
let folder: string | undefined;
let searchPath: string;

beforeAll(async () => {
  run = await startLocalRun();
  folder = await mkdtemp(path.join(tmpdir(), 'first-steps-'));
  for (const name of ['package.json', 'bin', 'lambdas', 'node_modules']) {
    await symlink(path.join(root, name), path.join(folder, name));
  }
  searchPath = [path.dirname(process.execPath), process.env.PATH, await curlIfMissing(folder)].join(':');
});

afterAll(async () => {
  await run?.discard();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Runs a block as it stands, but for the ports of this local run. */
function bash(text: string): Promise<string> {
  const { url, awsUrl, key } = run!;
  const script = text.replaceAll('http://localhost:8787', url).replaceAll('http://127.0.0.1:8788', awsUrl);
  const env = { PATH: searchPath, HOME: folder, LEASELINE_URL: url, LEASELINE_KEY: key };
  return new Promise((resolve, reject) => {
    execFile('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, env }, (error, stdout, stderr) =>
      error ? reject(new Error(`${script}\n${stdout}\n${stderr}`, { cause: error })) : resolve(stdout),
    );
  });
}

/** Commands, each with the answer that the README prints under it. */
const steps = blocks
  .filter((block) => block.language === 'bash')
  .map((block) => {
    const next = blocks[blocks.indexOf(block) + 1];
    return { command: block.text, answer: next?.language === 'json' ? next.text : undefined };
  });

test('every block of the first steps does what the README says', async () => {
  const outputs: string[] = [];
  for (const { command } of steps) outputs.push(await bash(command));
  const shown = steps.flatMap(({ command, answer }, index) =>
    answer ? [{ command, answer, output: outputs[index]! }] : [],
  );
  expect(shown.length).toBe(blocks.filter((block) => block.language === 'json').length);
  // The README may leave out what would only distract there; what it shows must be so.
  for (const { command, output, answer } of shown) {
    expect({ command, answer: comparable(output) }).toMatchObject({ command, answer: comparable(answer) });
  }
  const [site, pool, , imported, , , , leases, ...more] = outputs;
  const [destination, rules, , , outcome, report] = more;
  const [pbxCall, problem, secret] = more.slice(-3);
  expect(JSON.parse(site!)).toMatchObject({ siteKey: 'pk_shop', country: 'DE' });
  expect(JSON.parse(pool!)).toMatchObject({ kind: 'session', defaultNumber: '+493023125000' });
  expect(imported).toBe('2 added, 0 already there, 0 refused\n');
  expect(JSON.parse(leases!).items).toEqual([
    expect.objectContaining({ state: 'held', confirmed: true, source: 'google', campaign: 'spring' }),
  ]);
  expect(JSON.parse(destination!)).toMatchObject({ type: 'webhook', secretNames: ['signing'] });
  expect(rules).toContain('"revenue"');
  expect(JSON.parse(outcome!)).toMatchObject({ eventId: 'order-1001' });
  expect(JSON.parse(report!)).toMatchObject({
    items: [{ source: 'google', calls: 1, answered: 1, conversions: 2, revenue: { amount: '129.50' } }],
  });
  expect(JSON.parse(pbxCall!)).toMatchObject({
    call: {
      carrier: 'generic',
      site: 'shop',
      status: 'completed',
      final: true,
      caller: '+493023125078',
      talkSeconds: 2,
    },
    match: { method: 'lease', campaign: 'summer', visit: { clickIds: { gclid: 'def' } } },
    conversions: [{ rule: 'long-call', deliveries: [{ destination: 'hook', state: 'delivered' }] }],
  });
  expect(JSON.parse(problem!)).toMatchObject({
    status: 400,
    errors: expect.arrayContaining([expect.objectContaining({ field: 'siteKey' })]),
  });
  const sites = await fetch(`${run!.url}/v1/sites`, { headers: { authorization: `Bearer ${secret!.trim()}` } });
  expect(sites.status).toBe(200);
});

/** What differs from run to run, as it is named in an answer. */
const ofTheRun = new Set(['id', 'visit', 'visitor']);
const measured = new Set(['renewAfterSeconds', 'waitSeconds', 'talkSeconds', 'confidence']);

/** An answer without what differs from run to run: ids, tokens, times, and which of the free numbers it was. */
function comparable(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) => {
    if (measured.has(key) && typeof value === 'number')
      return value > 0 || key !== 'renewAfterSeconds' ? 'measured' : 0;
    if (typeof value !== 'string') return value;
    if (value.startsWith('v1.')) return 'token';
    if (ofTheRun.has(key)) return 'id';
    if (key === 'reason')
      return value
        .replace(/visit \S+/, 'visit')
        .replace(/(\d{4})[1-4]\b/, '$1x')
        .replace(/\d+ s before/, 'before')
        .replace(/\d+ % of/, 'some of')
        .replace(/\d\d? min /, '');
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return 'time';
    return value.replace(/(\d{4})[1-4]$/, '$1x');
  });
}
