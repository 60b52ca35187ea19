import * as z from 'zod/mini';
import { listedCalls } from '../../../lambdas/journal/call-answer.ts';
import { type CallDetail, callDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import {
  type ConversationReport,
  conversationReport,
} from '../../../lambdas/journal/conversation/conversation-report-answer.ts';
import { type RecipientReport, recipientReport } from '../../../lambdas/journal/recipients/recipient-report-answer.ts';
import { sourceReport } from '../../../lambdas/journal/reports/source-report-answer.ts';
import type { Get } from '../requests/api.ts';
import { readAnswer } from '../requests/read-answer.ts';

export type CallsPart = z.infer<typeof listedCalls>;

/** One page of calls, the newest first. */
export async function readCalls(get: Get, query: URLSearchParams): Promise<CallsPart> {
  return readAnswer(listedCalls, await get(`/v1/calls?${query}`));
}

/** One call with all that is known of it. */
export async function readCallDetail(get: Get, id: string): Promise<CallDetail> {
  return readAnswer(callDetail, await get(`/v1/calls/${encodeURIComponent(id)}`));
}

/** Earlier versions did not say what they cannot read. */
const shownReport = z.partial(sourceReport, { unsupportedCalls: true });
export type ShownReport = z.infer<typeof shownReport>;

/** Sums over calls by source, and over all of them. */
export async function readSourceReport(get: Get, query: URLSearchParams): Promise<ShownReport> {
  return readAnswer(shownReport, await get(`/v1/reports/sources?${query}`));
}

/** What mails with numbers brought, by campaign and creative, and all of them. */
export async function readRecipientReport(get: Get, query: URLSearchParams): Promise<RecipientReport> {
  return readAnswer(recipientReport, await get(`/v1/reports/recipients?${query}`));
}

/** Sums over calls in which something was said, and over those to compare them with. */
export async function readConversationReport(get: Get, query: URLSearchParams): Promise<ConversationReport> {
  return readAnswer(conversationReport, await get(`/v1/reports/conversations?${query}`));
}
