import { unknownSite } from '../calls/match/match-facts.ts';
import { putLedgerEntry } from '../conversions/ledger/ledger-store.ts';
import type { Table } from '../platform/aws/table.ts';
import { badRequest, conflict } from '../platform/http/problem.ts';
import { judgeCode } from '../visits/phone-codes/given-code.ts';
import { readGivenCode } from '../visits/phone-codes/phone-code-store.ts';
import { ledgerEntryOf, type OutcomeReport, type ReportedCall } from './outcome-report.ts';

export interface OutcomeDependencies {
  readonly calls: Table;
  readonly visits: Table;
  /** Queues calls to be settled; when it throws, none of them counts as queued. */
  readonly settleLater: (calls: readonly string[]) => Promise<void>;
}

/**
 * Puts a report into the call's ledger, then queues the call: so what was answered is never lost. The same report again is queued
 * again, since the first time may have died in between. Throws 400 for unfit money and for a code that was not said in this call, and 409
 * when the event's id was used for something else.
 */
export async function reportOutcome(
  { calls, visits, settleLater }: OutcomeDependencies,
  report: OutcomeReport,
  reported: ReportedCall,
  now: number,
): Promise<void> {
  const entry = ledgerEntryOf(report, reported, now);
  const refused = await codeRefusal(visits, entry.phoneCode, reported);
  if (refused !== undefined) {
    throw badRequest(`the code ${refused}`, [{ field: 'phoneCode', detail: refused }]);
  }
  if (!(await putLedgerEntry(calls, entry))) {
    throw conflict(`event ${report.eventId} was reported with other content`, [
      { field: 'eventId', detail: 'is the id of another event of this call' },
    ]);
  }
  await settleLater([reported.call]);
}

/** Why a code cannot have been said in this call. What was reported before stays, whatever has become of the code. */
async function codeRefusal(
  visits: Table,
  code: string | undefined,
  { site, startedAt, endedAt, knownCode }: ReportedCall,
): Promise<string | undefined> {
  if (code === undefined || code === knownCode) return undefined;
  if (site === unknownSite) return 'cannot be given: the number that was called is in no pool of a site';
  const verdict = judgeCode(await readGivenCode(visits, site, code), { kind: 'call', startedAt, endedAt });
  return verdict.kind === 'refused' ? verdict.refused : undefined;
}
