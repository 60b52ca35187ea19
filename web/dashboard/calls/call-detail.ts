import { type CallDetail, callDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import type { Get } from '../requests/api.ts';
import { readAnswer } from '../requests/read-answer.ts';

/** One call with all that is known of it. */
export async function readCallDetail(get: Get, id: string): Promise<CallDetail> {
  return readAnswer(callDetail, await get(`/v1/calls/${encodeURIComponent(id)}`));
}
