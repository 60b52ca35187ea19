import type { NewCarrierMessage } from '../carrier-message.ts';
import { imported } from './imported.ts';
import type { ImportedRecord } from './imported-record.ts';

/** Under which account calls are imported, and whether rules may make conversions of them. */
export interface ImportPlace {
  readonly account: string;
  /** The type of the account. */
  readonly carrier: string;
  /** Of numbers that do not say their country. */
  readonly country: string | undefined;
  readonly conversions: boolean;
}

/** What becomes of a record: a message for the work queue, or why not. `ignored`: what was left out of it. */
export type TakenRecord =
  | {
      readonly call: string;
      readonly message: NewCarrierMessage;
      readonly ignored: readonly { readonly field: string; readonly detail: string }[];
    }
  | { readonly field: string; readonly detail: string };

/**
 * Reads a record as it will be read from the queue, so that whoever imports is told at once what is wrong. A call needs a number of ours to
 * be of a site; a leg may leave that to the others. The same record makes the same message, but for `now` (ms).
 */
export function takeImported(record: ImportedRecord, place: ImportPlace, now: number): TakenRecord {
  const { account, ...settings } = place;
  const raw = JSON.stringify({ ...record, event: 'record' });
  const read = imported.read({ account, hook: 'import', settings, raw }, now);
  if ('malformed' in read) return fieldOf(read.malformed);
  if ('ignored' in read) return { field: '', detail: read.ignored };
  const [told] = read.observations;
  if (told === undefined) return { field: '', detail: 'says nothing' };
  const ours = record.direction === 'outbound' ? 'from' : 'to';
  if (record[ours] === undefined ? record.leg === undefined : told.fields.trackedNumber === undefined) {
    return { field: ours, detail: record[ours] === undefined ? 'is required' : 'is not a phone number' };
  }
  const order = lateOf(record);
  if (order !== undefined) return order;
  const noted = (told.ignored ?? []).map(({ what, reason }) => ({ field: what, detail: `is ${reason}` }));
  const future = noted.find(({ field }) => field.endsWith('At'));
  if (future !== undefined) return future;
  return {
    call: told.call,
    message: {
      kind: 'carrier',
      carrier: imported.type,
      account,
      hook: 'import',
      settings: { ...settings },
      receivedAt: now,
      raw,
    },
    ignored: record[ours] === undefined ? noted.filter(({ field }) => field !== ours) : noted,
  };
}

/** Times that cannot be in this order. */
function lateOf({ startedAt, answeredAt, endedAt }: ImportedRecord) {
  const [start, answer, end] = [startedAt, answeredAt ?? startedAt, endedAt ?? answeredAt ?? startedAt].map(Date.parse);
  if (start === undefined || answer === undefined || end === undefined) return undefined;
  if (answer < start) return { field: 'answeredAt', detail: 'is before the call began' };
  if (end < answer) return { field: 'endedAt', detail: `is before the call ${answeredAt ? 'was answered' : 'began'}` };
  return undefined;
}

/** The field that a reason begins with. */
function fieldOf(reason: string): { readonly field: string; readonly detail: string } {
  const [, field = '', detail = reason] = /^(\w+) ((?:is|must|has) .*)$/.exec(reason) ?? [];
  return { field, detail };
}
