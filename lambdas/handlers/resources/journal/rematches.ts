import { logKeyForm } from '../../../calls/log-key.ts';
import { readLog } from '../../../journal/call-log-store.ts';
import { mergeLogs } from '../../../journal/merge-logs.ts';
import { rematchRequest } from '../../../journal/rematches/rematch-answer.ts';
import { isOfPool, rematchCalls } from '../../../journal/rematches/rematch-calls.ts';
import { workingOutAgain } from '../../../journal/rematches/work-out-again.ts';
import { sitesInView } from '../../../journal/sites-in-view.ts';
import { sortKeyOf } from '../../../platform/http/list-page.ts';
import { badRequest, parseOr400 } from '../../../platform/http/problem.ts';
import { settleAgain } from '../../../settle/settle-queue.ts';
import { matchSources } from '../../calls/match-sources.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { callsTable, poolOf, settingsTable } from '../tables.ts';

/** The gateway waits for 30 s, ms. */
const mostMs = 12_000;
/** So many calls of each site are read first. */
const fewest = 5;

/** Says what past calls would be matched to now; queues those that change only where that is asked for. */
const postRematches: ManagementHandler = async (request, client, now) => {
  const { pool, limit, apply, cursor, ...asked } = parseOr400(rematchRequest, request.body);
  const [from, to] = [Date.parse(asked.from), asked.to === undefined ? now : Date.parse(asked.to)];
  if (from >= to)
    throw badRequest('no call can have started then', [
      { field: 'from', detail: `must be before ${asked.to === undefined ? 'now' : 'to'}` },
    ]);
  const before = cursor === undefined ? undefined : sortKeyOf(cursor, logKeyForm);
  // A pool tells its site; one that is deleted does not.
  const ofPool =
    pool !== undefined && asked.site === undefined ? await poolOf({ ...request, path: { pool } }, client) : undefined;
  const sites = await sitesInView(settingsTable(), client, asked.site ?? ofPool?.site);
  const firstRead = Math.max(Math.ceil((limit + 1) / sites.length), fewest);
  const logs = sites.map(({ id: site }) => readLog(callsTable(), { site, from, to }, { before, firstRead }));
  const workOut = workingOutAgain(
    matchSources(),
    now,
    (call) => call.final && call.startedAt >= from && call.startedAt < to && isOfPool(call, pool),
  );
  const isTimeUp = () => Date.now() - now > mostMs;
  const body = await rematchCalls(mergeLogs(logs), { pool, limit, apply }, { workOut, settleAgain, isTimeUp });
  return { status: 200, body };
};

export const rematchRoutes = { 'POST /v1/rematches': postRematches } satisfies ManagementRoutes;
