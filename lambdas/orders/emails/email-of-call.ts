import type { KeyObject } from 'node:crypto';
import { callPartition, type StoredCall } from '../../calls/call-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { partitionOf } from '../person-keys.ts';
import { readSaidEmails, type SaidEmail } from './said-email-store.ts';

/** Where addresses are looked for. */
export interface EmailSources {
  readonly calls: Table;
  readonly identityKey: () => Promise<KeyObject>;
}

/**
 * The e-mail address of who called, as it is known now: that of the latest order of the call; else what was said of the call itself, then
 * of its visitor, the last word. Of a number, which several people may call from, only if one address is known. Consistent. `now` in ms.
 */
export async function emailOfCall(
  { calls, identityKey }: EmailSources,
  { id, site, email, person, match }: Pick<StoredCall, 'id' | 'site' | 'email' | 'person' | 'match'>,
  now: number,
): Promise<string | undefined> {
  if (email !== undefined) return email;
  const visitor = match.visit?.visitor;
  const visitors = visitor && partitionOf(await identityKey(), site, { kind: 'visitor', visitor });
  const saidOf = async (pk: string | undefined) => (pk === undefined ? [] : readSaidEmails(calls, pk, now));
  const [ofCall, ofVisitor, ofCaller] = await Promise.all([callPartition(id), visitors, person].map(saidOf));
  return (ofCall?.[0] ?? ofVisitor?.[0] ?? only(ofCaller))?.email;
}

function only(said: readonly SaidEmail[] = []): SaidEmail | undefined {
  return said.length === 1 ? said[0] : undefined;
}
