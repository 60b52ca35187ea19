import type { KeyObject } from 'node:crypto';
import * as z from 'zod';
import { callPartition, type StoredCall } from '../calls/call-item.ts';
import { readCall } from '../calls/call-store.ts';
import { type PersonKey, partitionOf } from '../calls/callers/person-keys.ts';
import { personCallWrite } from '../calls/callers/person-store.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import type { TransactItem } from '../platform/aws/transact.ts';

const claimPrefix = 'CLAIM#';

const claim = z.object({ person: z.string() });

/**
 * The persons whose a call is by its match: the visitor, and the clicks that led to the visit; the same of visits on other devices that are linked.
 * The caller's number is not among them.
 */
export function matchedPersons(
  identityKey: KeyObject,
  { site, match: { visit, linkedVisits } }: Pick<StoredCall, 'site' | 'match'>,
): string[] {
  const keys = [...(visit === null ? [] : [visit]), ...linkedVisits].flatMap(
    ({ visitor, clickIds = {} }): PersonKey[] => [
      { kind: 'visitor', visitor },
      ...Object.entries(clickIds).map(([name, id]) => ({ kind: 'click', name, id }) as const),
    ],
  );
  return [...new Set(keys.map((key) => partitionOf(identityKey, site, key)))];
}

/** Who a call is known to be from. */
export interface CallPersons {
  /** The partition of its caller, whom several people may be. */
  readonly caller: string | undefined;
  /** By its match, and by orders that name both call and person. Empty for a call that is anybody's. */
  readonly claims: readonly string[];
}

/** Consistent. */
export async function personsOfCall(
  { calls, identityKey }: { readonly calls: Table; readonly identityKey: KeyObject },
  call: string,
): Promise<CallPersons> {
  const { stored, others } = await readCall(calls, call);
  const claimed = others
    .filter(({ sk }) => String(sk).startsWith(claimPrefix))
    .flatMap((item) => readIfKnown(claim, item)?.person ?? []);
  const matched = stored === undefined ? [] : matchedPersons(identityKey, stored);
  return { caller: stored?.person, claims: [...claimed, ...matched] };
}

/** The writes by which a call is a person's because an order says so: seen from both. */
export function claimWrites(
  table: string,
  { id, startedAt, trackedNumber, person: caller }: StoredCall,
  persons: readonly string[],
): TransactItem[] {
  return persons.flatMap((person) => [
    { Put: { TableName: table, Item: { pk: callPartition(id), sk: claimPrefix + person, person } } },
    personCallWrite(table, person, { call: id, startedAt, number: trackedNumber, caller }),
  ]);
}
