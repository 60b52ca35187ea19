import type { EdgeResponse } from 'cloudformation-local';
import { escapeHtml, htmlPage } from '../pages/html-page.ts';
import { answers, type Behaviour } from './behaviours.ts';
import { asText, type Message } from './message.ts';

export interface InboxOverview {
  /** All inboxes, also those that have received nothing yet. */
  readonly inboxes: readonly { readonly name: string; readonly messages: number; readonly behaviour: Behaviour }[];
  /** The one inbox that is shown; undefined shows all. */
  readonly name: string | undefined;
  /** Newest first. */
  readonly newest: readonly Message[];
  readonly signingSecret: string;
}

const refreshSeconds = 5;
const misbehaveSeconds = 60;

/** What the stand-ins for webhook receivers and ad platforms got, and the buttons that make them misbehave. */
export function inboxPage({ inboxes, name, newest, signingSecret }: InboxOverview): EdgeResponse {
  const rows = inboxes.map(
    (inbox) => `<tr><td><a href="/inbox/?name=${inbox.name}">${inbox.name}</a></td><td>${inbox.messages}</td>
<td>${describe(inbox.behaviour)}</td><td>${answers.map((answer) => button(inbox.name, answer)).join('')}</td></tr>`,
  );
  const list = newest.map(article).join('') || '<p>Nothing has arrived yet.</p>';
  const body = `<h1>Inbox</h1>
<p>Stand-ins for webhook receivers and ad platforms: everything sent to <code>/inbox/&lt;name&gt;</code> is kept here.
<a href="/inbox/messages.json${name === undefined ? '' : `?name=${name}`}">As JSON</a>, <a href="/mail/">mail</a>.</p>
<p>Signing secret of <code>demo-webhook</code>: <code>${escapeHtml(signingSecret)}</code></p>
<table><tr><th>inbox</th><th>received</th><th>answers</th><th>for ${misbehaveSeconds} s</th></tr>${rows.join('')}</table>
<h2>${name === undefined ? 'Newest' : `Newest of ${name}, <a href="/inbox/">all</a>`}</h2>${list}`;
  return htmlPage('Inbox', body, refreshSeconds);
}

function describe({ answer, until }: Behaviour): string {
  return until === undefined ? answer : `${answer} until ${new Date(until).toISOString().slice(11, 19)} UTC`;
}

function button(name: string, answer: string): string {
  return `<form method="post" action="/inbox/behaviour"><input type="hidden" name="name" value="${name}">
<input type="hidden" name="seconds" value="${misbehaveSeconds}"><button name="answer" value="${answer}">${answer}</button></form>`;
}

function article(message: Message): string {
  const { name, receivedAt, method, path, query, headers, body, answer } = message;
  const head = Object.entries(headers)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');
  const target = `/inbox/${name}${path === '/' ? '' : path}${query === '' ? '' : `?${query}`}`;
  return `<article><p><strong>${escapeHtml(`${method} ${target}`)}</strong>
<span class="quiet">${new Date(receivedAt).toISOString()}, answered ${escapeHtml(answer)}, ${body.byteLength} bytes</span></p>
<pre>${escapeHtml(readable(body))}</pre><details><summary>Headers</summary><pre>${escapeHtml(head)}</pre></details></article>`;
}

function readable(body: Uint8Array): string {
  const text = asText(body);
  if (text === undefined) return `(${body.byteLength} bytes that are no text)`;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
