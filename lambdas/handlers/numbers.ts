import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { answersOf } from '../api/call-shape.ts';
import { numberCalls } from '../api/number-calls.ts';
import { leaseEngine } from '../leases/allocate.ts';
import { countNewLeases } from '../leases/network-count-store.ts';
import { networkLimit } from '../leases/network-limit.ts';
import { poolCounters } from '../leases/pool-counters.ts';
import { writeHourCounts } from '../leases/pool-counters-store.ts';
import { tableSlots } from '../leases/slot-view-store.ts';
import { askForNumber } from '../numbers/ask-for-number.ts';
import { click } from '../numbers/click.ts';
import { clickAsk } from '../numbers/click-call.ts';
import { heartbeat } from '../numbers/heartbeat.ts';
import { heartbeatAsk } from '../numbers/heartbeat-call.ts';
import { numberAsk } from '../numbers/number-call.ts';
import type { NumberParts } from '../numbers/parts.ts';
import { counters } from '../platform/counters.ts';
import { required } from '../platform/environment.ts';
import { httpEdge } from '../platform/http-edge.ts';
import { env, maxPageBodyBytes, type NumberRoute } from '../platform/names.ts';
import { newId } from '../platform/new-id.ts';
import { loadOriginSecret } from '../platform/origin-secret.ts';
import { parseOr400 } from '../platform/problem.ts';
import { loadSigningKeys } from '../platform/signing-keys.ts';
import { tableOf } from '../platform/table.ts';
import { viewerOf } from '../platform/viewer.ts';
import { siteCache } from '../settings/site-cache.ts';
import { findSiteByKey, loadSite } from '../settings/site-store.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'numbers');

let parts: Omit<NumberParts, 'signingKeys'> | undefined;

/** Made at the first call and kept for the container's life. */
async function containerParts(): Promise<NumberParts> {
  parts ??= makeParts();
  return { ...parts, signingKeys: await loadSigningKeys() };
}

function makeParts(): Omit<NumberParts, 'signingKeys'> {
  const settings = tableOf(env.settingsTable);
  const leases = tableOf(env.leasesTable);
  const clock = () => Date.now();
  const container = newId();
  return {
    sites: siteCache({
      findSiteByKey: (siteKey) => findSiteByKey(settings, siteKey),
      loadSite: (siteId) => loadSite(settings, siteId),
    }),
    leases,
    visits: tableOf(env.visitsTable),
    ...leaseEngine({ slots: tableSlots(leases), clock, random: Math.random }),
    mayLease: networkLimit(async (count) => countNewLeases(leases, await loadSigningKeys(), count)),
    loopbackIsDeveloper: process.env[env.loopbackVisitors] === 'allow',
    poolCounters: poolCounters((counts) => writeHourCounts(leases, container, counts)),
    visitDays: Number(required(env.visitDays)),
    clock,
    newId,
    count,
  };
}

const answering = httpEdge<NumberRoute>({
  maxBodyBytes: maxPageBodyBytes,
  cors: true,
  answers: answersOf(numberCalls),
  routes: {
    'POST /v1/numbers': async ({ body, headers, origin, userAgent }) => {
      const ask = parseOr400(numberAsk, body ?? {});
      const [parts, originSecret] = await Promise.all([containerParts(), loadOriginSecret()]);
      const viewer = viewerOf(headers, originSecret);
      return { status: 200, body: await askForNumber(parts, { ask, origin, userAgent, viewer }) };
    },
    'POST /v1/heartbeats': async ({ body, origin }) => {
      const ask = parseOr400(heartbeatAsk, body ?? {});
      const parts = await containerParts();
      const [answer] = await Promise.all([heartbeat(parts, { ask, origin }), parts.poolCounters.flush(parts.clock())]);
      return { status: 200, body: answer };
    },
    'POST /v1/clicks': async ({ body, origin }) => {
      const ask = parseOr400(clickAsk, body ?? {});
      await click(await containerParts(), { ask, origin });
      return { status: 202, body: {} };
    },
  },
});

/** The calls that pages make for their numbers. */
export async function handler(
  event: APIGatewayProxyEventV2,
  context: Context,
): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    return await answering(event, context);
  } finally {
    publish(Date.now());
  }
}
