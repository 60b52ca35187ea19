import type { StoredCall } from '../../calls/call-item.ts';
import { counts } from '../../calls/mark.ts';
import type { LogEntry } from '../../journal/log-entry.ts';
import { reportSources } from '../../journal/reports/source-report.ts';
import type { SourceReport } from '../../journal/reports/source-report-answer.ts';
import type { Site } from '../../settings/sites/site.ts';

/** What a digest tells. */
export interface DigestFigures {
  readonly report: SourceReport;
  /** The newest leads, newest first. */
  readonly leads: readonly StoredCall[];
  /** How many there are in all. */
  readonly leadCount: number;
  /** There are more calls than were added up: these are the newest. */
  readonly isCut: boolean;
}

const mostLeads = 50;
/** A mail is no place for more. */
const mostCalls = 20_000;

/** Adds up the calls of some days, newest first, and picks the leads: qualified calls, or all that came in where the site says nothing of that. */
export async function gatherFigures(
  entries: AsyncIterable<LogEntry>,
  site: Pick<Site, 'currency' | 'qualified'>,
  most = mostCalls,
): Promise<DigestFigures> {
  const leads: StoredCall[] = [];
  let [leadCount, looked, isCut] = [0, 0, false];

  async function* newest(): AsyncGenerator<LogEntry, undefined> {
    for await (const entry of entries) {
      if (looked === most) {
        isCut = true;
        return undefined;
      }
      looked++;
      if (entry.call !== undefined && isLead(entry.call, site)) {
        leadCount++;
        if (leads.length < mostLeads) leads.push(entry.call);
      }
      yield entry;
    }
    return undefined;
  }

  const report = await reportSources(newest(), () => site.currency, { most, isTimeUp: () => false });
  return { report, leads, leadCount, isCut };
}

function isLead(call: StoredCall, site: Pick<Site, 'qualified'>): boolean {
  if (!counts(call)) return false;
  return site.qualified === undefined || call.qualified?.verdict === 'qualified';
}
