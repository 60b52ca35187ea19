import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import type { CallDetail } from './management.ts';
import { claimsOf, confirmVisit, type PageVisit } from './page-visit.ts';
import { soon } from './soon.ts';

const run = callRun({ leaseSeconds: 600 });
const root = path.resolve(__dirname, '../..');
const caller = '+13055550142';

const post = async (call: string, body: object) => {
  const response = await fetch(new URL(`/v1/${call}`, run.local.url), { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const numberOf = ({ number }: PageVisit) => number!.e164;
const tokensOf = ({ visitor, lease }: PageVisit) => ({ visitor, lease: lease.token });
const removal = (number: string, more = '') =>
  `DELETE /v1/pools/proof-ads/numbers/${encodeURIComponent(number)}${more}`;
const cli = async (...command: string[]) => {
  const env = { ...process.env, LEASELINE_URL: run.local.url, LEASELINE_KEY: run.local.key };
  return (await promisify(execFile)('npm', ['run', '--silent', 'cli', '--', ...command], { cwd: root, env })).stdout;
};

async function called(number: string, from = caller): Promise<CallDetail> {
  const call = contact(number, from, { talk: 8 });
  await run.connect.play(call);
  return (await soon(
    () => run.api.call(call.id),
    (detail) => detail?.call.final === true,
  ))!;
}

describe('a visitor who withdraws consent', () => {
  it('is forgotten at once; a call says why it names nobody, and the number rests', async () => {
    const visit = await run.shop.visit();
    await confirmVisit(run.local.url, visit);
    const consent = { ads: false, analytics: false };
    expect(await post('consents', { ...tokensOf(visit), consent })).toEqual({
      status: 200,
      body: { default: expect.objectContaining({ e164: run.shop.defaultNumber }) },
    });
    expect(await confirmVisit(run.local.url, visit)).toMatchObject({ held: false });
    const { match } = await called(numberOf(visit));
    expect(match).toMatchObject({ method: 'none', visit: null, pool: 'proof-ads' });
    expect(match.reason).toContain('has withdrawn consent since');
    const status = await run.api.must<{ resting: number }>('GET /v1/pools/proof-ads/status');
    expect(status.resting).toBeGreaterThanOrEqual(1);
    const { items } = await run.api.must<{ items: { visitor: string }[] }>('GET /v1/pools/proof-ads/leases');
    expect(items.map(({ visitor }) => visitor)).not.toContain(claimsOf(visit.visitor!).id);
  });

  it('of ads keeps the number, and a call is no conversion of the advertisement', async () => {
    const visit = await run.shop.visit('gclid=withdrawn');
    await confirmVisit(run.local.url, visit);
    const said = await post('consents', { ...tokensOf(visit), consent: { ads: false, analytics: true } });
    expect(said).toMatchObject({ status: 200, body: { visitor: expect.any(String) } });
    expect(JSON.stringify(claimsOf(String(said.body.visitor)))).not.toContain('withdrawn');
    const { match } = await called(numberOf(visit), '+13055550143');
    expect(match).toMatchObject({ method: 'lease', visit: { consent: { ads: false } } });
    expect(match.visit).not.toHaveProperty('clickIds');
  });
});

describe('a number that is taken out', () => {
  let visit: PageVisit;
  let number: string;

  beforeAll(async () => {
    await run.api.must('PUT /v1/sites/proof', {
      name: 'Proof',
      siteKey: run.shop.siteKey,
      origins: ['https://proof.example'],
      currency: 'EUR',
      route: { forwardTo: ['+13055550199'] },
    });
    visit = await run.shop.visit('gclid=removed');
    number = numberOf(visit);
    await confirmVisit(run.local.url, visit);
  });

  it('rests while a visitor holds it, and says so', async () => {
    const removed = await run.api.must(removal(number));
    expect(removed).toMatchObject({ number, forwards: true });
    expect(removed.detail).toMatch(/because a visitor holds it until then; its calls are still forwarded/);
    expect(await run.api.must(removal(number))).toEqual(removed);
    expect(await confirmVisit(run.local.url, visit)).toMatchObject({ held: false });
  });

  it('still rings at its site, and leads to who was shown it', async () => {
    // The way of the site that was set just before holds within ten seconds.
    const answer = await soon(
      () => run.connect.lookup(contact(number, '+13055550144', { talk: 8 })),
      ({ action }) => action === 'phone',
    );
    expect(answer).toMatchObject({ found: 'true', action: 'phone', forwardTo1: '+13055550199' });
    const { match } = await called(number, '+13055550145');
    expect(match).toMatchObject({ method: 'lease', visit: { clickIds: { gclid: 'removed' } } });
    expect(match.reason).toContain('It was taken out of pool proof-ads');
  });

  it('is on the list of those to wind down, and is not to be given back yet', async () => {
    expect(await cli('numbers', 'wind-down', '--site', 'proof')).toMatch(
      new RegExp(`\\${number} .* still dialled: (one call|\\d+ calls) since it was taken out`),
    );
  });

  it('rings at nobody’s once it was said to be given back', async () => {
    expect(await run.api.must(removal(number, '?forward=false'))).toMatchObject({ forwards: false });
    // A container goes by a number's role for ten seconds.
    const call = contact(number, '+13055550146', { talk: 8 });
    const answer = await soon(
      () => run.connect.lookup(call),
      ({ found, action }) => found === 'false' && action === 'queue',
    );
    expect(answer).toMatchObject({ found: 'false', action: 'queue' });
  });
});

test('numbers that move take the rest of their lease along, and old visits still match', async () => {
  const visit = await run.shop.visit('gclid=moved');
  await confirmVisit(run.local.url, visit);
  const moved = await cli(
    'numbers',
    'move',
    '--from',
    'proof-ads',
    '--to',
    'proof-small',
    '--numbers',
    numberOf(visit),
  );
  expect(moved).toBe('1 moved, 0 already there, 0 refused\n');
  const { items } = await run.api.must<{ items: object[] }>('GET /v1/pools/proof-small/numbers');
  expect(items).toContainEqual(expect.objectContaining({ number: numberOf(visit), state: 'resting' }));
  const { match } = await called(numberOf(visit), '+13055550147');
  expect(match).toMatchObject({ method: 'lease', pool: 'proof-small', visit: { clickIds: { gclid: 'moved' } } });
});
