import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { type Mailbox, openMailbox } from '../../../local/mailbox/mailbox.ts';
import { mailboxRoutes } from '../../../local/mailbox/mailbox-routes.ts';
import { ask, edgeRequest, jsonOf } from '../edge-request.ts';

let server: Server;
let emails: object[];
let mailbox: Mailbox;
const database = () => new DatabaseSync(':memory:');
const emulator = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeEach(async () => {
  emails = [];
  mailbox = openMailbox(database(), Date.now, 3);
  server = createServer((_request, response) => response.end(JSON.stringify({ emails, templates: {} })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function sent(number: number, more: object = {}): object {
  return {
    messageId: `ses-${number}`,
    from: 'leaseline@demo.example',
    replyTo: [],
    destination: { to: ['team@demo.example'], cc: [], bcc: [] },
    subject: `Call ${number} <from Google>`,
    body: { html: '<p>called</p><script>alert(1)</script>', text: 'called & gone' },
    attachments: [],
    at: Math.floor(Date.now() / 1000),
    ...more,
  };
}

test('takes over each mail once, and keeps the newest', async () => {
  emails = [sent(1), sent(2)];
  await mailbox.takeFrom(emulator());
  emails.push(sent(3), sent(4));
  await mailbox.takeFrom(emulator());
  expect(mailbox.list().map(({ id }) => id)).toEqual(['ses-2', 'ses-3', 'ses-4']);
  const { items } = jsonOf(await ask(mailboxRoutes(mailbox), 'GET', '/mail/messages.json'));
  expect(items[0]).toMatchObject({
    id: 'ses-2',
    from: 'leaseline@demo.example',
    to: ['team@demo.example'],
    subject: 'Call 2 <from Google>',
    text: 'called & gone',
    html: '<p>called</p><script>alert(1)</script>',
  });
});

test('lists mails, and shows one: text escaped, HTML in a sandbox', async () => {
  emails = [sent(1)];
  await mailbox.takeFrom(emulator());
  const get = (path: string) => ask(mailboxRoutes(mailbox), 'GET', path);
  expect((await get('/mail/')).body.toString()).toContain('<a href="/mail/ses-1">Call 1 &#60;from Google&#62;</a>');
  const page = (await get('/mail/ses-1')).body.toString();
  expect(page).toContain('called &#38; gone');
  expect(page).not.toContain('<script');
  expect(page).toMatch(/<iframe[^>]*sandbox="[^"]*"[^>]*src="\/mail\/ses-1\/html"/);
  const html = await get('/mail/ses-1/html');
  expect(html.body.toString()).toContain('<p>called</p>');
  expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox(?!.*allow-scripts)/);
});

test('a mail without HTML has no such page, and an unknown one is not found', async () => {
  emails = [sent(1, { body: { text: 'plain' } })];
  await mailbox.takeFrom(emulator());
  const place = mailboxRoutes(mailbox);
  const statuses = await Promise.all(
    ['/mail/ses-1', '/mail/ses-1/html', '/mail/ses-2', '/mail/%'].map(
      async (path) => (await ask(place, 'GET', path)).status,
    ),
  );
  expect(statuses).toEqual([200, 404, 404, 404]);
  expect((await ask(place, 'POST', '/mail/')).status).toBe(405);
  expect((await ask(place, 'GET', '/mail')).headers.get('location')).toBe('/mail/');
  expect(place(edgeRequest('GET', '/mailing'))).toBeUndefined();
});
