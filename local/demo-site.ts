import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Log } from './machine.ts';
import { StartProblem } from './start-problem.ts';

export interface DemoSiteOptions {
  /** Where the management API is, and with it the demo's pages. */
  readonly url: string;
  readonly key: string;
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

const storedSite = z.looseObject({ name: z.string(), origins: z.array(z.string()) });

/**
 * Sets up the site `demo` through the management API, as a user would, if it is missing. An existing one keeps what its
 * owner made of it; it only gets the origins of the port in use.
 */
export async function seedDemoSite({ url, key, log }: DemoSiteOptions): Promise<void> {
  const call = caller(url, key);
  const port = new URL(url).port;
  const origins = ['localhost', '127.0.0.1'].map((host) => new URL(`http://${host}:${port}`).origin);

  const existing = await call('GET', '/v1/sites/demo');
  const site = existing === undefined ? undefined : storedSite.parse(existing);
  if (site === undefined || site.name === unfinishedName) {
    await call('PUT', '/v1/sites/demo', { ...settings, name: unfinishedName, origins });
    for (const [pool, body] of Object.entries(pools)) await call('PUT', `/v1/pools/${pool}`, body);
    await call('POST', '/v1/pools/demo-web/numbers', { numbers: sessionNumbers });
    await call('PUT', '/v1/sites/demo', { ...settings, origins });
    log.info(`set up the site demo: a pool of ${sessionNumbers.length} numbers, a default number and one for print`);
    return;
  }
  const missing = origins.filter((origin) => !site.origins.includes(origin));
  if (missing.length > 0) {
    const { id: _, ...rest } = site;
    await call('PUT', '/v1/sites/demo', { ...rest, origins: [...site.origins, ...missing].slice(-mostOrigins) });
  }
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

/**
 * Gives the answer's body, or nothing where a GET finds nothing; everything else that is not a success is an error that
 * says so. All calls here may be repeated, so a 5xx (a fault that is switched on, a function that starts) is tried again.
 */
function caller(url: string, key: string): Call {
  const attempts = 5;
  return async (method, path, body) => {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text);
      if (method === 'GET' && response.status === 404) return undefined;
      if (response.status < 500 || attempt === attempts) {
        throw new StartProblem([
          `The demo site cannot be set up: ${method} ${path} answers ${response.status} ${text}`,
        ]);
      }
      await sleep(200 * attempt);
    }
  };
}
