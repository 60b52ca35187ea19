import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EdgeRequest,
  type EdgeResponse,
  jsonResponse,
  problemResponse,
  type Routes,
  textResponse,
} from 'cloudformation-local';
import { isFromForeignPage, refuseForeignPage } from '../pages/foreign-page.ts';
import { readJson } from '../pages/json-body.ts';
import { type Behaviours, behaviourRequest, behaviourView } from './behaviours.ts';
import { answerAsGoogle } from './google-stand-in.ts';
import { inboxPage } from './inbox-page.ts';
import { answerAsKlaviyo } from './klaviyo-stand-in.ts';
import { answerAsMailchimp } from './mailchimp-stand-in.ts';
import { type Message, messageView } from './message.ts';
import type { MessageLog } from './message-log.ts';
import { answerAsMeta } from './meta-stand-in.ts';

export interface Inbox {
  readonly messages: MessageLog;
  readonly behaviours: Behaviours;
  readonly signingSecret: string;
  /** ms since 1970 */
  readonly now: () => number;
  /** How long a receiver that hangs keeps its caller waiting at most, ms. */
  readonly longestHang: number;
}

const prefix = '/inbox/';
const bodyLimit = 1024 * 1024;
/** These are shown from the start: the demo's destinations point here. */
const demoInboxes = ['webhook', 'google'];
const mostInboxes = 50;
const mostShown = 50;

/** `/inbox/...`: receivers of what the product sends to the outside, and what they received. */
export function inboxRoutes(inbox: Inbox): Routes {
  return (request) => {
    if (request.path === '/inbox') return see(prefix);
    if (!request.path.startsWith(prefix)) return undefined;
    const rest = request.path.slice(prefix.length);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (rest === '') return isRead ? page(inbox, request) : problemResponse(405, 'The inbox itself can only be read.');
    if (rest === 'messages.json') return isRead ? list(inbox, request) : problemResponse(405, 'This can only be read.');
    if (rest === 'behaviour') return setByForm(inbox, request);
    const [, name, path = ''] = /^([a-z0-9][a-z0-9-]{0,39})(\/.*)?$/.exec(rest) ?? [];
    if (name === undefined) {
      return problemResponse(404, 'The name of an inbox is up to 40 small letters, digits and hyphens.');
    }
    if (path === '/behaviour' && isRead) return jsonResponse(200, behaviourView(inbox.behaviours.of(name)));
    if (path === '/behaviour' && request.method === 'PUT') return setBehaviour(inbox, request, name);
    return receive(inbox, request, name, path || '/');
  };
}

function namesOf({ messages }: Inbox): ReadonlyMap<string, number> {
  return new Map([...demoInboxes.map((name): [string, number] => [name, 0]), ...messages.counts()]);
}

function page(inbox: Inbox, request: EdgeRequest): EdgeResponse {
  const counts = namesOf(inbox);
  const wanted = new URLSearchParams(request.query).get('name') ?? '';
  const name = counts.has(wanted) ? wanted : undefined;
  const inboxes = [...counts].map(([each, messages]) => ({
    name: each,
    messages,
    behaviour: inbox.behaviours.of(each),
  }));
  const newest = inbox.messages.newest(mostShown, name);
  return inboxPage({ inboxes, name, newest, signingSecret: inbox.signingSecret });
}

function list({ messages }: Inbox, { query }: EdgeRequest): EdgeResponse {
  const parameters = new URLSearchParams(query);
  const after = Number(parameters.get('after') ?? 0);
  if (!Number.isSafeInteger(after)) return problemResponse(400, 'after must be the sequence number of a message.');
  const items = messages.list({ name: parameters.get('name') ?? undefined, after }).map(messageView);
  return jsonResponse(200, { items });
}

