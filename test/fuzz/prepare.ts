import { connectCaller } from '../e2e/connect-caller.ts';
import { contact } from '../e2e/connect-payloads.ts';
import { type Management, management } from '../e2e/management.ts';
import { soon } from '../e2e/soon.ts';
import type { LocalRun } from '../start-local-run.ts';

/** What is there before the first request, and what requests may name of it. */
export interface Prepared {
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** What went wrong meanwhile for a site that no request named. */
  readonly afterwards: () => Promise<string[]>;
}

const origins = ['https://fuzz.example'];
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36';
const number = (area: number, last: number) => `+1${area}555${String(last).padStart(4, '0')}`;

/** A site that requests may do anything with, one that they leave alone, and a call with conversions. */
export async function prepare(run: LocalRun): Promise<Prepared> {
  const api = management(run);
  const inbox = `${run.url}/inbox/fuzz`;
  for (const [site, area] of [
    ['fuzz', 212],
    ['calm', 305],
  ] as const) {
    await api.must(`PUT /v1/sites/${site}`, {
      name: site,
      siteKey: `pk_${site}`,
      origins,
      currency: 'EUR',
      newLeasesPerNetwork: 0,
      graceSeconds: 0,
    });
    const pool = {
      site,
      kind: 'session',
      source: 'google',
      defaultNumber: number(area, 198),
      leaseSeconds: 60,
      probationSeconds: 1,
    };
    await api.must(`PUT /v1/pools/${site}-ads`, pool);
    await api.must(`POST /v1/pools/${site}-ads/numbers`, {
      numbers: Array.from({ length: 40 }, (_, index) => number(area, 100 + index)),
    });
  }
  await api.must('PUT /v1/pools/fuzz-print', {
    site: 'fuzz',
    kind: 'source',
    source: 'print',
    numbers: [number(212, 197)],
  });
  await api.must('PUT /v1/destinations/fuzz-hook', {
    site: 'fuzz',
    type: 'webhook',
    settings: { url: inbox },
    secrets: { signing: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  });
  await api.must('PUT /v1/rules/fuzz-sale', {
    site: 'fuzz',
    conversion: { name: 'purchase', value: 'revenue' },
    destinations: ['fuzz-hook'],
  });
  const page = await assignNumber(run, 'pk_fuzz');
  const calls = await callNumber(run, api, page.number.e164);
  const cursors = await Promise.all(
    ['sites', 'pools', 'pools/fuzz-ads/numbers', 'pools/fuzz-ads/leases', 'calls'].map(async (list) => {
      const { cursor } = await api.must<{ cursor?: string }>(`GET /v1/${list}?limit=1`);
      return cursor ?? 'none';
    }),
  );
  return { words: wordsOf({ page, calls, cursors, inbox }), afterwards: () => afterwards(run, api) };
}

interface Page {
  readonly visitor: string;
  readonly number: { readonly e164: string };
  readonly lease: { readonly state: string; readonly token: string };
}

async function assignNumber(run: LocalRun, siteKey: string): Promise<Page> {
  const response = await fetch(new URL('/v1/numbers', run.url), {
    method: 'POST',
    headers: { origin: origins[0]!, 'user-agent': chrome },
    body: JSON.stringify({ siteKey, pageUrl: `${origins[0]}/?gclid=g1` }),
  });
  if (response.status !== 200) throw new Error(`a page is answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Page;
}

/** A call that came and went, and was sold on; its id and that of its delivery. */
async function callNumber(run: LocalRun, api: Management, tracked: string) {
  const connect = await connectCaller(run);
  const call = contact(tracked, '+13055550101', { talk: 10 });
  await connect.play(call);
  connect.close();
  await soon(
    () => api.call(call.id),
    (detail) => detail !== undefined,
  );
  await api.must(`POST /v1/calls/${call.id}/outcome`, {
    eventId: 'e1',
    revenue: { kind: 'sale', amount: '5.00', currency: 'EUR' },
  });
  const detail = await soon(
    () => api.call(call.id),
    (found) => (found?.conversions[0]?.deliveries.length ?? 0) > 0,
  );
  return { call: call.id, delivery: detail!.conversions[0]!.deliveries[0]!.id };
}

function wordsOf(known: {
  page: Page;
  calls: { call: string; delivery: string };
  cursors: readonly string[];
  inbox: string;
}) {
  const { page, calls, cursors, inbox } = known;
  const pages = ['/', '/?gclid=g2', '/?utm_source=news&utm_medium=email', '/?ütm=ü#x', '/%ED%A0%80?gclid=%zz'];
  return {
    site: ['fuzz', 'fuzz', 'fuzz', 'fuzz-2', 'unknown', 'nobody'],
    pool: ['fuzz-ads', 'fuzz-print', 'fuzz-new'],
    rule: ['fuzz-sale', 'fuzz-new'],
    destination: ['fuzz-hook', 'fuzz-new'],
    destinations: ['fuzz-hook', 'fuzz-new'],
    call: [calls.call],
    delivery: [calls.delivery],
    number: [number(212, 100), number(212, 101), number(415, 100)],
    numbers: [number(212, 110), number(415, 100), number(415, 101)],
    defaultNumber: [number(212, 198), number(415, 198)],
    from: ['2026-01-01', '1970-01-01', '2199-12-31', 'fuzz-ads'],
    to: ['2026-01-31', 'a@fuzz.example'],
    siteKey: ['pk_fuzz', 'pk_fuzz', 'pk_fuzz-2', 'pk_nobody'],
    pageUrl: pages.map((path) => origins[0] + path),
    referrer: ['https://www.google.com/', '', 'android-app://com.example', 'x'],
    target: ['main', 'main', 'fax'],
    visitor: [page.visitor, `${page.visitor}x`],
    lease: [page.lease.token, `${page.lease.token}x`],
    cursor: cursors,
    currency: ['EUR', 'USD', 'XXX'],
    timeZone: ['Europe/Berlin', 'UTC', 'Mars/Olympus'],
    country: ['DE', 'US', 'XX'],
    origins,
    channel: ['paid', 'print', 'none'],
    // Nothing is ever sent to anybody outside.
    url: [inbox, 'https://fuzz.invalid/hook'],
    endpoint: [inbox],
    tokenUrl: [inbox],
    eventId: ['e1', 'e2'],
    cancels: ['e1', 'e9'],
  };
}

async function afterwards(run: LocalRun, api: Management): Promise<string[]> {
  const { lease } = await assignNumber(run, 'pk_calm');
  const lists = await Promise.all(
    [
      'sites',
      'pools',
      'rules',
      'destinations',
      'calls',
      'pools/calm-ads/numbers',
      'pools/calm-ads/leases',
      'pools/calm-ads/status',
    ].map(async (list) => {
      const { status } = await api.ask(`GET /v1/${list}`);
      return status === 200 ? [] : [`GET /v1/${list} is answered ${status}`];
    }),
  );
  return [
    ...(lease.state === 'leased' ? [] : [`a visitor of another site is answered ${lease.state}`]),
    ...lists.flat(),
  ];
}
