import { callPartition } from '../calls/call-item.ts';
import { sortKeyOf } from '../platform/aws/key-limits.ts';
import { conversionsBySite } from '../platform/aws/table-keys.ts';
import type { Conversion } from './conversion.ts';
import type { LedgerEntry } from './ledger/ledger.ts';

/** What the sort keys of conversions and ledger entries begin with, in the partition of their call. */
export const conversionPrefix = 'CONVERSION#';
export const ledgerPrefix = 'LEDGER#';

/** Key of a conversion, in the partition of its call. */
export function conversionKey({ call, id }: Pick<Conversion, 'call' | 'id'>) {
  return { pk: callPartition(call), sk: conversionPrefix + id };
}

/** The source is escaped, so that no two entries can have the same key. */
export function ledgerKey({ call, source, event }: Pick<LedgerEntry, 'call' | 'source' | 'event'>) {
  return { pk: callPartition(call), sk: sortKeyOf(ledgerPrefix, `${encodeURIComponent(source)}#${event}`) };
}

/** The item of a conversion, and its place in the index for reconciliation. */
export function conversionItem(conversion: Conversion): Record<string, unknown> {
  return { ...conversionKey(conversion), ...conversion, [conversionsBySite.sort]: conversion.occurredAt };
}

/** Something that this version cannot read; of a conversion the rule, if that much is known. */
export interface UnknownItem {
  readonly kind: 'conversion' | 'delivery' | 'event' | 'ledger';
  readonly id: string;
  readonly rule?: string | undefined;
}