function setBehaviour({ behaviours }: Inbox, request: EdgeRequest, name: string): EdgeResponse {
  if (isFromForeignPage(request)) return problemResponse(403, 'Pages of other origins may not do this.');
  const body = readJson(request, behaviourRequest);
  return 'problem' in body ? body.problem : jsonResponse(200, behaviourView(behaviours.set(name, body.value)));
}

/** The buttons of the page: a form knows neither PUT nor JSON. */
function setByForm({ behaviours }: Inbox, request: EdgeRequest): EdgeResponse {
  const refusal = refuseForeignPage(request);
  if (request.method !== 'POST' || refusal !== undefined) return refusal ?? problemResponse(405, 'This takes POST.');
  const form = new URLSearchParams(request.body.toString());
  const name = form.get('name') ?? '';
  const parsed = behaviourRequest.safeParse({ answer: form.get('answer'), seconds: Number(form.get('seconds')) });
  if (!parsed.success) return problemResponse(400, 'The form does not fit.');
  behaviours.set(name, parsed.data);
  return see(prefix);
}

async function receive(inbox: Inbox, request: EdgeRequest, name: string, path: string): Promise<EdgeResponse> {
  const { messages, behaviours, longestHang, now } = inbox;
  if (isFromForeignPage(request)) return problemResponse(403, 'Pages of other origins may not send here.');
  if (request.body.length > bodyLimit) return problemResponse(413, 'A message has at most 1 MB.');
  const known = namesOf(inbox);
  if (!known.has(name) && known.size >= mostInboxes) {
    return problemResponse(409, `There are ${mostInboxes} inboxes; no more are opened.`);
  }
  const id = randomUUID();
  const receivedAt = now();
  const { answer, until = receivedAt } = behaviours.of(name);
  const response = misbehaved(answer, name) ?? answerNormally(inbox, request, name, path, id);
  const { method, query, headers, body } = request;
  messages.add({
    id,
    name,
    receivedAt,
    method,
    path,
    query,
    headers: Object.fromEntries(headers),
    body,
    answer: answer === 'hang' ? 'hang' : String(response.status),
  });
  if (answer === 'hang') await sleep(Math.min(until - receivedAt, longestHang), undefined, { ref: false });
  return response;
}

function misbehaved(answer: string, name: string): EdgeResponse | undefined {
  if (answer === 'error') return textResponse(500, 'The receiver is told to fail.');
  if (answer === 'gone') return textResponse(410, 'The receiver is told to be gone.');
  if (answer === 'redirect') return see(`${prefix}${name}/redirected`, 302);
  if (answer === 'hang') return textResponse(504, 'The receiver was told to hang.');
  return undefined;
}

function answerNormally(
  { messages }: Inbox,
  request: EdgeRequest,
  name: string,
  path: string,
  id: string,
): EdgeResponse {
  return answerAs({ messages, request, name, path, id }) ?? jsonResponse(200, { received: id });
}

interface Addressed {
  readonly messages: MessageLog;
  readonly request: EdgeRequest;
  readonly name: string;
  readonly path: string;
  readonly id: string;
}

/** What the vendor would answer for whom an inbox stands in; undefined where it is none's, or the vendor's own has no such path. */
function answerAs({ messages, request, name, path, id }: Addressed): EdgeResponse | undefined {
  switch (name) {
    case 'google':
      return answerAsGoogle({ request, path, id, isKnown: (asked) => messages.find(asked)?.answer === '200' });
    case 'meta':
      return answerAsMeta(request, path);
    case 'klaviyo':
      return answerAsKlaviyo(request, path);
    case 'mailchimp': {
      const isAdded = (of: string) => (message: Message) =>
        message.method === 'PUT' && message.path === of && message.answer === '200';
      return answerAsMailchimp({ request, path, isKnown: (of) => messages.list({ name }).some(isAdded(of)) });
    }
    default:
      return undefined;
  }
}

function see(location: string, status = 303): EdgeResponse {
  return { status, headers: new Headers({ location }), body: '' };
}
