import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, bodyOf, serve } from '../bench/calls/metered-database.ts';
import { median, percentile } from '../bench/large-pool/percentile.ts';
import { openLoop } from '../bench/local/open-loop.ts';
import { connectCaller } from '../e2e/connect-caller.ts';
import { contact } from '../e2e/connect-payloads.ts';
import { management } from '../e2e/management.ts';
import { confirmVisit, pageVisit } from '../e2e/page-visit.ts';
import type { LocalRun } from '../start-local-run.ts';

const site = 'lookups';
const perSecond = 50;

/** Lookups at a steady rate: those that were not answered with the real route, and how long they took, ms. */
export interface LookupLoad {
  readonly lookups: number;
  readonly errors: number;
  readonly p50: number;
  readonly p99: number;
}

/** Somebody is shown a number of a pool, and rings: the call is matched by the lease while it rings. */
async function openShop(run: LocalRun) {
  const api = management(run);
  await api.must(`PUT /v1/sites/${site}`, {
    name: 'Lookups',
    siteKey: 'pk_lookups',
    origins: ['https://lookups.example'],
  });
  const pool = { site, kind: 'session', source: 'google', medium: 'cpc', leaseSeconds: 3600, probationSeconds: 600 };
  await api.must('PUT /v1/pools/lookups-ads', { ...pool, when: [{ clickId: 'gclid' }], defaultNumber: '+13055550180' });
  await api.must('POST /v1/pools/lookups-ads/numbers', { numbers: ['+13055550181', '+13055550182'] });
  const visit = await pageVisit(run.url, { siteKey: 'pk_lookups', pageUrl: 'https://lookups.example/?gclid=abc' });
  await confirmVisit(run.url, visit);
  const number = visit.number?.e164;
  if (number === undefined) throw new Error('nobody was shown a number');
  const connect = await connectCaller(run);
  let asked = 0;
  /** Each call is of somebody else. */
  const lookUp = async () => {
    const caller = `+1${203 + (Math.floor(asked / 100) % 500)}55501${String(asked++ % 100).padStart(2, '0')}`;
    const answer = await connect.lookup(contact(number, caller));
    return answer.source === 'google' ? 200 : 500;
  };
  return { lookUp, close: () => connect.close() };
}

/** Fifty lookups a second, however long each takes. */
export async function loadLookups(run: LocalRun, seconds: number): Promise<LookupLoad> {
  const { lookUp, close } = await openShop(run);
  try {
    const send = () => lookUp().catch(() => undefined);
    // Containers start, and connections are made.
    await openLoop(perSecond, 3, send);
    const ended = await openLoop(perSecond, seconds, send);
    const took = ended.map((one) => one.took);
    return {
      lookups: ended.length,
      errors: ended.filter(({ status }) => status !== 200).length,
      p50: median(took),
      p99: percentile(took, 0.99),
    };
  } finally {
    close();
  }
}

/** ms by which each operation of the database is held up; short enough for an answer in time. */
const delay = 100;
const samples = 9;

/**
 * How many operations of a lookup wait for one another: by how many times the delay of each operation an answer comes later. Those that run
 * side by side are held up together.
 */
export async function dependentOperations(start: (databaseEndpoint: string) => Promise<LocalRun>, database: string) {
  let held = 0;
  const proxy = await serve(async (request, response) => {
    const { host: _host, 'content-length': _length, connection: _connection, ...headers } = request.headers;
    const body = await bodyOf(request);
    if (held > 0) await sleep(held);
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const answer = await fetch(database, { method: 'POST', headers: sent, body });
    const text = await answer.text();
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
  });
  const run = await start(addressOf(proxy));
  try {
    const { lookUp, close } = await openShop(run);
    const timed = async () => {
      const began = performance.now();
      const status = await lookUp();
      if (status !== 200) throw new Error('a lookup was not answered with the real route');
      return performance.now() - began;
    };
    const measured = async () => {
      const all: number[] = [];
      for (let sample = 0; sample < samples; sample++) all.push(await timed());
      // What else the machine does only adds to it.
      return Math.min(...all);
    };
    await measured();
    const free = await measured();
    held = delay;
    const late = await measured();
    held = 0;
    close();
    return Math.round((late - free) / delay);
  } finally {
    await run.discard();
    proxy.closeAllConnections();
    proxy.close();
  }
}
