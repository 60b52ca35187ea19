import type { OrderKey, StoredOrder } from './order.ts';
import { timeOfOrder } from './order.ts';

/** By what the call of an order and of all that changes it is found. */
export interface Lead {
  /** The event that decides: the sale. */
  readonly order: StoredOrder;
  /** When it came about, ms: the call began before. */
  readonly at: number;
  readonly named: string | undefined;
  readonly keys: readonly OrderKey[];
}

/**
 * What decides where all events of one order go: the first that is neither a refund nor a cancellation, with all that the others say of the
 * person. A refund or cancellation waits for it, unless it names its call, or belongs to no order. Undefined while it waits. The same for
 * every order in which they are heard of.
 */
export function leadOf(events: readonly StoredOrder[]): Lead | undefined {
  const deciding = events.filter((event) => !isChangeOfOrder(event)).sort(byTime);
  const [order = events.filter(({ named }) => named !== undefined).sort(byTime)[0], ...more] = deciding;
  if (order === undefined) return undefined;
  const all = [order, ...more];
  const keys = new Map(all.flatMap((event) => event.keys).map((key) => [key.person, key]));
  const named = all.flatMap((event) => event.named ?? [])[0];
  return { order, at: timeOfOrder(order), named, keys: [...keys.values()] };
}

/** A refund or cancellation of something that is told by itself. */
function isChangeOfOrder({ revenue, orderId }: StoredOrder): boolean {
  if (revenue?.kind === 'cancel') return true;
  return revenue?.kind === 'refund' && orderId !== undefined;
}

function byTime(a: StoredOrder, b: StoredOrder): number {
  return timeOfOrder(a) - timeOfOrder(b) || (a.id < b.id ? -1 : 1);
}
