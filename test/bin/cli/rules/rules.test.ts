import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rulesTest } from '../../../../bin/cli/rules/rules-test.ts';
import { rulesTrial } from '../../../../bin/cli/rules/rules-trial.ts';
import { type CallWorld, callWorld, putRuleFor, ruleOf, sale } from '../../../lambdas/handlers/call-world.ts';
import { request } from '../../../lambdas/handlers/management-client.ts';
import { start } from '../../../lambdas/settle/call-house.ts';
import { serveManagement } from '../serve-management.ts';

let management: Awaited<ReturnType<typeof serveManagement>>;
let folder: string;
let world: CallWorld;

beforeAll(async () => {
  management = await serveManagement();
  folder = mkdtempSync(path.join(tmpdir(), 'rules-'));
});
afterAll(() => {
  management.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  world = await callWorld();
});

function fileOf(name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const when = {
  status: ['completed', 'missed'],
  any: [{ talkSeconds: { gte: 60 } }, { revenue: { gte: '100', lt: '500' } }],
  not: { device: 'mobile' },
};

test('a rule of the site is explained condition by condition', async () => {
  await world.call({ call: 'a', number: '+12025550191' });
  await putRuleFor(world, { when });
  expect(await rulesTest('a', {}, management)).toBe(
    `talk (version 1): does not fit
no   all of
yes    status is completed; wanted completed or missed
no     any of
no       all of
no         talkSeconds is 33; wanted at least 60
no       all of
no         revenue is 0.00 EUR; wanted at least 100 and less than 500
?      not all of
?        device is not known; wanted mobile
`,
  );
});

test('what was reported counts, and it says what the call is worth and since when', async () => {
  await world.call({ call: 'a' });
  await request('POST /v1/calls/a/outcome', { ...sale('order-1'), occurredAt: '2026-11-20T18:00:00Z', tags: ['vip'] });
  await world.work();
  const conversion = { name: 'sale', value: { shareOfRevenue: 0.1 } };
  const ruleFile = fileOf('rule.json', ruleOf({ when: { tags: 'v*' }, conversion }));
  const printed = await rulesTest('a', { ruleFile }, management);
  expect(printed).toContain(`${ruleFile}: fits\nyes  all of\nyes    tags is vip; wanted v*\n`);
  expect(printed).toContain('worth 12.95 EUR, met at 2026-11-20T18:00:00.000Z\n');
});

test('of a caller the first call that fits counts, and it says which one that is', async () => {
  const hour = 3_600_000;
  await world.call({ call: 'short', talk: 5 });
  await world.call({ call: 'first', talk: 90, at: start + hour });
  await world.call({ call: 'again', talk: 90, at: start + 2 * hour });
  await world.call({ call: 'withheld', talk: 90, at: start + 3 * hour, caller: 'anonymous' });
  const conversion = { ...ruleOf().conversion, firstPerCallerInDays: 30 };
  const ruleFile = fileOf('rule.json', ruleOf({ when: { talkSeconds: { gte: 60 } }, conversion }));
  const printed = await Promise.all(
    ['short', 'first', 'again', 'withheld'].map((call) => rulesTest(call, { ruleFile }, management)),
  );
  expect(printed).toEqual([
    expect.stringContaining(`${ruleFile}: does not fit\n`),
    expect.stringMatching(/: fits\n[^]*worth 50.00 EUR[^]*It is the first of its caller that fits in 30 days\./),
    expect.stringMatching(/: fits, but does not count\n[^]*another one that fits in the 30 days before/),
    expect.stringMatching(/: fits\n[^]*The caller is not known/),
  ]);
  expect(printed[2]).not.toContain('worth');
});

test('a call may lie in a file, as it was answered', async () => {
  await world.call({ call: 'a' });
  const { body } = await request('GET /v1/calls/a');
  const file = fileOf('call.json', body);
  const ruleFile = fileOf('rule.json', ruleOf());
  expect(await rulesTest(file, { ruleFile }, management)).toBe(await rulesTest('a', { ruleFile }, management));
  const [tested] = JSON.parse(await rulesTest(file, { ruleFile, json: true }, management));
  expect(tested).toMatchObject({ verdict: 'fits', value: { amount: '50.00', currency: 'EUR' } });
});

test.each([
  ['no call', () => rulesTest('nothing', {}, management), 'there is no call nothing, and no file is called so'],
  ['no rule', () => rulesTest('a', { rule: 'gone' }, management), 'site shop has no rule gone'],
  ['no JSON', () => rulesTest(fileOf('x.json', '{'), {}, management), 'x.json is not JSON'],
  [
    'no call in it',
    () => rulesTest(fileOf('x.json', {}), {}, management),
    'this is not what GET /v1/calls/{call} answers',
  ],
  [
    'a wrong rule',
    () => rulesTrial(fileOf('x.json', { ...ruleOf(), when: { weather: 1 } }), { days: 3 }, management, () => {}),
    'x.json: when',
  ],
  ['no file', () => rulesTrial('/nowhere.json', { days: 3 }, management, () => {}), '/nowhere.json cannot be read'],
])('%s is said in a sentence', async (_what, run, sentence) => {
  await world.call({ call: 'a' });
  await expect(run()).rejects.toThrow(sentence);
});

test('a trial adds up all its parts, and says where calls came from', async () => {
  for (const [index, talk] of [90, 10, 61].entries()) {
    await world.call({ call: `call-${index}`, talk, at: start + index * 60_000 });
  }
  await world.call({ call: 'print', talk: 75, number: '+12025550191', at: start + 600_000 });
  const file = fileOf('rule.json', ruleOf({ when: { talkSeconds: { gte: 60 } } }));
  jest.useFakeTimers({
    now: start + 3_600_000,
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'setInterval'],
  });
  const lines: string[] = [];
  try {
    expect(await rulesTrial(file, { days: 2 }, management, (line) => lines.push(line))).toBe(
      `4 calls from 2026-11-19 to 2026-11-20
       3  fit
       1  do not fit
worth 150.00 EUR

source / medium     calls   fit        worth
unknown / unknown       3     2   100.00 EUR
print / flyer           1     1    50.00 EUR

Nothing was written.
`,
    );
  } finally {
    jest.useRealTimers();
  }
  expect(lines).toEqual(['4 calls judged, 3 fit']);
});
