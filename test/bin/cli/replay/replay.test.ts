import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { replay } from '../../../../bin/cli/replay/replay.ts';
import { putPool, show } from '../../../lambdas/calls/stores.ts';
import { type CallWorld, callWorld, masterSecret, putRuleFor } from '../../../lambdas/handlers/call-world.ts';
import { number, start } from '../../../lambdas/settle/call-house.ts';
import { serveManagement } from '../serve-management.ts';

mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

const hour = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();
const options = { from: iso(start - hour), to: iso(start + 24 * hour), rate: 200 };
let management: Awaited<ReturnType<typeof serveManagement>>;
let world: CallWorld;

beforeAll(async () => {
  management = await serveManagement();
});
afterAll(() => management.close());

/** Twelve calls of a print number, and one of a visitor before whom another one was shown the number. */
beforeEach(async () => {
  world = await callWorld();
  await putRuleFor(world, { destinations: ['team'] });
  await show(world.sources, number, 'anna', start + 23 * hour - 300_000);
  await world.call({ call: 'visited', at: start + 23 * hour });
  for (let index = 0; index < 12; index++) {
    const caller = `+120255501${30 + index}`;
    await world.call({ call: `print-${index}`, at: start + index * hour, number: '+12025550191', caller });
  }
});

async function replayed(more: object = {}): Promise<{ text: string; said: string }> {
  const said: string[] = [];
  const text = await replay({ ...options, ...more }, management, (line) => said.push(line));
  return { text, said: said.join('') };
}

test('what would change is counted by kind, with money, and named with why', async () => {
  await putPool(world.sources, 'print', { source: 'poster' });
  await show(world.sources, number, 'ben', start + 23 * hour - 60_000);
  const { text, said } = await replayed();
  expect(text).toContain('13 calls from');
  expect(text).toMatch(/^ +0 {2}stay as they are$/m);
  expect(text).toMatch(/^ +13 {2}would change$/m);
  expect(text).toMatch(/^another visitor +1 +1 +0 +1 +50\.00 EUR +50\.00 EUR$/m);
  expect(text).toMatch(/^another source, campaign or pool +12 +12 +0 +12 +600\.00 EUR +600\.00 EUR$/m);
  expect(text).toMatch(
    /visited: another visitor\n.*lease .*google \/ cpc.* {2}-> {2}lease .*\n.*1 made, 1 retracted.*\n.*was shown/,
  );
  expect(text).toContain('Nothing was written.');
  expect(said).toBe('13 calls matched again, 13 would change\n');
  expect(await world.work()).toEqual([]);
});

test('with apply it says before what it does, in parts at a time, and another time all is as it is', async () => {
  await putPool(world.sources, 'print', { source: 'poster' });
  const { text, said } = await replayed({ apply: true, rate: 100, pool: 'print' });
  expect(said).toMatch(/^Calls whose match changes are settled again, at most 100 a second:/);
  expect(text).toContain('12 calls are on their way to be settled so.');
  expect(text).toContain('12 calls of pool print from');
  expect((await world.work()).filter((one) => one.startsWith('settle print-'))).toHaveLength(12);
  const again = await replayed({ pool: 'print' });
  expect(again.text).toMatch(/^ +12 {2}stay as they are$/m);
  expect(again.text).toMatch(/^ +0 {2}would change$/m);
  expect((await replayed({ apply: true, pool: 'print' })).text).toContain('Nothing is to be settled.');
});

test('the newest are named, or all, or everything is told as JSON', async () => {
  const { text } = await replayed({ json: true });
  expect(JSON.parse(text)).toMatchObject({
    calls: 13,
    unchanged: 13,
    applied: false,
    changes: [],
    kept: [],
    items: [],
  });
  await putPool(world.sources, 'print', { source: 'poster' });
  const told = JSON.parse((await replayed({ json: true })).text) as { items: { call: string }[] };
  expect(told).toMatchObject({
    changes: [{ kind: 'other-source', calls: 12, made: 12, retracted: 12, worthBefore: ['600.00 EUR'] }],
  });
  expect(told.items.map(({ call }) => call)).toHaveLength(12);
});

test('what is kept is counted by why', async () => {
  const { documents, name } = world.sources.settings;
  await documents.send(new DeleteCommand({ TableName: name, Key: { pk: 'SITE#shop', sk: 'POOL#print' } }));
  const { text } = await replayed();
  expect(text).toMatch(/^ +12 {2}are kept as they are matched\. Its pool print is kept no more\.$/m);
  expect(text).toMatch(/print-11: kept as it is matched\n {4}source 1 print \/ flyer, may\n {4}Its pool/);
});

test('what does not fit is said', async () => {
  await expect(replayed({ pool: 'nothing' })).rejects.toThrow('there is no pool nothing');
  await expect(replayed({ to: options.from })).rejects.toThrow('from must be before to');
  const tomorrow = iso(Date.now() + 24 * hour);
  await expect(replayed({ from: tomorrow, to: undefined })).rejects.toThrow('from must be before now');
});
