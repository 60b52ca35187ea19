import type { Log } from 'cloudformation-local';
import * as z from 'zod';
import { keepDemoConversions, putDemoConversions } from './demo-conversions.ts';
import { managementRequest } from './management-request.ts';

export interface DemoSiteOptions {
  /** Where the management API is, and with it the demo's pages. */
  readonly url: string;
  readonly key: string;
  /** The secret that signs what goes to the inbox. */
  readonly webhookSecret: string;
  readonly log: Log;
}

/** What `/demo/` shows before anything is swapped. */
const pageNumber = '+12025550199';

/** A site keeps this name until everything below it is there, so that an interrupted start is made good by the next. */
const unfinishedName = 'Demo shop (being set up)';

const settings = {
  name: 'Demo shop',
  siteKey: 'pk_demo',
  timeZone: 'America/New_York',
  currency: 'USD',
  country: 'US',
  swap: { numbers: [pageNumber] },
  newVisitsPerNetwork: 0,
  newLeasesPerNetwork: 0, // whoever tries the demo opens page after page from one address
};

const pools = {
  'demo-web': {
    site: 'demo',
    kind: 'session',
    order: 100,
    source: 'mixed',
    when: [],
    leaseSeconds: 1200,
    probationSeconds: 60,
    defaultNumber: '+12025550190',
  },
  'demo-print': { site: 'demo', kind: 'source', source: 'print', campaign: 'flyer', numbers: ['+12025550191'] },
};

const sessionNumbers = Array.from({ length: 50 }, (_, index) => `+120255501${String(index).padStart(2, '0')}`);

/** A site has no more; those of ports used long ago go first. */
const mostOrigins = 50;

const storedSite = z.looseObject({ name: z.string(), origins: z.array(z.string()), currency: z.string() });

/**
 * Sets up the site `demo` through the management API, as a user would, if it is missing. An existing one keeps what its
 * owner made of it; it only gets the origins of the port in use, its destinations the present address of the inbox, and rule and
 * destinations if it has none at all.
 */
export async function seedDemoSite({ url, key, webhookSecret, log }: DemoSiteOptions): Promise<void> {
  const call = managementRequest(url, key);
  const port = new URL(url).port;
  const origins = ['localhost', '127.0.0.1'].map((host) => new URL(`http://${host}:${port}`).origin);

  const existing = await call('GET', '/v1/sites/demo');
  const site = existing === undefined ? undefined : storedSite.parse(existing);
  if (site === undefined || site.name === unfinishedName) {
    await call('PUT', '/v1/sites/demo', { ...settings, name: unfinishedName, origins });
    for (const [pool, body] of Object.entries(pools)) await call('PUT', `/v1/pools/${pool}`, body);
    await call('POST', '/v1/pools/demo-web/numbers', { numbers: sessionNumbers });
    await putDemoConversions(call, { url, webhookSecret, currency: settings.currency, log });
    await call('PUT', '/v1/sites/demo', { ...settings, origins });
    log.info(`set up the site demo: a pool of ${sessionNumbers.length} numbers, a default number and one for print`);
    return;
  }
  const missing = origins.filter((origin) => !site.origins.includes(origin));
  if (missing.length > 0) {
    const { id: _, ...rest } = site;
    await call('PUT', '/v1/sites/demo', { ...rest, origins: [...site.origins, ...missing].slice(-mostOrigins) });
  }
  await keepDemoConversions(call, { url, webhookSecret, currency: site.currency, log });
}
