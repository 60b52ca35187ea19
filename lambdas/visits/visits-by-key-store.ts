import { batchGet } from '../platform/aws/batch-get.ts';
import type { Table } from '../platform/aws/table.ts';
import { readVisit } from './read-visit.ts';
import type { Visit } from './visit.ts';
import { type VisitKey, visitItemKey } from './visit-key.ts';

/** The visits of these keys, by visit id, as far as they are still kept, and known to this version. */
export async function readVisits(table: Table, keys: readonly VisitKey[]): Promise<ReadonlyMap<string, Visit>> {
  const items = await batchGet(table, keys.map(visitItemKey), { isConsistent: false });
  // One that was withdrawn meanwhile has left a mark under its key.
  const records = items.filter(({ visitor }) => visitor !== undefined).flatMap((item) => readVisit(item) ?? []);
  return new Map(records.map((record) => [record.visit, record]));
}
