import { Agent, request } from 'node:http';
import type { Management } from '../../e2e/management.ts';
import type { PageVisit } from '../../e2e/page-visit.ts';
import { largeNumbers } from '../large-pool/shop.ts';

export const poolSize = 2000;

const origin = 'https://busy.example';
const siteKey = 'pk_busy';

/** Visitors of one pool: each call is the next request of the mix. Gives the status, undefined without an answer in time. */
export type Visitors = () => Promise<number | undefined>;

/** A site without a limit by network, as all visitors come from this machine. */
export async function setUpSite(api: Management): Promise<void> {
  const settings = { name: 'Busy', siteKey, origins: [origin], newLeasesPerNetwork: 0 };
  await api.must('PUT /v1/sites/busy', settings);
}

/** A new pool, so that no rate meets what the rate before has left. */
export async function setUpPool(api: Management, index: number): Promise<string> {
  const id = `busy-${index}`;
  const pool = { site: 'busy', kind: 'session', order: index + 1, source: 'google', medium: 'cpc', campaign: id };
  const all = largeNumbers((index + 1) * (poolSize + 1)).slice(-poolSize - 1);
  const times = { leaseSeconds: 1200, probationSeconds: 1200 };
  await api.must(`PUT /v1/pools/${id}`, { ...pool, ...times, when: [{ campaign: id }], defaultNumber: all[0] });
  for (let from = 1; from < all.length; from += 500) {
    await api.must(`POST /v1/pools/${id}/numbers`, { numbers: all.slice(from, from + 500) });
  }
  return id;
}

/** Of ten requests: six new visitors, two who come back with what the tracker remembers, and two heartbeats of a person. */
const mix = ['new', 'return', 'new', 'beat', 'new', 'new', 'return', 'new', 'beat', 'new'] as const;
const mostRemembered = 500;

/** @param onDefault called for each new visitor who gets the default number, as the pool is full or held to be */
export function visitorsOf(url: string, pool: string, onDefault: () => void): Visitors {
  const pageUrl = `${origin}/?utm_source=google&utm_medium=cpc&utm_campaign=${pool}`;
  const agent = new Agent({ keepAlive: true });
  const remembered: PageVisit[] = [];
  let count = 0;

  const ask = async (known: PageVisit | undefined) => {
    const tokens = known && { visitor: known.visitor, lease: known.lease.token };
    const answer = await post(agent, `${url}/v1/numbers`, { siteKey, pageUrl, ...tokens });
    if (answer?.status !== 200 || known !== undefined) return answer?.status;
    const visit = JSON.parse(answer.text) as PageVisit;
    if (visit.lease.state === 'leased') remembered[count % mostRemembered] = visit;
    else onDefault();
    return answer.status;
  };
  return async () => {
    const kind = mix[count++ % mix.length];
    const known = remembered[Math.floor(Math.random() * remembered.length)];
    if (kind === 'new' || known === undefined) return ask(undefined);
    if (kind === 'return') return ask(known);
    return (await post(agent, `${url}/v1/heartbeats`, { lease: known.lease.token, active: true }))?.status;
  };
}

const userAgent = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const patience = 60_000;

function post(agent: Agent, url: string, body: object): Promise<{ status: number; text: string } | undefined> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'text/plain', origin, 'user-agent': userAgent };
    const sent = request(url, { method: 'POST', agent, headers, timeout: patience }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on('error', () => resolve(undefined));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(undefined));
    sent.end(JSON.stringify(body));
  });
}
