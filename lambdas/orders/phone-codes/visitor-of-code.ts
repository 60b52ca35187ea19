import type { KeyObject } from 'node:crypto';
import { partitionOf } from '../../calls/callers/person-keys.ts';
import type { Table } from '../../platform/aws/table.ts';
import { type GivenCode, judgeCode } from '../../visits/phone-codes/given-code.ts';
import { orderIdOf, type StoredOrder } from '../order.ts';
import type { Unfit } from '../order-of-report.ts';
import type { OrderReport } from '../order-report.ts';
import { readOrder } from '../order-store.ts';

/** How codes are looked up; without it no order can name one, as webhooks of shops do not. */
export interface CodeReader {
  readonly readCode?: (site: string, code: string) => Promise<GivenCode | undefined>;
}

/**
 * The partition of the visitor whose code a report names; undefined where it names none. Whose it is, is known once and for all when it is
 * reported: later the code may be gone, or somebody else's. So the same report again names the same visitor.
 */
export async function visitorOfCode(
  { calls, identityKey, readCode }: CodeReader & { readonly calls: Table; readonly identityKey: KeyObject },
  source: string,
  { site, eventId: event, occurredAt, find }: OrderReport,
  now: number,
): Promise<{ readonly person: string } | Unfit | undefined> {
  const code = find?.phoneCode;
  if (code === undefined) return undefined;
  const before = await readOrder(calls, orderIdOf({ site, source, event }));
  const known = before?.phoneCode === code ? before.keys.find(({ kind }) => kind === 'phoneCode') : undefined;
  if (known !== undefined) return { person: known.person };
  const at = occurredAt === undefined ? now : Date.parse(occurredAt);
  const verdict = judgeCode(await readCode?.(site, code), { kind: 'order', at });
  if (verdict.kind === 'refused') return { kind: 'unfit', field: 'find.phoneCode', detail: verdict.refused };
  return { person: partitionOf(identityKey, site, { kind: 'visitor', visitor: verdict.holder.visitor }) };
}

/**
 * Whether a code that an order names is still the visitor's whom it meant: who withdraws is taken out of it. True for an order that names none, false
 * where the code is kept no more.
 */
export async function isStillTheirs(
  { identityKey, readCode }: CodeReader & { readonly identityKey: KeyObject },
  { site, keys, phoneCode }: Pick<StoredOrder, 'site' | 'keys' | 'phoneCode'>,
): Promise<boolean> {
  const meant = keys.find(({ kind }) => kind === 'phoneCode');
  if (meant === undefined || phoneCode === undefined) return true;
  const visitor = (await readCode?.(site, phoneCode))?.holder?.visitor;
  return visitor !== undefined && partitionOf(identityKey, site, { kind: 'visitor', visitor }) === meant.person;
}
