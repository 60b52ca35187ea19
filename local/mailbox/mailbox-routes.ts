import { type EdgeResponse, jsonResponse, problemResponse, type Routes, redirect } from 'cloudformation-local';
import { escapeHtml, htmlPage, htmlResponse } from '../pages/html-page.ts';
import type { Mail } from './mail.ts';
import type { Mailbox } from './mailbox.ts';

const refreshSeconds = 5;
const mostShown = 200;

/** A mail's HTML loads nothing and runs nothing; its links open in a tab of their own. */
const sandbox = 'allow-popups allow-popups-to-escape-sandbox';
const mailPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; sandbox ${sandbox}`;

/** `/mail/...`: the mail that was sent. */
export function mailboxRoutes(mailbox: Mailbox): Routes {
  return ({ method, path }) => {
    if (path === '/mail') return redirect('/mail/');
    if (!path.startsWith('/mail/')) return undefined;
    if (method !== 'GET' && method !== 'HEAD') return problemResponse(405, 'Mail can only be read.');
    const rest = path.slice('/mail/'.length);
    if (rest === '') return listPage(mailbox.list());
    if (rest === 'messages.json') return jsonResponse(200, { items: mailbox.list() });
    const [id = '', part] = rest.split('/');
    const mail = mailbox.find(decode(id));
    if (mail === undefined) return problemResponse(404, 'There is no such mail.');
    if (part === undefined) return mailPage(mail);
    if (part !== 'html' || mail.html === undefined) return problemResponse(404, 'There is no such page.');
    return htmlResponse(`<base target="_blank">${mail.html}`, mailPolicy);
  };
}

function listPage(mails: readonly Mail[]): EdgeResponse {
  const rows = mails
    .toReversed()
    .slice(0, mostShown)
    .map(
      ({ id, sentAt, to, subject }) =>
        `<tr><td>${sentAt.slice(0, 19).replace('T', ' ')}</td><td>${escapeHtml(to.join(', '))}</td>
<td><a href="/mail/${encodeURIComponent(id)}">${escapeHtml(subject)}</a></td></tr>`,
    );
  const list = `<table><tr><th>sent (UTC)</th><th>to</th><th>subject</th></tr>${rows.join('')}</table>`;
  const body = `<h1>Mail</h1><p>What was sent through Amazon SES, which is played here: no mail leaves this machine.
<a href="/mail/messages.json">As JSON</a>, <a href="/inbox/">inbox</a>.</p>${rows.length > 0 ? list : '<p>No mail yet.</p>'}`;
  return htmlPage('Mail', body, refreshSeconds);
}

function mailPage(mail: Mail): EdgeResponse {
  const { id, sentAt, from, to, cc, bcc, replyTo, subject, text, html } = mail;
  const facts = {
    From: from,
    To: to.join(', '),
    Cc: cc.join(', '),
    Bcc: bcc.join(', '),
    'Reply to': replyTo.join(', '),
  };
  const rows = Object.entries({ ...facts, Sent: sentAt })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(value)}</td></tr>`);
  const frame = `<iframe title="HTML" sandbox="${sandbox}" src="/mail/${encodeURIComponent(id)}/html"></iframe>`;
  const body = `<p><a href="/mail/">Mail</a></p><h1>${escapeHtml(subject)}</h1><table>${rows.join('')}</table>
${html === undefined ? '' : `<h2>HTML</h2>${frame}`}${text === undefined ? '' : `<h2>Text</h2><pre>${escapeHtml(text)}</pre>`}`;
  return htmlPage(subject, body);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
