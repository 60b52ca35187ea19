import * as z from 'zod';
import type { LookupAnswer } from '../calls/carriers/carrier.ts';
import { type Received, receiver } from '../calls/carriers/receive-request.ts';
import { accountCarriers } from '../calls/carriers/registry.ts';
import { readSecrets } from '../platform/aws/stored-secrets.ts';
import { tableOf } from '../platform/aws/table.ts';
import { sendWork } from '../platform/aws/work-queue.ts';
import { counters } from '../platform/counters.ts';
import { publicUrl } from '../platform/environment.ts';
import { type EdgeResponse, httpEdge } from '../platform/http/http-edge.ts';
import { badRequest, notFound, unauthorized } from '../platform/http/problem.ts';
import { type CarrierRoute, env, metric } from '../platform/names.ts';
import { readCarrierAccount } from '../settings/carrier-accounts/carrier-account-store.ts';
import { lookUpInTime, queueInTime, warmUpLookup } from './calls/look-up-in-time.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'carriers');

/** Who asks while the phone rings is answered within a second, of which the way here and back has its part, ms. */
const lookupTime = 800;

const receive = receiver({
  carriers: accountCarriers,
  findAccount: (id) => readCarrierAccount(tableOf(env.settingsTable), id),
  readSecrets: (place) => readSecrets('carrier', place),
});

void warmUpLookup();

const bytes = z.instanceof(Uint8Array);

/** Requests of carriers: who cannot show that they come from the account leaves no trace but a count. */
export const handler = httpEdge<CarrierRoute>({
  maxBodyBytes: 64 * 1024,
  rawBodies: true,
  afterEach: () => publish(Date.now()),
  routes: {
    'POST /v1/carriers/{account}/{hook}': async ({ path, headers, query, rawQuery, body }) => {
      const now = Date.now();
      const { account = '', hook = '' } = path;
      // Whoever calls may write any Host: which address was called is said by the settings.
      const url = `${publicUrl()}/v1/carriers/${account}/${hook}${rawQuery && `?${rawQuery}`}`;
      const request = { account, hook, url, headers, query, body: bytes.parse(body) };
      return respond(await receive(request, now), now);
    },
  },
});

async function respond(received: Received, now: number): Promise<EdgeResponse> {
  switch (received.kind) {
    case 'no-account':
    case 'refused':
      count(received.kind === 'refused' ? metric.webhooksRefused : metric.webhooksOfNobody);
      // The same for both: who asks learns nothing of which accounts there are. Of a body that is no UTF-8 the gateway may have replaced
      // bytes; nothing tells it from a forged one then.
      throw unauthorized(
        'the request is not signed by this account, or was signed too long ago, or its body is not UTF-8',
      );
    case 'no-hook':
      throw notFound('the account has no such hook');
    case 'malformed':
      count(metric.webhooksMalformed);
      throw badRequest(received.reason);
    case 'ignored':
      count(metric.messagesIgnored);
      return { status: 202, body: { ignored: received.reason } };
    case 'event':
      await sendWork(received.message); // only what is queued is acknowledged
      return { status: 202, body: { call: received.observations[0]?.call ?? '' } };
    case 'lookup':
      return lookUp(received, now);
    case 'proceed':
      // Whoever waits on the line goes first: what is lost here is told again by the events of the call.
      if (received.message) await queueInTime(received.message, { milliseconds: lookupTime, count });
      return answered(received.answer);
  }
}

async function lookUp(
  received: Extract<Received, { readonly kind: 'event' | 'lookup' }>,
  now: number,
): Promise<EdgeResponse> {
  const milliseconds = Math.max(1, lookupTime - (Date.now() - now));
  return answered(received.answer(await lookUpInTime(received, { milliseconds, count }, now)));
}

function answered(answer: LookupAnswer): EdgeResponse {
  if ('body' in answer) return { status: 200, body: answer.body };
  return { status: 200, text: answer.text, headers: { 'content-type': answer.contentType } };
}
