import type { StoredCall } from '../calls/call-item.ts';
import { partitionOf } from '../calls/callers/person-keys.ts';
import { callsSince } from '../calls/callers/person-store.ts';
import { counts } from '../calls/mark.ts';
import type { Table } from '../platform/aws/table.ts';
import type { Recipient } from '../recipients/recipient.ts';
import { readRecipient } from '../recipients/recipient-store.ts';
import { linkIdentity, unlinkVisitor } from './identity.ts';
import type { OrderSources } from './seek-order.ts';

/**
 * Once a call is a recipient's, their address is that of the visitor that they are: orders of the address find the call, and who is told of the call may
 * be told the address. The number of who called is not said to be theirs: the mail may have been passed on. Only with their consent
 * to analytics. To be done before the call is written, so that a death in between loses nothing; twice is once.
 */
export async function joinRecipient(
  sources: OrderSources & { readonly visits: Table },
  { direction, mark, startedAt, match: { visit } }: StoredCall,
  token: string,
): Promise<void> {
  if (visit === null || !counts({ direction, mark })) return;
  const recipient = await readRecipient(sources.visits, token);
  if (recipient?.email === undefined || !recipient.consent.analytics) return;
  // Who came to the site by the mail was joined by their page.
  if (visit.visitor !== recipient.visitor) return;
  await linkAddress(sources, { ...recipient, email: recipient.email }, startedAt);
}

/** A recipient whose address a list tells. */
export interface AddressedRecipient extends Pick<Recipient, 'site' | 'token' | 'visitor'> {
  readonly email: string;
}

/**
 * The same where a list tells an address later than calls came: orders of it find these, and who was not told of them for want of one is told.
 * Of a recipient who has not called nothing is noted. Twice is once. `now` in ms.
 */
export async function joinLateAddress(
  sources: OrderSources & { readonly visits: Table },
  recipient: AddressedRecipient,
  now: number,
): Promise<void> {
  const { site, visitor } = recipient;
  const person = partitionOf(await sources.identityKey(), site, { kind: 'visitor', visitor });
  const { calls } = await callsSince(sources.calls, person, { from: 0, limit: 1 });
  if (calls.length > 0) await linkAddress(sources, recipient, now);
}

async function linkAddress(
  sources: OrderSources & { readonly visits: Table },
  { site, token, visitor, email }: AddressedRecipient,
  at: number,
): Promise<void> {
  await linkIdentity(sources, { site, email, visitor, phones: [] }, at);
  // Who withdraws meanwhile may have been forgotten before.
  const now = await readRecipient(sources.visits, token);
  if (now?.consent.analytics === false) await unlinkVisitor(sources, { site, visitor });
}
