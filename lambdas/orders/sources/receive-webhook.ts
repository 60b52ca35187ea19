import type { RawRequest } from '../../calls/carriers/carrier.ts';
import { settingsIdForm } from '../../settings/settings-id.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { StoredOrderSource } from './order-source.ts';
import { type OrderContext, type ReadOrders, readOrders } from './read-orders.ts';
import { type SourceWays, sourceWays } from './source-ways.ts';
import { verifyWebhook } from './verify-webhook.ts';

/** A request to `POST /v1/order-sources/{source}/webhook`. */
export interface OrderWebhook extends RawRequest {
  readonly source: string;
}

/** How sources are found. */
export interface ReceiveDependencies {
  readonly findSource: (id: string) => Promise<StoredOrderSource | undefined>;
  readonly findSite: (id: string) => Promise<Pick<Site, 'currency'> | undefined>;
  /** The secrets at a place; undefined while they cannot be seen. */
  readonly readSecrets: (place: string) => Promise<Readonly<Record<string, string>> | undefined>;
}

/** What a request is. Reasons hold no values of it. */
export type ReceivedWebhook =
  | { readonly kind: 'no-source' | 'refused' | 'ping' }
  | { readonly kind: 'malformed'; readonly reason: string }
  | ({ readonly kind: 'read' } & ReadOrders);

export type ReceiveWebhook = (webhook: OrderWebhook, now: number) => Promise<ReceivedWebhook>;

/** How long a container goes on trusting a source that it has read, ms. */
const trustedFor = 10_000;

interface OpenSource {
  readonly ways: SourceWays;
  readonly url: string | undefined;
  readonly secrets: readonly string[];
  readonly context: OrderContext;
  readonly readAt: number;
}

/**
 * Finds out who sends, and only then what. Sources are remembered shortly; what does not fit is looked at again by what is stored now, so
 * that new secrets hold at once. `now` in ms.
 */
export function webhookReceiver(dependencies: ReceiveDependencies): ReceiveWebhook {
  const known = new Map<string, OpenSource>();
  return async (webhook, now) => {
    const remembered = known.get(webhook.source);
    if (remembered !== undefined && now - remembered.readAt < trustedFor && isGenuine(webhook, remembered, now)) {
      return read(webhook, remembered, now);
    }
    const source = await openSource(webhook.source, now, dependencies);
    if (source === undefined) known.delete(webhook.source);
    else known.set(webhook.source, source);
    if (source === undefined) return { kind: 'no-source' };
    if (isGenuine(webhook, source, now)) return read(webhook, source, now);
    return { kind: isPing(webhook, source) ? 'ping' : 'refused' };
  };
}

/** Undefined when there is no such source, or only a newer version knows it. Throws while its secrets cannot be read. */
async function openSource(
  id: string,
  readAt: number,
  { findSource, findSite, readSecrets }: ReceiveDependencies,
): Promise<OpenSource | undefined> {
  const source = settingsIdForm.test(id) ? await findSource(id) : undefined;
  const ways = source && sourceWays(source);
  if (source === undefined || ways === undefined) return undefined;
  const [site, given] = await Promise.all([findSite(source.site), readSecrets(source.secretsAt)]);
  if (site === undefined) return undefined;
  if (given === undefined) throw new Error(`the secrets of order source ${id} cannot be seen`);
  const context = { site: source.site, currency: site.currency, country: source.country, mapping: ways.mapping };
  const secrets = [given.signing, given.previous].filter((secret) => secret !== undefined);
  return { ways, url: source.url, secrets, context, readAt };
}

function isGenuine(webhook: OrderWebhook, { ways, url, secrets }: OpenSource, now: number): boolean {
  return verifyWebhook({ ...webhook, method: 'POST', url }, ways.scheme, secrets, now) === 'genuine';
}

/** Some senders try the address first, by what holds no order, and sign it or do not. */
function isPing({ body }: OrderWebhook, { ways }: OpenSource): boolean {
  return ways.ping?.test(Buffer.from(body).toString('latin1')) ?? false;
}

function read(webhook: OrderWebhook, source: OpenSource, now: number): ReceivedWebhook {
  if (isPing(webhook, source)) return { kind: 'ping' };
  const orders = readOrders(webhook, source.context, now);
  return 'malformed' in orders ? { kind: 'malformed', reason: orders.malformed } : { kind: 'read', ...orders };
}
