import type { OrderReport } from '../order-report.ts';
import type { OrderSources } from '../seek-order.ts';
import { takeOrder } from '../take-order.ts';
import type { ReceivedWebhook } from './receive-webhook.ts';

/** What became of what a source told in one request: orders that are kept, and why others are not, as sentences. */
export interface TakenReports {
  readonly orders: readonly { readonly order: string; readonly call: string | null }[];
  /** They are none, or none that is taken. */
  readonly reasons: readonly string[];
  /** They cannot be read, or do not fit the site. */
  readonly misfits: readonly string[];
}

/** Takes all that a source told in one request. Throws where one cannot be kept: then its sender sends all of it again. `now` in ms. */
export async function takeReports(
  stores: OrderSources,
  source: string,
  { reports, ignored, unreadable }: Extract<ReceivedWebhook, { readonly kind: 'read' }>,
  now: number,
): Promise<TakenReports> {
  const orders: { order: string; call: string | null }[] = [];
  const reasons = [...ignored];
  const misfits = [...unreadable];
  for (const report of reports) {
    const taken = await takeOrder(stores, `webhook:${source}`, report, now);
    if (taken.kind === 'taken') orders.push({ order: taken.order, call: taken.call });
    else if (taken.kind === 'unfit') misfits.push(`${kindOf(report)}: ${taken.field} ${taken.detail}`);
    else reasons.push(`${kindOf(report)}: ${refusals[taken.kind]}`);
  }
  return { orders, reasons, misfits };
}

const refusals = {
  changed: 'was told before with other content, which stays',
  'no-site': 'the site of the source is gone',
};

const kindOf = ({ revenue }: OrderReport) => revenue?.kind ?? 'order';
