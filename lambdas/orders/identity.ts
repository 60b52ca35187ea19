import { linkPersons } from './link-persons.ts';
import { type PersonKey, partitionOf } from './person-keys.ts';
import { deletePersonLinks, readPersonLinks } from './person-links-store.ts';
import type { OrderSources } from './seek-order.ts';

/** Who somebody is: their address, and what else they are known by. */
export interface Identity {
  readonly site: string;
  /** In its normal form. */
  readonly email: string;
  readonly visitor: string | undefined;
  /** E.164. */
  readonly phones: readonly string[];
}

/** A page may be told any address: what a visitor says of themselves is believed for a few. */
const mostAddresses = 5;

/** Notes that an address is that of a visitor, or of who calls from a number: orders of the address find their calls. Twice is once. `now` in ms. */
export async function linkIdentity(sources: OrderSources, identity: Identity, now: number): Promise<void> {
  const identityKey = await sources.identityKey();
  const { site, email, visitor, phones } = identity;
  const keys: PersonKey[] = [
    { kind: 'email', address: email },
    ...(visitor === undefined ? [] : [{ kind: 'visitor', visitor } as const]),
    ...phones.map((number) => ({ kind: 'phone', number }) as const),
  ];
  const known = keys.map((key) => ({ kind: key.kind, person: partitionOf(identityKey, site, key) }));
  await linkPersons(sources, known.flatMap(isPerson), now);
}

type Known = Parameters<typeof linkPersons>[1][number];

function isPerson({ kind, person }: { readonly kind: PersonKey['kind']; readonly person: string }): Known[] {
  return kind === 'order' || kind === 'event' ? [] : [{ kind, person }];
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
  await deletePersonLinks(calls, partitionOf(await identityKey(), site, { kind: 'visitor', visitor }));
}
