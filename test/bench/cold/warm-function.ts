import { createRequire } from 'node:module';
import { median } from './load-times.ts';

/** What the process is told; what the function finds in its environment is set already. */
export interface Orders {
  readonly file: string;
  /** The bare function, which makes the two writes of a new lease and nothing else. */
  readonly bareFile: string;
  /** Requests of each kind. */
  readonly requests: number;
  readonly originHeader: string;
  readonly originSecret: string;
}

export const kinds = ['new visitor', 'two writes alone', 'next page', 'heartbeat', 'no number left'] as const;
export type Kind = (typeof kinds)[number];

/** Median processor time that one request takes in this process, ms; and ms until the very first was answered. */
export type WarmTimes = Readonly<Record<Kind, number>> & { readonly first: number };

type Handler = (event: object, context: object) => Promise<{ statusCode: number; body: string }>;

/** Between visitors, by the function's clock: at every third its settings are older than a second, and read again. */
const apartMs = 400;

async function measure({ file, bareFile, requests, ...origin }: Orders): Promise<WarmTimes> {
  let ahead = 0;
  const now = Date.now;
  Date.now = () => now() + ahead;
  const started = performance.now();
  const { handler } = createRequire(import.meta.url)(file) as { handler: Handler };
  const bare = createRequire(import.meta.url)(bareFile) as { handler: (event: object) => Promise<void> };
  let visitors = 0;
  const spent = new Map<Kind, number[]>(kinds.map((kind) => [kind, []]));
  let isCounted = false;

  const timed = async <Answer>(kind: Kind, work: () => Promise<Answer>): Promise<Answer> => {
    const before = process.cpuUsage();
    const answer = await work();
    const { user, system } = process.cpuUsage(before);
    if (isCounted) spent.get(kind)?.push((user + system) / 1000);
    return answer;
  };
  const call = async (kind: Kind, path: string, body: object) => {
    const event = pageCall(path, body, visitors, origin);
    const answer = await timed(kind, () => handler(event, { functionName: 'bench' }));
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${answer.body}`);
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
    if (lease.state !== 'leased') throw new Error(`visitor ${visitors} got ${lease.state}`);
    if (visitors === 1) return;
    const event = twoWrites(visitors);
    await timed('two writes alone', () => bare.handler(event));
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
  const medianOf = (kind: Kind) => median(spent.get(kind) ?? []);
  return { ...(Object.fromEntries(kinds.map((kind) => [kind, medianOf(kind)])) as Record<Kind, number>), first };
}

/** A lease and a visit, as large as they are. */
function twoWrites(visitor: number): object {
  const [id, now] = [`visitor-${visitor}`, Date.now()];
  const times = { shownAt: now, seenAt: now, leasedUntil: now + 60_000 };
  const facts = { lease: id, visitor: id, visit: id, confirmed: false, ...times };
  const names = Object.keys(facts);
  return {
    update: {
      TableName: process.env.LEASES_TABLE,
      Key: { pk: 'BARE', sk: String(visitor % 250) },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: 'attribute_not_exists(#leasedUntil) OR #leasedUntil < :shownAt',
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])),
      ReturnValues: 'ALL_OLD',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
    put: {
      TableName: process.env.VISITS_TABLE,
      Item: {
        ...facts,
        pk: 'BARE',
        sk: id,
        site: 'shop',
        pool: 'shop-ads',
        source: 'google',
        medium: 'cpc',
        campaign: 'roof-repair',
        clickIds: { gclid: `Cj0KCQ${visitor}` },
        number: '+12025550100',
        landingPage: 'https://shop.example/roofing',
        referrer: 'https://www.google.com/',
        touchAt: now,
        consent: { ads: true, analytics: true },
        ids: { ga: '1234567890.1234567890', fbp: 'fb.1.179.1234567' },
        device: 'desktop',
      },
    },
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
      // Of another network each: one alone would soon have had its share of leases.
      'cloudfront-viewer-address': `198.${18 + ((visitor >> 8) & 1)}.${visitor & 255}.7:44321`,
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
