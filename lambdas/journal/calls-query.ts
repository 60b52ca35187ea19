import * as z from 'zod';
import type { Table } from '../platform/aws/table.ts';
import { pageQuery } from '../platform/http/list-page.ts';
import type { ApiClient } from '../settings/api-keys/authorize.ts';
import { settingsId } from '../settings/settings-id.ts';
import { callFilter } from './call-filter.ts';
import { readLog } from './call-log-store.ts';
import { conversationFilter } from './conversation/conversation-filter.ts';
import type { LogEntry } from './log-entry.ts';
import { daysAsked, type LogRange, logRange, type SiteInView } from './log-range.ts';
import { mergeLogs } from './merge-logs.ts';
import { sitesInView } from './sites-in-view.ts';

/** Query of the calls that look at a site's log: the site, or all that the key may see, and days. */
export const logQuery = z.object({
  site: settingsId.optional().describe('All that the key may see if missing.'),
  ...daysAsked.shape,
});
export type LogQuery = z.infer<typeof logQuery>;

/** Query of `GET /v1/calls`. */
export const callsQuery = z.object({
  ...logQuery.shape,
  ...callFilter.shape,
  ...conversationFilter.shape,
  ...pageQuery.shape,
});

/** Query of `GET /v1/calls.csv`: how long a part is does not depend on who asks. */
export const fileQuery = z.object({
  ...logQuery.shape,
  ...callFilter.shape,
  ...conversationFilter.shape,
  cursor: pageQuery.shape.cursor.describe('Where the file goes on: from the header `link` of the part before.'),
});

/** Query of `GET /v1/reports/conversations`. */
export const conversationQuery = z.object({
  ...logQuery.shape,
  ...callFilter.shape,
  ...conversationFilter.shape,
});

export interface LogTables {
  readonly settings: Table;
  readonly calls: Table;
}

/** The sites and the part of their log that a query is about. */
export interface CallsRequest {
  readonly sites: readonly SiteInView[];
  /** Of each site the days that are asked for. */
  readonly ranges: readonly LogRange[];
  /** Newest first. */
  readonly entries: AsyncIterable<LogEntry>;
}

/** Which part of the log is read. */
export interface CallsRequestPart {
  /** Only what stands below this in the log. */
  readonly before?: string | undefined;
  /** How many calls are likely to be looked at, of all sites together. */
  readonly likely: number;
}

/** Of each site as many calls are read at first, if it has them: its newest ones are looked at, and one busy site has most of a page. */
const fewest = 5;

/** The part of the log that is asked for. Throws 400 for days that cannot be listed and 404 for an unknown site. */
export async function readCallsQuery(
  { settings, calls }: LogTables,
  client: ApiClient,
  query: LogQuery,
  { before, likely }: CallsRequestPart,
  now: number,
): Promise<CallsRequest> {
  const sites = await sitesInView(settings, client, query.site);
  const ranges = sites.map((site) => logRange(site, query, now));
  const part = { before, firstRead: Math.max(Math.ceil(likely / Math.max(sites.length, 1)), fewest) };
  return { sites, ranges, entries: mergeLogs(ranges.map((range) => readLog(calls, range, part))) };
}
