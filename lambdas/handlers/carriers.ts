import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import * as z from 'zod';
import { type Received, receiver } from '../calls/carriers/receive-request.ts';
import { accountCarriers } from '../calls/carriers/registry.ts';
import { defaultRoute } from '../calls/routing/decide-route.ts';
import { findRoute } from '../calls/routing/route-ringing-call.ts';
import { readSecrets } from '../platform/aws/stored-secrets.ts';
import { tableOf } from '../platform/aws/table.ts';
import { sendWork } from '../platform/aws/work-queue.ts';
import { counters } from '../platform/counters.ts';
import { describeError } from '../platform/describe-error.ts';
import { type EdgeResponse, httpEdge } from '../platform/http/http-edge.ts';
import { badRequest, notFound, unauthorized } from '../platform/http/problem.ts';
import { loadIdentityKey } from '../platform/identity-key.ts';
import { inTime } from '../platform/in-time.ts';
import { logger } from '../platform/log.ts';
import { type CarrierRoute, env, metric } from '../platform/names.ts';
import { warmUp } from '../platform/warm-up.ts';
import { readCarrierAccount } from '../settings/carrier-accounts/carrier-account-store.ts';
import { readSite } from '../settings/sites/stored-site-store.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'carriers');

/** Who asks while the phone rings is answered within a second, of which the way here and back has its part, ms. */
const lookupTime = 800;

const receive = receiver({
  carriers: accountCarriers,
  findAccount: (id) => readCarrierAccount(tableOf(env.settingsTable), id),
  readSecrets: (place) => readSecrets('carrier', place),
});

/** What the first lookup would otherwise wait for, one after the other. */
void warmUp({ identityKey: loadIdentityKey, tables: async () => readSite(tableOf(env.settingsTable), 'nobody') }, () =>
  performance.now(),
);

const bytes = z.instanceof(Uint8Array);

const answering = httpEdge<CarrierRoute>({
  maxBodyBytes: 64 * 1024,
  rawBodies: true,
  routes: {
    'POST /v1/carriers/{account}/{hook}': async ({ path, headers, query, body }) => {
      const now = Date.now();
      const { account = '', hook = '' } = path;
      const request = { account, hook, headers, query, body: bytes.parse(body) };
      return respond(await receive(request, now), request.body, now);
    },
  },
});

/** Requests of carriers: who cannot show that they come from the account leaves no trace but a count. */
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

async function respond(received: Received, sent: Uint8Array, now: number): Promise<EdgeResponse> {
  switch (received.kind) {
    case 'no-account':
    case 'refused':
      count(received.kind === 'refused' ? metric.webhooksRefused : metric.webhooksOfNobody);
      // The same for both: who asks learns nothing of which accounts there are.
      if (holdsReplacement(sent)) throw badRequest('the body must be UTF-8');
      throw unauthorized('the request is not signed by this account, or was signed too long ago');
    case 'no-hook':
      throw notFound('the account has no such hook');
    case 'malformed':
      count(metric.webhooksMalformed);
      throw badRequest(received.reason);
    case 'ignored':
      count(metric.messagesIgnored);
      return { status: 202, body: { ignored: received.reason } };
    case 'told':
      await sendWork(received.message); // only what is queued is acknowledged
      return { status: 202, body: { call: received.observations[0]?.call ?? '' } };
    case 'asked':
      return lookUp(received, now);
  }
}

/** What the gateway makes of bytes that are no UTF-8 where the content type says text: no signature fits any more. */
function holdsReplacement(body: Uint8Array): boolean {
  return Buffer.from(body).includes('\uFFFD');
}

/** Always answers in time, with the default route if nothing better is known. A lookup that is not queued costs a hint only. */
async function lookUp(
  { observations, message, answer }: Extract<Received, { readonly kind: 'told' | 'asked' }>,
  now: number,
): Promise<EdgeResponse> {
  count(metric.lookups);
  const left = Math.max(1, lookupTime - (Date.now() - now));
  const orCounted = <T>(work: Promise<T>, missed: string) =>
    inTime(work, left, (error) => {
      count(missed);
      logger.warn('a part of a lookup failed', { error: describeError(error) });
    });
  const [route] = await Promise.all([
    orCounted(findRoute(sources(), observations, now), metric.defaultAnswers),
    orCounted(sendWork(message, { abortSignal: AbortSignal.timeout(left) }), metric.lookupsNotQueued),
  ]);
  const told = answer(route ?? defaultRoute(observations[0]?.call));
  if ('body' in told) return { status: 200, body: told.body };
  return { status: 200, text: told.text, headers: { 'content-type': told.contentType } };
}

function sources() {
  return {
    settings: tableOf(env.settingsTable),
    leases: tableOf(env.leasesTable),
    visits: tableOf(env.visitsTable),
    calls: tableOf(env.callsTable),
    identityKey: loadIdentityKey,
  };
}
