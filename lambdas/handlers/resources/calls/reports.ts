import type { StoredCall } from '../../../calls/call-item.ts';
import { readTranscriptsOf } from '../../../calls/conversation/transcript-store.ts';
import { callFilterOf } from '../../../journal/call-filter.ts';
import { conversationQuery, logQuery, readCallsQuery } from '../../../journal/calls-query.ts';
import { asksConversation } from '../../../journal/conversation/conversation-filter.ts';
import { reportConversations } from '../../../journal/conversation/conversation-report.ts';
import { withAskedWords } from '../../../journal/conversation/words-of-log.ts';
import { checkPool, readSent, recipientQuery } from '../../../journal/recipients/recipient-query.ts';
import { reportRecipients } from '../../../journal/recipients/recipient-report.ts';
import { reportSources } from '../../../journal/reports/source-report.ts';
import { badRequest, parseOr400 } from '../../../platform/http/problem.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { callsTable, settingsTable, visitsTable } from '../tables.ts';
import { timeUp } from '../time-up.ts';

/** ms */
const reportMs = 20_000;

/** So many calls are added up for one report. */
const mostInReport = 50_000;

const tables = () => ({ settings: settingsTable(), calls: callsTable() });

export const getSourceReport: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(logQuery, query);
  const { sites, entries } = await readCallsQuery(tables(), client, asked, { likely: 500 }, now);
  const currencies = new Map(sites.map(({ id, currency }) => [id, currency]));
  const limits = { most: mostInReport, isTimeUp: timeUp(now, reportMs) };
  return { status: 200, body: await reportSources(entries, (site) => currencies.get(site), limits) };
};

export const getRecipientReport: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(recipientQuery, query);
  const { ranges, entries } = await readCallsQuery(tables(), client, asked, { likely: 500 }, now);
  const sent = await readSent(visitsTable(), ranges);
  if (asked.pool !== undefined) await checkPool(settingsTable(), asked.pool, sent);
  const limits = { most: mostInReport, isTimeUp: timeUp(now, reportMs) };
  return { status: 200, body: await reportRecipients(entries, sent, asked, limits) };
};

const getConversationReport: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(conversationQuery, query);
  if (!asksConversation(asked)) {
    const detail = 'must be given, or category: what is looked for in what was said';
    throw badRequest('nothing is asked of what was said', [{ field: 'said', detail }]);
  }
  const { entries } = await readCallsQuery(tables(), client, asked, { likely: 500 }, now);
  const isInSums = callFilterOf(asked);
  const isWanted = (call: StoredCall) => call.direction !== 'outbound' && isInSums(call);
  const limits = { most: mostInReport, isTimeUp: timeUp(now, reportMs) };
  const walk = withAskedWords(entries, asked, isWanted, (calls) => readTranscriptsOf(callsTable(), calls));
  return { status: 200, body: await reportConversations(walk, asked, isWanted, limits) };
};

export const reportRoutes = {
  'GET /v1/reports/sources': getSourceReport,
  'GET /v1/reports/recipients': getRecipientReport,
  'GET /v1/reports/conversations': getConversationReport,
} satisfies ManagementRoutes;
