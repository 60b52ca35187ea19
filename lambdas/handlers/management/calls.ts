import { callFilterOf } from '../../journal/call-filter.ts';
import { tellListed } from '../../journal/call-view.ts';
import { askedLog, callsQuery, filteredQuery, logQuery } from '../../journal/calls-asked.ts';
import { callsCsv } from '../../journal/calls-csv.ts';
import { listCalls } from '../../journal/list-calls.ts';
import { reportSources } from '../../journal/source-report.ts';
import { pageOf } from '../../platform/list-page.ts';
import { parseOr400 } from '../../platform/problem.ts';
import { callsTable, type ManagementCall, settingsTable } from './call.ts';

/** So many calls are in one file: more would not fit into the answer of a function. */
const mostInFile = 5000;

const tables = () => ({ settings: settingsTable(), calls: callsTable() });

export const listLoggedCalls: ManagementCall = async ({ query }, caller, now) => {
  const asked = parseOr400(callsQuery, query);
  const { limit, after } = pageOf(query);
  const part = { before: after, pageSize: Math.max(limit + 1, 50) };
  const { calls } = await askedLog(tables(), caller, asked, part, now);
  const { items, ...rest } = await listCalls(calls, callFilterOf(asked), { limit, mostLookedAt: 5000 });
  return { status: 200, body: { items: items.map(tellListed), ...rest } };
};

export const fileOfCalls: ManagementCall = async ({ query }, caller, now) => {
  const asked = parseOr400(filteredQuery, query);
  const { calls } = await askedLog(tables(), caller, asked, { pageSize: 500 }, now);
  const { items, cursor } = await listCalls(calls, callFilterOf(asked), {
    limit: mostInFile,
    mostLookedAt: 50_000,
  });
  const note = `these are the newest ${items.length} calls, and there may be more; ask for fewer days`;
  return {
    status: 200,
    text: callsCsv(items.map(tellListed)),
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="calls.csv"',
      ...(cursor !== undefined && { 'leaseline-note': note }),
    },
  };
};

export const getSourceReport: ManagementCall = async ({ query }, caller, now) => {
  const asked = parseOr400(logQuery, query);
  const { sites, calls } = await askedLog(tables(), caller, asked, { pageSize: 500 }, now);
  const currencies = new Map(sites.map(({ id, currency }) => [id, currency]));
  return { status: 200, body: await reportSources(calls, (site) => currencies.get(site)) };
};
