import type { Log } from 'cloudformation-local';
import * as z from 'zod';
import { type ManagementRequest, RefusedRequest } from './management-request.ts';

export interface DemoConversions {
  /** Where this run is served. */
  readonly url: string;
  readonly webhookSecret: string;
  /** The site's. */
  readonly currency: string;
  readonly log: Log;
}

const list = z.object({
  items: z.array(
    z.object({ id: z.string(), type: z.string().optional(), settings: z.record(z.string(), z.unknown()).optional() }),
  ),
});

/**
 * For a site `demo` that is there: its destinations that point at the inbox of a run at another port get the present one, and
 * where it has neither a rule nor a destination of its owner's it gets the demo's.
 */
export async function keepDemoConversions(call: ManagementRequest, options: DemoConversions): Promise<void> {
  const { log } = options;
  const demo = new Map<string, { readonly type: string; readonly secrets?: object }>(
    Object.entries(demoDestinations(options)),
  );
  // Another address needs the secrets again. Those of its owner's destinations are not known here: that is said, and they stay.
  const ownSecrets = (id: string, type: string | undefined) => {
    const own = demo.get(id);
    return own?.type === type && own?.secrets !== undefined ? { secrets: own.secrets } : {};
  };
  const rules = list.parse(await call('GET', '/v1/rules?site=demo&limit=200')).items;
  const existing = list.parse(await call('GET', '/v1/destinations?site=demo&limit=200')).items;
  for (const { id, type, settings = {} } of existing) {
    const moved = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name, atPresentPort(value, options.url)]),
    );
    if (JSON.stringify(moved) === JSON.stringify(settings)) continue;
    await orWarn(log, () =>
      call('PUT', `/v1/destinations/${id}`, { site: 'demo', type, settings: moved, ...ownSecrets(id, type) }),
    );
  }
  const isOurs = existing.every(({ id }) => demo.has(id));
  if (rules.length === 0 && isOurs) await putDemoConversions(call, options);
}

const demoEvents = [
  'call.started',
  'call.matched',
  'call.completed',
  'call.qualified',
  'conversion.created',
  'conversion.updated',
  'conversion.retracted',
  'delivery.parked',
];

function demoDestinations({ url, webhookSecret }: Pick<DemoConversions, 'url' | 'webhookSecret'>) {
  return {
    'demo-webhook': {
      type: 'webhook',
      // Whatever a webhook can be told: the inbox shows what each looks like.
      settings: { url: `${url}/inbox/webhook`, events: demoEvents },
      secrets: { signing: webhookSecret },
    },
    'demo-email': { type: 'email', settings: { to: ['team@demo.example'], from: 'leaseline@demo.example' } },
    'demo-google': {
      type: 'google-ads',
      settings: {
        customerId: '1234567890',
        conversionActionId: '111222333',
        endpoint: `${url}/inbox/google`,
        tokenEndpoint: `${url}/inbox/google/token`,
      },
      secrets: { clientId: 'demo-client', clientSecret: 'demo-secret', refreshToken: 'demo-refresh-token' },
    },
  };
}

/** The demo's rule and its destinations, one of each type. */
export async function putDemoConversions(call: ManagementRequest, options: DemoConversions): Promise<void> {
  const { currency, log } = options;
  const destinations: string[] = [];
  for (const [id, body] of Object.entries(demoDestinations(options))) {
    // Refused as it must be where private addresses are; the others are of use all the same.
    const put = () => call('PUT', `/v1/destinations/${id}`, { site: 'demo', ...body });
    if (await orWarn(log, put)) destinations.push(id);
  }
  await call('PUT', '/v1/rules/demo-talk', {
    site: 'demo',
    when: { status: 'completed', talkSeconds: { gte: 5 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency } },
    destinations,
  });
}

/** True when the call was made; one that is refused is a warning. */
async function orWarn(log: Log, put: () => Promise<unknown>): Promise<boolean> {
  try {
    await put();
    return true;
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    for (const sentence of error.sentences) log.warn(sentence);
    return false;
  }
}

/** An address of an inbox of this machine, at the port in use; anything else as it is. */
function atPresentPort(value: unknown, url: string): unknown {
  if (typeof value !== 'string') return value;
  return value.replace(/^http:\/\/(?:localhost|127\.0\.0\.1):\d+(?=\/inbox\/)/, url);
}
