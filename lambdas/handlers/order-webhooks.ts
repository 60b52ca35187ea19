import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import * as z from 'zod';
import { orderWebhookAnswer } from '../api/orders/order-webhooks.ts';
import { readOrderSource } from '../orders/sources/order-source-store.ts';
import { type ReceivedWebhook, webhookReceiver } from '../orders/sources/receive-webhook.ts';
import { takeReports } from '../orders/sources/take-reports.ts';
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
    case 'read': {
      const { orders, reasons, misfits } = await takeReports(stores(), source, received, now);
      for (const _ of orders) count(metric.ordersTaken);
      for (const _ of reasons) count(metric.webhooksIgnored);
      for (const reason of misfits) {
        count(metric.webhooksMalformed);
        logger.warn('an order cannot be read', { source, reason });
      }
      return { status: 200, body: orderWebhookAnswer.parse({ orders, ignored: [...reasons, ...misfits] }) };
    }
  }
}

const stores = () => ({
  settings: tableOf(env.settingsTable),
  calls: tableOf(env.callsTable),
  identityKey: loadIdentityKey,
  settleLater,
});
