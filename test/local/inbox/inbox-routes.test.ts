import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createBehaviours } from '../../../local/inbox/behaviours.ts';
import { type Inbox, inboxRoutes } from '../../../local/inbox/inbox-routes.ts';
import { messageLog } from '../../../local/inbox/message-log.ts';
import { demoSigningSecret } from '../../../local/inbox/signing-secret.ts';
import { ask, edgeRequest, jsonOf } from '../edge-request.ts';

let now: number;
let inbox: Inbox;
const place = (...request: Parameters<typeof edgeRequest>) => ask(inboxRoutes(inbox), ...request);
const messages = async (query = '') => jsonOf(await place('GET', `/inbox/messages.json${query}`)).items;

beforeEach(() => {
  now = Date.UTC(2026, 0, 31, 12);
  inbox = {
    messages: messageLog(new DatabaseSync(':memory:'), { messages: 3, bytes: 1000 }),
    behaviours: createBehaviours(() => now),
    signingSecret: 'whsec_<secret>',
    now: () => now,
    longestHang: 20,
  };
});

test('keeps method, path, query, headers and the body byte for byte', async () => {
  const body = '{"a": 1.50, "ü": "<b>"}\n';
  const response = await place('POST', '/inbox/webhook/deep/er?x=1&y', { body, headers: { 'webhook-id': 'd1.2' } });
  expect(response.status).toBe(200);
  expect(await messages()).toEqual([
    {
      sequence: 1,
      id: jsonOf(response).received,
      name: 'webhook',
      receivedAt: '2026-01-31T12:00:00.000Z',
      method: 'POST',
      path: '/deep/er',
      query: 'x=1&y',
      headers: { host: 'localhost:8787', 'webhook-id': 'd1.2' },
      body,
      answer: '200',
    },
  ]);
  await inboxRoutes(inbox)({ ...edgeRequest('PUT', '/inbox/other'), body: Buffer.from([0xff, 0]) });
  expect(await messages('?name=other')).toMatchObject([{ path: '/', bodyBase64: '/wA=' }]);
  expect(await messages('?after=1')).toHaveLength(1);
});

test('keeps the newest, by number and by size', async () => {
  for (let number = 0; number < 5; number++) await place('POST', '/inbox/webhook', { body: String(number) });
  expect((await messages()).map((message: { body: string }) => message.body)).toEqual(['2', '3', '4']);
  await place('POST', '/inbox/other', { body: 'x'.repeat(999) });
  expect(await messages()).toMatchObject([{ body: '4' }, { name: 'other' }]);
});

test.each([
  ['error', 500, '500'],
  ['gone', 410, '410'],
  ['redirect', 302, '302'],
  ['hang', 504, 'hang'],
])('told to %s, it does so for a while and notes it', async (answer, status, noted) => {
  const told = await place('PUT', '/inbox/webhook/behaviour', { content: { answer, seconds: 90 } });
  expect(jsonOf(told)).toEqual({ answer, until: '2026-01-31T12:01:30.000Z' });
  expect((await place('POST', '/inbox/webhook/in')).status).toBe(status);
  expect((await place('POST', '/inbox/google/v1/in')).status).toBe(401);
  now += 90_001;
  expect((await place('POST', '/inbox/webhook/in')).status).toBe(200);
  expect((await messages('?name=webhook')).map((message: { answer: string }) => message.answer)).toEqual([
    noted,
    '200',
  ]);
  expect(jsonOf(await place('GET', '/inbox/webhook/behaviour'))).toEqual({ answer: 'ok' });
});

test('is told to be well again at once', async () => {
  await place('PUT', '/inbox/webhook/behaviour', { content: { answer: 'error' } });
  expect(jsonOf(await place('PUT', '/inbox/webhook/behaviour', { content: { answer: 'ok' } }))).toEqual({
    answer: 'ok',
  });
  expect((await place('POST', '/inbox/webhook')).status).toBe(200);
});

test('the buttons of its page', async () => {
  const body = 'name=webhook&answer=error&seconds=60';
  const origin = 'http://localhost:8787';
  expect((await place('POST', '/inbox/behaviour', { body, headers: { origin } })).status).toBe(303);
  expect((await place('POST', '/inbox/webhook')).status).toBe(500);
  const foreign = await place('POST', '/inbox/behaviour', { body, headers: { origin: 'https://evil.example' } });
  expect(foreign.status).toBe(403);
});

test('the page shows what arrived, escaped, and the secret to verify it with', async () => {
  await place('POST', '/inbox/webhook/<i>', { body: '<script>alert(1)</script>', headers: { 'x-a': '<img>' } });
  const page = await place('GET', '/inbox/?name=webhook');
  const html = page.body.toString();
  expect(html).toContain('&#60;script&#62;');
  expect(html).not.toMatch(/<script|<img|<i>/);
  expect(html).toContain('whsec_&#60;secret&#62;');
  expect(html).toContain('http-equiv="refresh"');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  // With `no-referrer` a browser names no origin when it sends a form, and the buttons would be refused.
  expect(page.headers.get('referrer-policy')).toBe('same-origin');
  expect((await place('GET', '/inbox')).headers.get('location')).toBe('/inbox/');
});

test('refuses what does not fit', async () => {
  const refused = [
    await place('POST', '/inbox/Big'),
    await place('POST', '/inbox/webhook', { body: 'x'.repeat(1024 * 1024 + 1) }),
    await place('POST', '/inbox/webhook', { headers: { origin: 'https://evil.example' } }),
    await place('GET', '/inbox/webhook', { headers: { 'sec-fetch-site': 'cross-site' } }),
    await place('GET', '/inbox/webhook', { headers: { 'sec-fetch-site': 'same-site' } }),
    await place('PUT', '/inbox/webhook/behaviour', { content: { answer: 'dance' } }),
    await place('PUT', '/inbox/webhook/behaviour', { content: { answer: 'error', seconds: 0 } }),
    await place('GET', '/inbox/messages.json?after=x'),
    await place('POST', '/inbox/'),
  ];
  expect(refused.map(({ status }) => status)).toEqual([404, 413, 403, 403, 403, 400, 400, 400, 405]);
  expect(await messages()).toEqual([]);
  expect(inboxRoutes(inbox)(edgeRequest('GET', '/inboxes'))).toBeUndefined();
});

test('only so many inboxes are opened', async () => {
  inbox = { ...inbox, messages: messageLog(new DatabaseSync(':memory:')) };
  for (let number = 0; number < 48; number++) await place('POST', `/inbox/a${number}`);
  expect((await place('POST', '/inbox/one-more')).status).toBe(409);
  expect((await place('POST', '/inbox/a47')).status).toBe(200);
});

test('the signing secret is made once, of 32 bytes, for its owner only', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'secret-'));
  const secret = demoSigningSecret(folder);
  expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
  expect(demoSigningSecret(folder)).toBe(secret);
  rmSync(folder, { recursive: true });
});
