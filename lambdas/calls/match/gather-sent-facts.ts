import type { KeyObject } from 'node:crypto';
import type { Table } from '../../platform/aws/table.ts';
import { readRecipient } from '../../recipients/recipient-store.ts';
import type { VisitsOnNumber } from '../../visits/number-visits-store.ts';
import { readRecipientVisitors } from '../../visits/recipient-visitors-store.ts';
import type { Call } from '../call.ts';
import { partitionOf } from '../callers/person-keys.ts';
import { readPersonLinks } from '../callers/person-links-store.ts';
import { readEarlierCalls } from '../callers/person-store.ts';
import { endOfStartSecond, type Ring, type SentFacts } from './match-facts.ts';

/** Where they are read. */
export interface SentSources {
  readonly visits: Table;
  readonly calls: Table;
  readonly identityKey: () => Promise<KeyObject>;
}

/**
 * Reads what is known of the last one whom a number was sent to, and whether the caller is known by another address: all at once, when it is
 * known who was. Undefined for a number that was sent to nobody, or to somebody who has withdrawn since.
 */
export async function gatherSent(
  call: Call,
  site: string,
  toldShown: VisitsOnNumber | Promise<VisitsOnNumber>,
  sources: SentSources,
): Promise<Omit<SentFacts, 'caller' | 'knownAs'> | undefined> {
  const { visits } = await toldShown;
  const last = visits.find((visit) => visit.site === site);
  if (last?.recipient === undefined) return undefined;
  const { token } = last.recipient;
  const [kept, visitors, rings, addresses] = await Promise.all([
    readRecipient(sources.visits, token),
    readRecipientVisitors(sources.visits, token),
    readRings(call, { site, visitor: last.visitor }, sources),
    addressesOf(call, site, sources),
  ]);
  const identityKey = await sources.identityKey();
  const address =
    kept?.email === undefined ? undefined : partitionOf(identityKey, site, { kind: 'email', address: kept.email });
  return {
    kept: kept && { campaign: kept.campaign, creative: kept.creative, until: kept.until },
    rings,
    visitors,
    hasOtherAddress: address !== undefined && addresses.length > 0 && !addresses.includes(address),
  };
}

/** The calls to a recipient's number before this one, of callers who gave theirs; the latest first. */
export async function readRings(
  { id, startedAt, trackedNumber }: Pick<Call, 'id' | 'startedAt' | 'trackedNumber'>,
  { site, visitor }: { readonly site: string; readonly visitor: string },
  { calls, identityKey }: Pick<SentSources, 'calls' | 'identityKey'>,
): Promise<Ring[]> {
  const theirs = partitionOf(await identityKey(), site, { kind: 'visitor', visitor });
  const earlier = await readEarlierCalls(calls, theirs, { call: id, startedAt });
  return earlier.flatMap(({ startedAt: at, caller, number }) =>
    caller === undefined || number !== trackedNumber ? [] : [{ startedAt: at, caller }],
  );
}

/**
 * The partitions of addresses that an order or a program said of the caller's number before the call: what is said after it, like the order that it
 * leads to, must not make another match of it, depending on when that is worked out.
 */
async function addressesOf(
  { caller, startedAt }: Call,
  site: string,
  { calls, identityKey }: SentSources,
): Promise<string[]> {
  if (caller?.kind !== 'number') return [];
  const person = partitionOf(await identityKey(), site, { kind: 'phone', number: caller.number });
  const links = await readPersonLinks(calls, person);
  return links.flatMap(({ kind, person: address, since = 0 }) =>
    kind === 'email' && since <= endOfStartSecond(startedAt) ? [address] : [],
  );
}
