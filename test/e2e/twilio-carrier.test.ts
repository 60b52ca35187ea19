import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { publicKey, signed, signedByOthers } from '../lambdas/calls/carriers/telnyx/samples.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type Management, management } from './management.ts';
import { confirmVisit, pageVisit } from './page-visit.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { webhookTo } from './receiver-destinations.ts';
import { soon } from './soon.ts';

const run = promisify(execFile);

const site = 'studio';
const caller = '+12025550123';
const [first, second, own] = ['+12025550151', '+12025550152', '+12025550160'];
const authToken = '0123456789abcdef0123456789abcdef';
const otherToken = 'fedcba9876543210fedcba9876543210';
const stack = mkdtempSync(path.join(tmpdir(), 'leaseline-stack-'));
let local: LocalRun;
let receiver: Receiver;
let api: Management;

/** A stack without Amazon Connect: all calls come by Twilio, or Telnyx. */
beforeAll(async () => {
  const env = { ...process.env, CDK_OUTDIR: stack, CDK_CONTEXT_JSON: JSON.stringify({ connect: 'none' }) };
  await run(process.execPath, ['bin/leaseline.ts'], { cwd: path.join(__dirname, '../..'), env });
  local = await startLocalRun({ env: { LEASELINE_CDK_OUT: stack } });
  receiver = await startReceiver();
  api = management(local);
  await api.must(`PUT /v1/sites/${site}`, {
    name: 'Studio',
    siteKey: 'pk_studio',
    origins: ['https://studio.example'],
    currency: 'USD',
    route: { forwardTo: [first, second] },
  });
  const pool = { site, kind: 'session', source: 'google', medium: 'cpc', leaseSeconds: 600, probationSeconds: 60 };
  await api.must('PUT /v1/pools/studio-ads', { ...pool, when: [{ clickId: 'gclid' }], defaultNumber: '+12025550170' });
  await api.must('POST /v1/pools/studio-ads/numbers', { numbers: ['+12025550171', '+12025550172'] });
  await api.must('PUT /v1/destinations/studio-hook', { site, ...webhookTo(receiver, site) });
  await api.must('PUT /v1/rules/studio-talk', {
    site,
    when: { status: 'completed', talkSeconds: { gte: 2 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'USD' } },
    destinations: ['studio-hook'],
  });
  const settings = { phones: [own] };
  await api.must('PUT /v1/carrier-accounts/voice', { type: 'twilio', settings, secrets: { authToken } });
  await api.must('PUT /v1/carrier-accounts/telnyx', { type: 'telnyx', settings, secrets: { publicKey } });
});

afterAll(async () => {
  rmSync(stack, { recursive: true });
  await local?.discard();
  await receiver?.close();
});

type Fields = Readonly<Record<string, string>>;

interface Posting {
  readonly token?: string;
  /** What is signed, where it is not what is sent. */
  readonly signed?: Fields;
  readonly cut?: number;
  readonly headers?: Fields;
}

/** Twilio posts to an address that it was told. */
async function postTo(url: string, fields: Fields, { token = authToken, cut = 0, ...more }: Posting = {}) {
  const signature = getExpectedTwilioSignature(token, url, more.signed ?? fields);
  const body = new URLSearchParams(fields).toString();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': signature,
      ...more.headers,
    },
    body: body.slice(0, body.length - cut),
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}
const hook = (name: string, account = 'voice') => `${local.url}/v1/carriers/${account}/${name}`;

