import type { StoredCall } from '../calls/call-item.ts';
import type { CallCollection } from '../calls/call-store.ts';
import type { Decision } from '../conversions/decide.ts';
import type { Delivery } from '../deliveries/delivery.ts';
import type { StoredEvent } from '../events/event.ts';
import type { WaitingOrder } from '../orders/order-refs-store.ts';
import type { Matched } from './rematch.ts';

/** What a call is by all that is known now, beside what is stored of it. */
export interface SettledCall {
  readonly stored: StoredCall | undefined;
  /** The item that it was read from. */
  readonly item: CallCollection['item'];
  /** Conversions that it was written with, and that are not put yet. */
  readonly unwritten: CallCollection['unwritten'];
  /** With the `rev` that it gets if it has to be written. */
  readonly next: StoredCall;
  readonly matched: Pick<Matched, 'memory' | 'keptBecause' | 'recipientToken'>;
  /** The site was told of orders: one may be of this call. */
  readonly hasOrders: boolean;
  /** Orders that name this call, and waited for it. */
  readonly waiting: readonly WaitingOrder[];
  readonly decision: Decision;
  /** Deliveries of its conversions that were skipped for want of a name. */
  readonly unnamed: readonly Delivery[];
  /** What is to be put beside it for its pool to learn from. */
  readonly evidence: readonly Readonly<Record<string, unknown>>[];
  /** Events of the call: whether it has any, and those that are new or tell something else now. */
  readonly events: { readonly any: boolean; readonly changed: readonly StoredEvent[] };
}
