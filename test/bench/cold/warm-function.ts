import { createRequire } from 'node:module';
import { median } from './load-times.ts';

/** What the process is told; what the function finds in its environment is set already. */
export interface Orders {
  readonly file: string;
  /** Requests of each kind. */
  readonly requests: number;
  readonly originHeader: string;
  readonly originSecret: string;
}

export const kinds = ['new visitor', 'next page', 'heartbeat', 'no number left'] as const;
export type Kind = (typeof kinds)[number];

/** Median processor time that one request takes in this process, ms; and ms until the very first was answered. */
export type WarmTimes = Readonly<Record<Kind, number>> & { readonly first: number };

type Handler = (event: object, context: object) => Promise<{ statusCode: number; body: string }>;

/** Between visitors, by the function's clock: its settings are older than a second then, and read again. */
const apartMs = 30_000;

async function measure({ file, requests, ...origin }: Orders): Promise<WarmTimes> {
  let ahead = 0;
  const now = Date.now;
  Date.now = () => now() + ahead;
  const started = performance.now();
  const { handler } = createRequire(import.meta.url)(file) as { handler: Handler };
  let visitors = 0;
  const spent: Record<Kind, number[]> = { 'new visitor': [], 'next page': [], heartbeat: [], 'no number left': [] };
  let isCounted = false;

  const call = async (kind: Kind, path: string, body: object) => {
    const event = pageCall(path, body, visitors, origin);
    const before = process.cpuUsage();
    const answer = await handler(event, { functionName: 'bench' });
    const { user, system } = process.cpuUsage(before);
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${answer.body}`);
    if (isCounted) spent[kind].push((user + system) / 1000);
    return JSON.parse(answer.body) as { visitor?: string; lease: { state: string; token: string } };
  };
  const land = (kind: Kind, siteKey: string, more = {}) => {
    const pageUrl = `https://shop.example/roofing?gclid=Cj0KCQ${visitors}&utm_campaign=roof-repair`;
    const ids = { ga: '1234567890.1234567890', fbp: 'fb.1.1790000000000.1234567890' };
    return call(kind, '/v1/numbers', { siteKey, pageUrl, referrer: 'https://www.google.com/', ids, ...more });
  };
  const visit = async () => {
    visitors += 1;
    ahead += apartMs;
    const { visitor, lease } = await land('new visitor', 'pk_shop');
    if (lease.state !== 'leased') throw new Error(`the visitor got ${lease.state}`);
    if (visitors === 1) return;
    await call('heartbeat', '/v1/heartbeats', { lease: lease.token, active: true });
    const pageUrl = 'https://shop.example/contact';
    await land('next page', 'pk_shop', { pageUrl, referrer: pageUrl, visitor, lease: lease.token });
    await land('no number left', 'pk_full');
  };

  await visit();
  const first = performance.now() - started;
  for (let count = 0; count < requests / 2; count++) await visit();
  isCounted = true;
  for (let count = 0; count < requests; count++) await visit();
  return { ...medians(spent), first };
}

function medians(spent: Record<Kind, number[]>): Record<Kind, number> {
  return {
    'new visitor': median(spent['new visitor']),
    'next page': median(spent['next page']),
    heartbeat: median(spent.heartbeat),
    'no number left': median(spent['no number left']),
  };
}

/** A call as API Gateway hands it over. */
function pageCall(
  path: string,
  body: object,
  visitor: number,
  { originHeader, originSecret }: Pick<Orders, 'originHeader' | 'originSecret'>,
): object {
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      origin: 'https://shop.example',
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
      'cloudfront-viewer-address': `198.51.${Math.floor(visitor / 250) % 250}.${visitor % 250}:44321`,
      'cloudfront-viewer-country': 'US',
      'cloudfront-viewer-country-region': 'CA',
      'cloudfront-viewer-city': 'San Francisco',
      [originHeader]: originSecret,
    },
    requestContext: { http: { method: 'POST', path }, requestId: 'bench', routeKey: `POST ${path}` },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  };
}

process.once('message', (orders: Orders) => {
  void measure(orders).then((times) => process.send?.(times, () => process.disconnect()));
});
process.send?.('ready');
