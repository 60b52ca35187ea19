import type { KeyObject } from 'node:crypto';
import { callPartition, type StoredCall } from '../../calls/call-item.ts';
import { partitionOf } from '../../calls/callers/person-keys.ts';
import { likelyRecipient } from '../../calls/match/likely-recipient.ts';
import type { Table } from '../../platform/aws/table.ts';
import { readRecipient } from '../../recipients/recipient-store.ts';
import { recipientToken } from '../../recipients/recipient-token.ts';
import { noteAwaited } from './awaited-email-store.ts';
import { readSaidEmails, type SaidEmail } from './said-email-store.ts';

/** Where addresses are looked for. */
export interface EmailSources {
  readonly calls: Table;
  readonly visits: Table;
  readonly identityKey: () => Promise<KeyObject>;
}

type CallOfSomebody = Pick<StoredCall, 'id' | 'site' | 'email' | 'person' | 'match'>;

/**
 * The e-mail address of who called, as it is known now: that to which the mail went that led to the call, which stays the same whatever is
 * said later; else that of the latest order of the call; else what was said of the call itself, then of its visitor, the last word. Of a
 * number, which several people may call from, only if one address is known. Consistent. `now` in ms.
 */
export async function emailOfCall(
  sources: EmailSources,
  call: CallOfSomebody,
  now: number,
): Promise<string | undefined> {
  const address = (await addressOfMail(sources, call)) ?? call.email;
  if (address !== undefined) return address;
  const saidOf = async (pk: string | undefined) => (pk === undefined ? [] : readSaidEmails(sources.calls, pk, now));
  const { own, visitor, caller } = await partitionsOf(sources, call);
  const [ofCall, ofVisitor, ofCaller] = await Promise.all([own, visitor, caller].map(saidOf));
  return (ofCall?.[0] ?? ofVisitor?.[0] ?? only(ofCaller))?.email;
}

/** Where the mail went that led to the call; undefined where its recipient lets nothing be known of them. */
async function addressOfMail(
  { visits, identityKey }: EmailSources,
  { site, match }: CallOfSomebody,
): Promise<string | undefined> {
  const sent = likelyRecipient(match);
  if (sent === undefined) return undefined;
  const { id: recipient, pool, campaign } = sent;
  const token = recipientToken(await identityKey(), { site, pool, campaign, recipient });
  const mailed = await readRecipient(visits, token);
  return mailed?.consent.analytics ? mailed.email : undefined;
}

/**
 * Notes that a call waits for an address, wherever one may be said: who says one settles the call. Whether one is known by now has to be looked at
 * after this. Twice is once. `now` in ms.
 */
export async function awaitEmailOfCall(sources: EmailSources, call: CallOfSomebody, now: number): Promise<void> {
  const { own, visitor, caller } = await partitionsOf(sources, call);
  const places = [own, visitor, caller].filter((pk) => pk !== undefined);
  await Promise.all(places.map((pk) => noteAwaited(sources.calls, pk, call.id, now)));
}

/** Where addresses are said of a call, of its visitor and of its caller. */
async function partitionsOf({ identityKey }: EmailSources, { id, site, person, match }: CallOfSomebody) {
  // The visitor of a number that was sent is its recipient: where somebody else is likelier, what is said of them is not of the caller.
  const isSomebodyElse = match.method === 'recipient' && likelyRecipient(match) === undefined;
  const visitor = isSomebodyElse ? undefined : match.visit?.visitor;
  return {
    own: callPartition(id),
    visitor: visitor && partitionOf(await identityKey(), site, { kind: 'visitor', visitor }),
    caller: person,
  };
}

function only(said: readonly SaidEmail[] = []): SaidEmail | undefined {
  return said.length === 1 ? said[0] : undefined;
}
