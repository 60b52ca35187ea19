import { callPartition } from '../calls/call-item.ts';
import { type PersonKey, partitionOf } from '../calls/callers/person-keys.ts';
import { deletePersonLink, deletePersonLinks, readPersonLinks } from '../calls/callers/person-links-store.ts';
import { awaitedIn, forgetAwaited } from './emails/awaited-email-store.ts';
import { deleteSaidEmail, deleteSaidEmails, putSaidEmail } from './emails/said-email-store.ts';
import { type KnownPerson, linkPersons } from './link-persons.ts';
import type { OrderSources } from './seek-order.ts';

/** Who somebody is: their address, and what else they are known by. */
export interface Identity {
  readonly site: string;
  /** In its normal form. */
  readonly email: string;
  readonly visitor: string | undefined;
  /** The call that was named. */
  readonly call?: string | undefined;
  /** E.164. */
  readonly phones: readonly string[];
}

/** A page may be told any address: what a visitor says of themselves is believed for a few. */
const mostAddresses = 5;

/**
 * Notes that an address is that of a visitor, of a call, or of who calls from a number: orders of the address find their calls, and who is
 * told of these calls may be told the address. Twice is once. `now` in ms.
 */
export async function linkIdentity(sources: OrderSources, identity: Identity, now: number): Promise<void> {
  const identityKey = await sources.identityKey();
  const { site, email, visitor, call, phones } = identity;
  const personOf = (key: PersonKey) => partitionOf(identityKey, site, key);
  const address = { kind: 'email', person: personOf({ kind: 'email', address: email }) } as const;
  const others: KnownPerson[] = [
    ...(visitor === undefined ? [] : [{ kind: 'visitor', person: personOf({ kind: 'visitor', visitor }) } as const]),
    ...phones.map((number) => ({ kind: 'phone', person: personOf({ kind: 'phone', number }) }) as const),
  ];
  const places = [...others.map(({ person }) => person), ...(call === undefined ? [] : [callPartition(call)])];
  for (const pk of places) await putSaidEmail(sources.calls, pk, { email, person: address.person, saidAt: now });
  await linkPersons(sources, [address, ...others], now);
  for (const pk of places) await settleAwaiting(sources, pk);
}

/** Destinations that were not told of calls for want of an address are told now. Doing it again does what a death in between left. */
async function settleAwaiting({ calls, settleLater }: OrderSources, pk: string): Promise<void> {
  const awaiting = await awaitedIn(calls, pk);
  if (awaiting.length === 0) return;
  await settleLater(awaiting);
  await forgetAwaited(calls, pk, awaiting);
}

/** The same for what a visitor's page says: after some addresses no other is believed. */
export async function linkVisitor(
  sources: OrderSources,
  { site, visitor, email }: { readonly site: string; readonly visitor: string; readonly email: string },
  now: number,
): Promise<void> {
  const identityKey = await sources.identityKey();
  const links = await readPersonLinks(sources.calls, partitionOf(identityKey, site, { kind: 'visitor', visitor }));
  const address = partitionOf(identityKey, site, { kind: 'email', address: email });
  const isKnown = links.some(({ person }) => person === address);
  if (!isKnown && links.length >= mostAddresses) return;
  await linkIdentity(sources, { site, email, visitor, phones: [] }, now);
}

/** Takes back all addresses of a visitor who withdrew. Twice is once. */
export async function unlinkVisitor(
  { calls, identityKey }: Pick<OrderSources, 'calls' | 'identityKey'>,
  { site, visitor }: { readonly site: string; readonly visitor: string },
): Promise<void> {
  const person = partitionOf(await identityKey(), site, { kind: 'visitor', visitor });
  await deleteSaidEmails(calls, person);
  await deletePersonLinks(calls, person);
}

/** The same of one address: who was sent a mail under it is not to be recognised, and the visitor came by that mail. Twice is once. */
export async function unlinkAddress(
  { calls, identityKey }: Pick<OrderSources, 'calls' | 'identityKey'>,
  { site, visitor, email }: { readonly site: string; readonly visitor: string; readonly email: string },
): Promise<void> {
  const person = partitionOf(await identityKey(), site, { kind: 'visitor', visitor });
  const address = partitionOf(await identityKey(), site, { kind: 'email', address: email });
  await deleteSaidEmail(calls, person, address);
  await deletePersonLink(calls, person, address);
}
