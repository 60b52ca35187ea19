import * as z from 'zod/mini';
import { sourceReport } from '../../../lambdas/journal/source-report-answer.ts';
import type { Get } from '../requests/api.ts';
import { readAnswer } from '../requests/read-answer.ts';

const shownReport = z.pick(sourceReport, { items: true, total: true });
export type ShownReport = z.infer<typeof shownReport>;

/** Sums by source, and over all of them. */
export async function readSourceReport(get: Get, query: URLSearchParams): Promise<ShownReport> {
  return readAnswer(shownReport, await get(`/v1/reports/sources?${query}`));
}
