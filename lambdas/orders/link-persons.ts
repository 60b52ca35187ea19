import { notePersonLinkTold, type PersonLink, putPersonLink } from '../calls/callers/person-links-store.ts';
import { ordersIn } from './order-refs-store.ts';
import { type OrderSources, seekOrder } from './seek-order.ts';

/** A key of somebody and the partition that it stands for (`partitionOf`). */
export type KnownPerson = Pick<PersonLink, 'kind' | 'person'>;

/**
 * Notes that an e-mail address and other keys are said to be of one person; without an address nothing is. Orders of that address are
 * looked at anew where it was not known before. Doing it again does what a death in between left. `now` in ms.
 */
export async function linkPersons(sources: OrderSources, keys: readonly KnownPerson[], now: number): Promise<void> {
  const email = keys.find(({ kind }) => kind === 'email');
  if (email === undefined) return;
  const others = keys.filter(({ kind }) => kind !== 'email');
  const untold: KnownPerson[] = [];
  for (const other of others) {
    if (await putPersonLink(sources.calls, [email, other], now)) untold.push(other);
  }
  if (untold.length === 0) return;
  for (const order of await ordersIn(sources.calls, email.person)) await seekOrder(sources, order, now);
  for (const { person } of untold) await notePersonLinkTold(sources.calls, email.person, person);
}
