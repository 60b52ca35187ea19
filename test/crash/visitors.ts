import { setTimeout as sleep } from 'node:timers/promises';
import type { Evidence, LeasedAnswer } from './evidence.ts';

interface NumbersAnswer {
  visitor?: string;
  lease: { state: string; token?: string };
}
type HeartbeatAnswer = { held: true; lease: string } | { held: false };

/** One browser after another: each lands, most of them move, some come back, some never do. */
export async function visit(url: string, siteKey: string, evidence: Evidence, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    let page = landing();
    let tokens = await ask(url, { siteKey, pageUrl: page }, evidence);
    for (let step = 0; tokens?.lease !== undefined && step < 4 && !stop.aborted; step++) {
      await sleep(Math.random() * 300);
      const next = Math.random();
      if (next > 0.6) break;
      if (next > 0.5) {
        await click(url, tokens.lease, evidence);
        continue;
      }
      if (next > 0.46) {
        await withdraw(url, tokens, evidence);
        break;
      }
      if (next < 0.25) {
        await heartbeat(url, tokens.lease, evidence);
        continue;
      }
      page = pick([page, page, 'https://crash.example/contact', landing()]);
      tokens = await ask(url, { siteKey, pageUrl: page, visitor: tokens.visitor, lease: tokens.lease }, evidence);
    }
    if (tokens === undefined) await sleep(100);
  }
}

/** An advertisement's click: a reload or a second page keeps the lease, a new click is a new visit. */
function landing(): string {
  return `https://crash.example/?gclid=g${Math.random()}&utm_campaign=${pick(['spring', 'summer', 'autumn'])}`;
}

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(Math.random() * items.length)]!;
}

/** Asks for a number and writes down what was answered. Nothing if there was no answer. */
async function ask(
  url: string,
  body: object,
  evidence: Evidence,
): Promise<{ visitor?: string | undefined; lease?: string | undefined } | undefined> {
  const answer = await post<NumbersAnswer>(`${url}/v1/numbers`, body, evidence, () => evidence.cutOff++);
  if (answer === undefined) return undefined;
  if (answer.lease.state === 'leased' && answer.lease.token !== undefined) {
    evidence.leased.push(claimsOf<LeasedAnswer>(answer.lease.token));
  } else if (answer.lease.state === 'default' && answer.visitor !== undefined) {
    evidence.refused.push({ visitor: claimsOf<{ id: string }>(answer.visitor).id });
  } else {
    evidence.wrong.push(`a number request was answered with state ${answer.lease.state} and no token`);
  }
  return { visitor: answer.visitor, lease: answer.lease.token };
}

async function heartbeat(url: string, lease: string, evidence: Evidence): Promise<void> {
  const answer = await post<HeartbeatAnswer>(`${url}/v1/heartbeats`, { lease, active: true }, evidence);
  if (answer?.held) evidence.renewed.push(claimsOf<LeasedAnswer>(answer.lease));
}

async function click(url: string, lease: string, evidence: Evidence): Promise<void> {
  const claims = claimsOf<LeasedAnswer>(lease);
  evidence.clicking.add(`${claims.number} ${claims.visit}`);
  if ((await post<object>(`${url}/v1/clicks`, { lease }, evidence)) !== undefined) evidence.clicked.push(claims);
}

/** Withdraws until it is answered, as the tracker does. */
async function withdraw(
  url: string,
  { visitor, lease }: { readonly visitor?: string | undefined; readonly lease?: string | undefined },
  evidence: Evidence,
): Promise<void> {
  const id = claimsOf<LeasedAnswer>(lease!).visitor;
  evidence.withdrawing.add(id);
  const consent = { ads: false, analytics: false };
  for (let attempt = 0; attempt < 50; attempt++) {
    if ((await post<object>(`${url}/v1/consents`, { visitor, lease, consent }, evidence)) !== undefined) {
      evidence.withdrawn.push(id);
      return;
    }
    await sleep(200);
  }
}

/** The answer, or nothing if the run was dying: no connection, or a 5xx. Any other status is wrong, whatever happened. */
async function post<Answer>(
  url: string,
  body: object,
  evidence: Evidence,
  onCutOff: () => void = () => undefined,
): Promise<Answer | undefined> {
  let trouble: string;
  try {
    const init = { method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(10_000) };
    const response = await fetch(url, init);
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as Answer;
    trouble = `status ${response.status}`;
    if (response.status < 500) evidence.wrong.push(`${new URL(url).pathname} answered ${response.status}: ${text}`);
  } catch (error) {
    trouble = codeOf(error);
  }
  evidence.troubles.set(trouble, (evidence.troubles.get(trouble) ?? 0) + 1);
  if (trouble !== 'ECONNREFUSED') onCutOff();
  return undefined;
}

function codeOf(error: unknown): string {
  const { name, cause } = error as Error;
  return (cause as { code?: string } | undefined)?.code ?? name;
}

function claimsOf<Claims>(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[2]!, 'base64url').toString('utf8')) as Claims;
}
