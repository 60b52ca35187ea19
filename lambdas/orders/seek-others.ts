import { readNamed } from './find-target.ts';
import { type OrderPage, ordersWithin } from './order-refs-store.ts';
import { type OrderSources, type Sought, seekOrder } from './seek-order.ts';

/** So many orders of a person are looked at in one round. */
const mostAtOnce = 50;

/** No order is credited to a call that began longer before, ms; the setting of a site allows no more. */
const longestLookBack = 366 * 24 * 3600_000;

/** Where orders are looked at anew: those of a person that came about from a time (ms) on. `after`: the page before ended there. */
export interface SeekFrom {
  readonly person: string;
  readonly from: number;
  readonly after?: string | undefined;
}

/**
 * Something changed among a person's calls: orders after it may belong elsewhere now. Looks at a bounded number of them; answers after which
 * key the others come, undefined after the last.
 */
export async function seekOrdersAfter(
  sources: OrderSources,
  { person, from, after }: SeekFrom,
  now: number,
): Promise<OrderPage['last']> {
  const within = { from, to: from + longestLookBack, after, limit: mostAtOnce };
  const { orders, last } = await ordersWithin(sources.calls, person, within);
  const seen = new Set<string>();
  for (const order of orders) {
    if (seen.has(order)) continue;
    const { events } = await seekOrder(sources, order, now);
    for (const { id } of events) seen.add(id);
  }
  return last;
}

/** An order that names both a call and a person says whose the call is: others of its caller and of that person may belong elsewhere now. */
export async function seekOthers(sources: OrderSources, { search, target }: Sought, now: number): Promise<void> {
  const persons = search?.lead.keys.filter(({ kind }) => kind !== 'phone') ?? [];
  const { named, order } = search?.lead ?? {};
  if (target.kind === 'none' || named === undefined || order === undefined || persons.length === 0) return;
  const call = await readNamed(sources, order, named);
  if (call === undefined) return;
  const concerned = [...persons.map(({ person }) => person), ...(call.person === undefined ? [] : [call.person])];
  for (const person of concerned) {
    let after: string | undefined;
    do after = await seekOrdersAfter(sources, { person, from: call.startedAt, after }, now);
    while (after !== undefined);
  }
}
