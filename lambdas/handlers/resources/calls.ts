import type { StoredCall } from '../../calls/call-item.ts';
import { readTranscriptsOf } from '../../calls/conversation/transcript-store.ts';
import { logKeyForm } from '../../calls/log-key.ts';
import { type CallFilter, callFilterOf } from '../../journal/call-filter.ts';
import { toListedCall } from '../../journal/call-response.ts';
import { filePart } from '../../journal/calls-file.ts';
import { callsQuery, conversationQuery, fileQuery, logQuery, readCallsQuery } from '../../journal/calls-query.ts';
import {
  asksConversation,
  type ConversationFilter,
  categoryVerdict,
  conversationVerdict,
} from '../../journal/conversation/conversation-filter.ts';
import { reportConversations } from '../../journal/conversation/conversation-report.ts';
import { withWords } from '../../journal/conversation/words-of-log.ts';
import { listCalls } from '../../journal/list-calls.ts';
import type { LogEntry, WantedEntry } from '../../journal/log-entry.ts';
import { reportSources } from '../../journal/source-report.ts';
import { pageOf, sortKeyOf } from '../../platform/http/list-page.ts';
import { badRequest, parseOr400 } from '../../platform/http/problem.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, settingsTable } from './tables.ts';

/** A function answers with 6 MB at the most, of which its own envelope takes some; the gateway waits for 30 s. */
const fileLimits = { mostBytes: 5_000_000, mostLookedAt: 50_000 };
const listMs = 10_000;
const reportMs = 20_000;

/** So many calls are added up for one report. */
const mostInReport = 50_000;

const tables = () => ({ settings: settingsTable(), calls: callsTable() });

/** Whether so much time (ms) has gone by since `now`. */
const timer = (now: number, most: number) => () => Date.now() - now > most;

export const listLoggedCalls: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(callsQuery, query);
  const { limit, after } = pageOf(query, logKeyForm);
  const { entries } = await readCallsQuery(tables(), client, asked, { before: after, likely: limit + 1 }, now);
  const limits = { limit, mostLookedAt: 5000, isTimeUp: timer(now, listMs) };
  const { walk, wanted } = filtered(entries, asked);
  const { items, ...rest } = await listCalls(walk, wanted, limits);
  return { status: 200, body: { items: items.map(toListedCall), ...rest } };
};

const fileOfCalls: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(fileQuery, query);
  const before = asked.cursor === undefined ? undefined : sortKeyOf(asked.cursor, logKeyForm);
  const { entries } = await readCallsQuery(tables(), client, asked, { before, likely: 500 }, now);
  const isFirst = before === undefined;
  const limits = { ...fileLimits, isTimeUp: timer(now, listMs), isFirst };
  const { walk, wanted } = filtered(entries, asked);
  const { text, unsupportedCalls, cursor } = await filePart(walk, wanted, limits);
  return {
    status: 200,
    text,
    headers: {
      'content-type': `text/csv; charset=utf-8; header=${isFirst ? 'present' : 'absent'}`,
      'content-disposition': 'attachment; filename="calls.csv"',
      ...(unsupportedCalls > 0 && { 'unsupported-calls': String(unsupportedCalls) }),
      ...(cursor !== undefined && { link: linkToNext(query, cursor) }),
    },
  };
};

/** A walk with all that a filter asks for: words are read only where somebody asks for them. */
function filtered(
  entries: AsyncIterable<LogEntry>,
  asked: CallFilter & ConversationFilter,
): { readonly walk: AsyncIterable<LogEntry>; readonly wanted: WantedEntry } {
  const isWanted = callFilterOf(asked);
  if (!asksConversation(asked)) return { walk: entries, wanted: isWanted };
  const wanted: WantedEntry = (call, transcripts) =>
    isWanted(call) && conversationVerdict(asked, call, transcripts) === 'fits';
  return { walk: wordsRead(entries, asked, isWanted), wanted };
}

function wordsRead(
  entries: AsyncIterable<LogEntry>,
  asked: ConversationFilter,
  isWanted: (call: StoredCall) => boolean,
): AsyncIterable<LogEntry> {
  if (asked.said === undefined) return entries;
  const mayFit = (call: StoredCall) => isWanted(call) && categoryVerdict(asked, call) !== 'does-not-fit';
  return withWords(entries, mayFit, (calls) => readTranscriptsOf(callsTable(), calls));
}

/** Where the file goes on (RFC 8288). */
function linkToNext(query: Readonly<Record<string, string>>, cursor: string): string {
  const next = new URLSearchParams({ ...query, cursor });
  return `</v1/calls.csv?${next.toString()}>; rel="next"`;
}

export const getSourceReport: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(logQuery, query);
  const { sites, entries } = await readCallsQuery(tables(), client, asked, { likely: 500 }, now);
  const currencies = new Map(sites.map(({ id, currency }) => [id, currency]));
  const limits = { most: mostInReport, isTimeUp: timer(now, reportMs) };
  return { status: 200, body: await reportSources(entries, (site) => currencies.get(site), limits) };
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
  const limits = { most: mostInReport, isTimeUp: timer(now, reportMs) };
  const walk = wordsRead(entries, asked, isWanted);
  return { status: 200, body: await reportConversations(walk, asked, isWanted, limits) };
};

export const callListRoutes = {
  'GET /v1/calls': listLoggedCalls,
  'GET /v1/calls.csv': fileOfCalls,
  'GET /v1/reports/sources': getSourceReport,
  'GET /v1/reports/conversations': getConversationReport,
} satisfies ManagementRoutes;
