import { type SourceReport, sourceReport } from '../../../lambdas/journal/source-report-answer.ts';
import type { Get } from '../requests/api.ts';
import { readAnswer } from '../requests/read-answer.ts';

/** Sums by source, and over all of them. */
export async function readSourceReport(get: Get, query: URLSearchParams): Promise<SourceReport> {
  return readAnswer(sourceReport, await get(`/v1/reports/sources?${query}`));
}
