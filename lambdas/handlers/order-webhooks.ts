import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import * as z from 'zod';
import { orderWebhookAnswer } from '../api/orders/order-webhooks.ts';
import type { OrderReport } from '../orders/order-report.ts';
import { readOrderSource } from '../orders/sources/order-source-store.ts';
import { type ReceivedWebhook, webhookReceiver } from '../orders/sources/receive-webhook.ts';
import { takeOrder } from '../orders/take-order.ts';
import { readSecrets } from '../platform/aws/stored-secrets.ts';
import { tableOf } from '../platform/aws/table.ts';
import { counters } from '../platform/counters.ts';
import { type EdgeResponse, httpEdge } from '../platform/http/http-edge.ts';
import { badRequest, unauthorized } from '../platform/http/problem.ts';
import { loadIdentityKey } from '../platform/identity-key.ts';
import { logger } from '../platform/log.ts';
import { env, metric, type OrderWebhookRoute } from '../platform/names.ts';
import { readSite } from '../settings/sites/stored-site-store.ts';
import { settleLater } from '../settle/settle-queue.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'order-webhooks');

const receive = webhookReceiver({
  findSource: (id) => readOrderSource(tableOf(env.settingsTable), id),
  findSite: (id) => readSite(tableOf(env.settingsTable), id),
  readSecrets: (place) => readSecrets('orderSource', place),
});

const bytes = z.instanceof(Uint8Array);

const answering = httpEdge<OrderWebhookRoute>({
  maxBodyBytes: 1024 * 1024,
  rawBodies: true,
  routes: {
    'POST /v1/order-sources/{source}/webhook': async ({ path, headers, query, body }) => {
      const now = Date.now();
      const { source = '' } = path;
      return respond(source, await receive({ source, headers, query, body: bytes.parse(body) }, now), now);
    },
  },
});

/** Webhooks of shops and CRMs: who cannot show that they come from the source leaves no trace but a count. */
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

async function respond(source: string, received: ReceivedWebhook, now: number): Promise<EdgeResponse> {
  switch (received.kind) {
    case 'no-source':
    case 'refused':
      count(received.kind === 'refused' ? metric.webhooksRefused : metric.webhooksOfNobody);
      // The same for both: who asks learns nothing of which sources there are.
      throw unauthorized('the request is not signed by this source, or was signed too long ago');
    case 'ping':
      return { status: 200, body: orderWebhookAnswer.parse({ orders: [], ignored: ['a ping'] }) };
    case 'malformed':
      count(metric.webhooksMalformed);
      throw badRequest(received.reason);
    case 'read':
      return take(source, received, now);
  }
}

const stores = () => ({
  settings: tableOf(env.settingsTable),
  calls: tableOf(env.callsTable),
  identityKey: loadIdentityKey,
  settleLater,
});

/** Only what is kept is acknowledged: where that fails the sender sends all of it again. */
async function take(
  source: string,
  { reports, ignored, unreadable }: Extract<ReceivedWebhook, { readonly kind: 'read' }>,
  now: number,
): Promise<EdgeResponse> {
  const orders: { order: string; call: string | null }[] = [];
  const reasons = [...ignored];
  const misfits = [...unreadable];
  for (const report of reports) {
    const taken = await takeOrder(stores(), `webhook:${source}`, report, now);
    if (taken.kind === 'taken') orders.push({ order: taken.order, call: taken.call });
    else if (taken.kind === 'unfit') misfits.push(`${kindOf(report)}: ${taken.field} ${taken.detail}`);
    else reasons.push(`${kindOf(report)}: ${refusals[taken.kind]}`);
  }
  for (const _ of orders) count(metric.ordersTaken);
  for (const _ of reasons) count(metric.webhooksIgnored);
  for (const reason of misfits) {
    count(metric.webhooksMalformed);
    logger.warn('an order cannot be read', { source, reason });
  }
  return { status: 200, body: orderWebhookAnswer.parse({ orders, ignored: [...reasons, ...misfits] }) };
}

const refusals = {
  changed: 'was told before with other content, which stays',
  'no-site': 'the site of the source is gone',
};

const kindOf = ({ revenue }: OrderReport) => revenue?.kind ?? 'order';
