import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type Management, management } from './management.ts';
import { confirmVisit, pageVisit } from './page-visit.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { webhookTo } from './receiver-destinations.ts';
import { soon } from './soon.ts';

const run = promisify(execFile);

const site = 'office';
const caller = '+12025550123';
const secret = `whsec_${randomBytes(32).toString('base64')}`;
const stack = mkdtempSync(path.join(tmpdir(), 'leaseline-stack-'));
let local: LocalRun;
let receiver: Receiver;
let api: Management;

/** A stack without Amazon Connect: what the site rings is a phone, who tells of it is a PBX. */
beforeAll(async () => {
  const env = { ...process.env, CDK_OUTDIR: stack, CDK_CONTEXT_JSON: JSON.stringify({ connect: 'none' }) };
  await run(process.execPath, ['bin/leaseline.ts'], { cwd: path.join(__dirname, '../..'), env });
  local = await startLocalRun({ env: { LEASELINE_CDK_OUT: stack } });
  receiver = await startReceiver();
  api = management(local);
  await api.must(`PUT /v1/sites/${site}`, {
    name: 'Office',
    siteKey: 'pk_office',
    origins: ['https://office.example'],
    route: { forwardTo: ['+12025550151'] },
  });
  const pool = { site, kind: 'session', source: 'google', medium: 'cpc', leaseSeconds: 600, probationSeconds: 60 };
  await api.must('PUT /v1/pools/office-ads', { ...pool, when: [{ clickId: 'gclid' }], defaultNumber: '+12025550170' });
  await api.must('POST /v1/pools/office-ads/numbers', { numbers: ['+12025550171', '+12025550172'] });
  await api.must('PUT /v1/destinations/office-hook', { site, ...webhookTo(receiver, 'office') });
  await api.must('PUT /v1/rules/office-talk', {
    site,
    when: { status: 'completed', talkSeconds: { gte: 2 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
    destinations: ['office-hook'],
  });
  await api.must('PUT /v1/carrier-accounts/pbx', {
    type: 'generic',
    settings: { country: 'US' },
    secrets: { signing: secret },
  });
});

afterAll(async () => {
  rmSync(stack, { recursive: true });
  await local?.discard();
  await receiver?.close();
});

interface Sending {
  readonly hook?: string;
  readonly account?: string;
  readonly secret?: string;
  /** ms */
  readonly signedAt?: number;
  readonly sent?: (signed: string) => string;
  readonly headers?: Record<string, string>;
}

async function send(message: object | string, sending: Sending = {}) {
  const { hook = 'calls', account = 'pbx', signedAt = Date.now(), sent = (signed) => signed } = sending;
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  const signature = new Webhook(sending.secret ?? secret).sign('msg_1', new Date(signedAt), body);
  const response = await fetch(`${local.url}/v1/carriers/${account}/${hook}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(signedAt / 1000)),
      'webhook-signature': signature,
      ...sending.headers,
    },
    body: sent(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const iso = (at: number) => new Date(at).toISOString();

test('number shown, lookup answered, call recorded, matched, conversion delivered', async () => {
  expect(readFileSync(path.join(stack, 'Leaseline.template.json'), 'utf8')).not.toContain('AWS::Connect');
  const visit = await pageVisit(local.url, {
    siteKey: 'pk_office',
    pageUrl: 'https://office.example/?gclid=abc&utm_campaign=spring',
  });
  await confirmVisit(local.url, visit);
  const to = visit.number!.e164;
  const id = '1764430000.12';
  const call = `pbx-${id}`;
  // What calls is written as a PBX in the USA has it. On a busy machine a lookup answers the default route rather than late.
  const lookup = () => send({ id, from: '(202) 555-0123', to }, { hook: 'lookup' });
  expect(await soon(lookup, ({ body }) => body.found === true)).toEqual({
    status: 200,
    body: expect.objectContaining({
      call,
      found: true,
      route: expect.objectContaining({ action: 'phones', queue: '', phones: ['+12025550151'], ringSeconds: 20 }),
      source: 'google',
      medium: 'cpc',
      campaign: 'spring',
      whisper: 'Call from google spring',
    }),
  });
  expect(
    await soon(
      () => api.call(call),
      (detail) => detail !== undefined,
    ),
  ).toMatchObject({ call: { status: 'ringing' } });

  await sleep(3000);
  const ended = iso(Date.now());
  const answered = iso(Date.parse(ended) - 2000);
  const startedAt = iso(Date.parse(ended) - 3000);
  const record = { id, event: 'record', direction: 'inbound', from: caller, to, startedAt, answeredAt: answered };
  const messages = [
    { id, event: 'ended', at: ended, endReason: 'NORMAL_CLEARING' },
    { id, event: 'answered', at: answered, agent: 'anna' },
    { ...record, endedAt: ended, talkSeconds: 2 },
    { id, event: 'ringing', at: startedAt, from: caller, to },
  ];
  // Out of order, and each twice.
  for (const message of [...messages, ...messages]) {
    expect(await send(message)).toEqual({ status: 202, body: { call } });
  }

  const detail = await soon(
    () => api.call(call),
    (found) => found?.conversions[0]?.deliveries[0]?.state === 'delivered',
  );
  expect(detail).toMatchObject({
    call: {
      id: call,
      site,
      carrier: 'generic',
      status: 'completed',
      final: true,
      trackedNumber: to,
      caller,
      talkSeconds: 2,
      waitSeconds: 1,
      agent: 'anna',
      legs: 1,
    },
    match: { method: 'lease', source: 'google', campaign: 'spring', visit: { clickIds: { gclid: 'abc' } } },
    conversions: [{ rule: 'office-talk', value: { amount: '50.00', currency: 'EUR' }, revision: 1 }],
  });
  expect(receiver.told('office').map(({ data }) => [data.call.id, data.conversion.name])).toEqual([
    [call, 'qualified_call'],
  ]);
});

async function listed(): Promise<string[]> {
  const { items } = await api.must<{ items: { call: { id: string } }[] }>(`GET /v1/calls?site=${site}`);
  return items.map(({ call }) => call.id);
}

test('forged, replayed and truncated requests get 401 or 400, and leave nothing but a count', async () => {
  const message = {
    id: 'bad-1',
    event: 'record',
    at: iso(Date.now()),
    from: caller,
    to: '+12025550171',
    // No longer than the number has been in its pool.
    talkSeconds: 2,
  };
  const before = await listed();
  const unlikely = `whsec_${randomBytes(32).toString('base64')}`;
  const cut = (text: string) => text.slice(0, -10);
  const refused = await Promise.all([
    send(message, { secret: unlikely }),
    send(message, { signedAt: Date.now() - 360_000 }),
    send(message, { signedAt: Date.now() + 360_000 }),
    send(message, { sent: cut }),
    send(message, { sent: (text) => text.replace('"talkSeconds":2', '"talkSeconds":3') }),
    send(message, { headers: { 'webhook-signature': '' } }),
    send(message, { headers: { 'webhook-id': 'msg_2' } }),
    send(message, { account: 'nobody' }),
    send(message, { hook: 'lookup', secret: unlikely }),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401));
  expect(new Set(refused.map(({ body }) => body.detail)).size).toBe(1);
  const malformed = await Promise.all([
    send(cut(JSON.stringify(message))),
    send('[]'),
    send({ ...message, id: undefined }),
    send({ ...message, at: 'yesterday' }),
    send({ id: 'bad-1' }, { hook: 'lookup' }),
  ]);
  expect(malformed.map(({ status }) => status)).toEqual(malformed.map(() => 400));
  // What comes after has been worked through, so those would have been, too.
  expect(await send({ ...message, id: 'good-1' })).toMatchObject({ status: 202 });
  await soon(
    () => api.call('pbx-good-1'),
    (detail) => detail?.call.final === true,
  );
  expect(await api.call('pbx-bad-1')).toBeUndefined();
  expect(await listed()).toEqual(['pbx-good-1', ...before]);
  expect(countsLogged('WebhooksRefused')).toBe(refused.length - 1);
  expect(countsLogged('WebhooksOfNobody')).toBe(1);
  expect(countsLogged('WebhooksMalformed')).toBe(malformed.length);
});

/** How often the functions counted something, by their logs. */
function countsLogged(name: string): number {
  const folder = path.join(local.dataDirectory, 'logs');
  const lines = readdirSync(folder).flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'));
  const values = lines.flatMap((line) => new RegExp(`"${name}":(\\d+)`).exec(line)?.[1] ?? []);
  return values.reduce((sum, value) => sum + Number(value), 0);
}

test('calls whose legs have the same names stay apart, and each is final with the record of its leg', async () => {
  const [id1, id2] = ['legs-1', 'legs-2'];
  const now = Date.now();
  const to = '+12025550170';
  const times = { startedAt: iso(now - 3000), answeredAt: iso(now - 2000), endedAt: iso(now) };
  for (const id of [id1, id2]) {
    await send({ id, from: caller, to }, { hook: 'lookup' });
    expect(await send({ id, leg: 'a', event: 'record', ...times, from: caller, to, agent: id })).toMatchObject({
      status: 202,
    });
  }
  for (const id of [id1, id2]) {
    const detail = await soon(
      () => api.call(`pbx-${id}`),
      (found) => found?.call.final === true,
    );
    expect(detail?.call).toMatchObject({ id: `pbx-${id}`, status: 'completed', legs: 1, agent: id, trackedNumber: to });
  }
});

test('secrets are never told, and a deleted account is nobody', async () => {
  expect(JSON.stringify(await api.must('GET /v1/carrier-accounts/pbx'))).not.toContain('whsec_');
  expect(JSON.stringify(await api.must('GET /v1/carrier-accounts'))).not.toContain('whsec_');
  expect(await api.ask('DELETE /v1/carrier-accounts/pbx')).toMatchObject({ status: 204 });
  const late = { id: 'late-1', event: 'ringing', at: iso(Date.now()) };
  expect(
    await soon(
      () => send(late),
      ({ status }) => status === 401,
      { seconds: 40 },
    ),
  ).toMatchObject({ status: 401 });
});
