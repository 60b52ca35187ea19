import type { StoredCall } from '../../../calls/call-item.ts';
import { readTranscriptsOf } from '../../../calls/conversation/transcript-store.ts';
import { logKeyForm } from '../../../calls/log-key.ts';
import { toListedCall } from '../../../journal/call-response.ts';
import { filePart } from '../../../journal/calls-file.ts';
import { callsQuery, fileQuery, readCallsQuery } from '../../../journal/calls-query.ts';
import { filteredLog } from '../../../journal/conversation/words-of-log.ts';
import { listCalls } from '../../../journal/list-calls.ts';
import { pageOf, sortKeyOf } from '../../../platform/http/list-page.ts';
import { parseOr400 } from '../../../platform/http/problem.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { callsTable, settingsTable } from '../tables.ts';
import { timeUp } from '../time-up.ts';

/** A function answers with 6 MB at the most, of which its own envelope takes some. */
const fileLimits = { mostBytes: 5_000_000, mostLookedAt: 50_000 };
/** ms */
const listMs = 10_000;

const tables = () => ({ settings: settingsTable(), calls: callsTable() });
const readWords = (calls: readonly StoredCall[]) => readTranscriptsOf(callsTable(), calls);

export const listLoggedCalls: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(callsQuery, query);
  const { limit, after } = pageOf(query, logKeyForm);
  const { entries } = await readCallsQuery(tables(), client, asked, { before: after, likely: limit + 1 }, now);
  const limits = { limit, mostLookedAt: 5000, isTimeUp: timeUp(now, listMs) };
  const { walk, wanted } = filteredLog(entries, asked, readWords);
  const { items, ...rest } = await listCalls(walk, wanted, limits);
  return { status: 200, body: { items: items.map(toListedCall), ...rest } };
};

const fileOfCalls: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(fileQuery, query);
  const before = asked.cursor === undefined ? undefined : sortKeyOf(asked.cursor, logKeyForm);
  const { entries } = await readCallsQuery(tables(), client, asked, { before, likely: 500 }, now);
  const isFirst = before === undefined;
  const limits = { ...fileLimits, isTimeUp: timeUp(now, listMs), isFirst };
  const { walk, wanted } = filteredLog(entries, asked, readWords);
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

/** Where the file goes on (RFC 8288). */
function linkToNext(query: Readonly<Record<string, string>>, cursor: string): string {
  const next = new URLSearchParams({ ...query, cursor });
  return `</v1/calls.csv?${next.toString()}>; rel="next"`;
}

export const callListRoutes = {
  'GET /v1/calls': listLoggedCalls,
  'GET /v1/calls.csv': fileOfCalls,
} satisfies ManagementRoutes;