const mailTime = (at: number) => new Date(at).toUTCString().replace('GMT', '+0000');
const attribute = (text: string, element: string, name: string) =>
  new RegExp(`<${element}[^>]* ${name}="([^"]*)"`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
const ringing = (text: string) => [...text.matchAll(/>(\+\d+)<\/Number>/g)].map(([, phone]) => phone);

test('number shown, call routed by TwiML, matched, conversion delivered, recording linked', async () => {
  expect(readFileSync(path.join(stack, 'Leaseline.template.json'), 'utf8')).not.toContain('AWS::Connect');
  const visit = await pageVisit(local.url, {
    siteKey: 'pk_studio',
    pageUrl: 'https://studio.example/?gclid=abc&utm_campaign=spring',
  });
  await confirmVisit(local.url, visit);
  const to = visit.number!.e164;
  const call = {
    CallSid: 'CA1',
    AccountSid: 'AC1',
    From: caller,
    To: to,
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
  };

  // On a busy machine a lookup answers the default route rather than late.
  const asked = await soon(
    () => postTo(hook('voice'), { ...call, CallStatus: 'ringing', StirVerstat: 'TN-Validation-Passed-A' }),
    ({ text }) => ringing(text).includes(first!),
  );
  expect(asked).toMatchObject({ status: 200, type: expect.stringContaining('text/xml') });
  expect(ringing(asked.text)).toEqual([first]);
  expect(attribute(asked.text, 'Dial', 'timeout')).toBe('10');

  // The first phone does not answer.
  const began = Date.now();
  const phone = (sid: string, number: string) => ({
    CallSid: sid,
    ParentCallSid: 'CA1',
    From: caller,
    To: number,
    Direction: 'outbound-dial',
  });
  const progress = (at: number, sequence: number) => ({
    Timestamp: mailTime(at),
    SequenceNumber: String(sequence),
    CallbackSource: 'call-progress-events',
  });
  const status = attribute(asked.text, 'Number', 'statusCallback');
  expect(
    await postTo(status, { ...phone('CA2', first), CallStatus: 'initiated', ...progress(began, 0) }),
  ).toMatchObject({ status: 202 });
  await postTo(status, { ...phone('CA2', first), CallStatus: 'no-answer', ...progress(began, 1) });
  const next = await postTo(attribute(asked.text, 'Dial', 'action'), {
    ...call,
    DialCallStatus: 'no-answer',
    DialCallSid: 'CA2',
  });
  expect(ringing(next.text)).toEqual([second]);

  // The second one does, and is told who calls.
  const whispered = await postTo(attribute(next.text, 'Number', 'url'), {
    ...phone('CA3', second),
    CallStatus: 'in-progress',
  });
  expect(whispered.text).toContain('Call from google spring');
  await sleep(3000);
  const ended = Date.now();
  const events: [string, Fields][] = [
    [hook('status'), { ...call, CallStatus: 'completed', CallDuration: '3', ...progress(ended, 0) }],
    [status, { ...phone('CA3', second), CallStatus: 'completed', CallDuration: '2', ...progress(ended, 3) }],
    [status, { ...phone('CA3', second), CallStatus: 'initiated', ...progress(ended - 3000, 0) }],
  ];
  const over = await postTo(attribute(next.text, 'Dial', 'action'), {
    ...call,
    DialCallStatus: 'completed',
    DialCallSid: 'CA3',
    DialCallDuration: '2',
  });
  expect(over.text).toContain('<Hangup/>');
  // Out of order, and each twice.
  for (const [url, fields] of [...events, ...events]) expect(await postTo(url, fields)).toMatchObject({ status: 202 });
  const RecordingUrl = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1';
  const recorded = { CallSid: 'CA1', RecordingSid: 'RE1', RecordingUrl, RecordingStatus: 'completed' };
  await postTo(hook('recording'), { ...recorded, RecordingStartTime: mailTime(ended - 2000) });

  const detail = await soon(
    () => api.call('voice-CA1'),
    (found) => found?.conversions[0]?.deliveries[0]?.state === 'delivered' && found.call.recordings !== undefined,
  );
  expect(detail).toMatchObject({
    call: {
      site,
      carrier: 'twilio',
      status: 'completed',
      final: true,
      trackedNumber: to,
      caller,
      talkSeconds: 2,
      agent: second,
      legs: 3,
      attestation: 'A',
    },
    match: { method: 'lease', source: 'google', campaign: 'spring', visit: { clickIds: { gclid: 'abc' } } },
    conversions: [{ rule: 'studio-talk', value: { amount: '50.00', currency: 'USD' }, revision: 1 }],
  });
  expect(await api.must('GET /v1/calls/voice-CA1/recording')).toMatchObject({ call: 'voice-CA1', url: RecordingUrl });
  expect(receiver.told(site).map(({ data }) => [data.call.id, data.conversion.name])).toEqual([
    ['voice-CA1', 'qualified_call'],
  ]);
});

async function listed(): Promise<string[]> {
  const { items } = await api.must<{ items: { call: { id: string } }[] }>(`GET /v1/calls?site=${site}`);
  return items.map(({ call }) => call.id);
}

/** How often the functions counted something, by their logs. */
function countsLogged(name: string): number {
  const folder = path.join(local.dataDirectory, 'logs');
  const lines = readdirSync(folder).flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'));
  const values = lines.flatMap((line) => new RegExp(`"${name}":(\\d+)`).exec(line)?.[1] ?? []);
  return values.reduce((sum, value) => sum + Number(value), 0);
}

async function postSigned(request: { headers: Readonly<Record<string, string>>; body: Uint8Array }, name: string) {
  const { headers, body } = request;
  const response = await fetch(hook(name, 'telnyx'), { method: 'POST', headers, body: Buffer.from(body) });
  return { status: response.status, text: await response.text() };
}

test('forged, replayed and truncated requests of each get 401 or 400, and leave nothing but a count', async () => {
  const bad: Fields = {
    CallSid: 'CAbad',
    From: caller,
    To: '+12025550172',
    Direction: 'inbound',
    CallStatus: 'completed',
    // No longer than the number has been in its pool.
    CallDuration: '2',
    Timestamp: mailTime(Date.now()),
    SequenceNumber: '0',
  };
  const form = new URLSearchParams(bad).toString();
  const before = await listed();
  const now = Date.now();
  const refused = await Promise.all([
    postTo(hook('status'), bad, { token: otherToken }),
    postTo(hook('status'), bad, { cut: 10 }),
    postTo(hook('status'), bad, { signed: { ...bad, CallDuration: '3' } }),
    postTo(hook('status'), bad, { headers: { 'x-twilio-signature': '' } }),
    postTo(hook('voice'), bad, { token: otherToken }),
    postTo(hook('dialed'), bad, { token: otherToken }),
    postTo(hook('status', 'telnyx'), bad),
    postSigned(signedByOthers(form, now), 'status'),
    postSigned(signed(form, now - 360_000), 'status'),
    postSigned(signed(form, now + 360_000), 'status'),
    postSigned({ ...signed(form, now), body: Buffer.from(form.slice(0, -10)) }, 'status'),
    postSigned(signed(form, now - 360_000), 'events'),
  ]);
  const ofNobody = await postTo(hook('status', 'nobody'), bad);
  expect([...refused, ofNobody].map(({ status }) => status)).toEqual([...refused, 401].map(() => 401));
  const malformed = await Promise.all([
    postTo(hook('status'), { ...bad, CallSid: '' }),
    postTo(hook('voice'), bad),
    postTo(hook('status'), {}),
    postSigned(signed('{"data":{"event_type":"call.hang', now), 'events'),
    postSigned(signed(form, now), 'events'),
  ]);
  expect(malformed.map(({ status }) => status)).toEqual(malformed.map(() => 400));
  // What comes after has been worked through, so those would have been, too.
  await postTo(hook('status'), { ...bad, CallSid: 'CAgood' });
  await soon(
    () => api.call('voice-CAgood'),
    (detail) => detail?.call.final === true,
  );
  // The scheme of Twilio has no time: the same again is the same.
  await postTo(hook('status'), { ...bad, CallSid: 'CAgood' });
  expect(await Promise.all(['voice-CAbad', 'telnyx-CAbad'].map((id) => api.call(id)))).toEqual([undefined, undefined]);
  expect(await listed()).toEqual(['voice-CAgood', ...before]);
  expect(countsLogged('WebhooksRefused')).toBe(refused.length);
  expect(countsLogged('WebhooksOfNobody')).toBe(1);
  expect(countsLogged('WebhooksMalformed')).toBe(malformed.length);
});

test('Telnyx is answered in TeXML, and where nothing is known the phones of the account ring', async () => {
  const body = new URLSearchParams({
    CallSid: 'v3:a',
    From: caller,
    To: '+12025550199',
    CallStatus: 'ringing',
  }).toString();
  const asked = await postSigned(signed(body, Date.now()), 'voice');
  expect(asked.status).toBe(200);
  expect(ringing(asked.text)).toEqual([own]);
  const action = attribute(asked.text, 'Dial', 'action');
  const dialed = signed(
    new URLSearchParams({ CallSid: 'v3:a', DialCallStatus: 'busy', From: caller, To: own }).toString(),
    Date.now(),
  );
  const response = await fetch(action, { method: 'POST', headers: dialed.headers, body: Buffer.from(dialed.body) });
  expect(await response.text()).toContain('<Hangup/>');
});
