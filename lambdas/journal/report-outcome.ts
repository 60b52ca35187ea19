import { putLedgerEntry } from '../conversions/ledger/ledger-store.ts';
import type { Table } from '../platform/aws/table.ts';
import { conflict } from '../platform/http/problem.ts';
import { ledgerEntryOf, type OutcomeReport, type ReportedCall } from './outcome-report.ts';

export interface OutcomeDependencies {
  readonly calls: Table;
  /** Queues calls to be settled; when it throws, none of them counts as queued. */
  readonly settleLater: (calls: readonly string[]) => Promise<void>;
}

/**
 * Puts a report into the call's ledger, then queues the call: so what was answered is never lost. The same report again is queued
 * again, since the first time may have died in between. Throws 400 for unfit money and 409 when the event's id was used for
 * something else.
 */
export async function reportOutcome(
  { calls, settleLater }: OutcomeDependencies,
  report: OutcomeReport,
  reported: ReportedCall,
  now: number,
): Promise<void> {
  if (!(await putLedgerEntry(calls, ledgerEntryOf(report, reported, now)))) {
    throw conflict(`event ${report.eventId} was reported with other content`, [
      { field: 'eventId', detail: 'is the id of another event of this call' },
    ]);
  }
  await settleLater([reported.call]);
}
