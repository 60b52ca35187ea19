import type { StoredCall } from '../../calls/call-item.ts';
import { badRequest } from '../../platform/http/problem.ts';
import type { LogEntry } from '../log-entry.ts';

export interface ReportLimits {
  /** So many calls are added up at the most. */
  readonly most: number;
  readonly isTimeUp: () => boolean;
}

/**
 * Adds up the calls of a report, one after the other, and tells how many more only a newer version can read. Throws a 400 when there are more
 * than one answer has room or time for.
 */
export async function addUpCalls(
  entries: AsyncIterable<LogEntry>,
  { most, isTimeUp }: ReportLimits,
  add: (call: StoredCall, transcripts: LogEntry['transcripts']) => void,
): Promise<{ readonly unsupportedCalls: number }> {
  let [looked, unsupportedCalls] = [0, 0];
  for await (const { call, transcripts } of entries) {
    if (looked >= most) refuseReport(`these are more than ${most} calls`);
    if (isTimeUp()) refuseReport('these calls take too long to add up');
    looked += 1;
    if (call === undefined) unsupportedCalls += 1;
    else add(call, transcripts);
  }
  return { unsupportedCalls };
}

/** Throws a 400: part of a sum is no sum. */
export function refuseReport(why: string): never {
  const detail = 'must be later: ask for fewer days at a time, or for one site';
  throw badRequest(`${why}; ask for fewer days at a time, or for one site`, [{ field: 'from', detail }]);
}
