import { calendarOf } from '../../journal/days.ts';
import { logRange } from '../../journal/log-range.ts';
import {
  readConversions,
  readConversionsOf,
  readDeliveries,
} from '../../journal/reconciliation/conversion-log-store.ts';
import { conversionPlaceForm, listReconciled, placeOf } from '../../journal/reconciliation/list-reconciled.ts';
import { reconcile } from '../../journal/reconciliation/reconcile.ts';
import { reconciledQuery, reconciliationQuery } from '../../journal/reconciliation/reconciliation-query.ts';
import { siteInView } from '../../journal/sites-in-view.ts';
import { pageOf } from '../../platform/http/list-page.ts';
import { parseOr400 } from '../../platform/http/problem.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, settingsTable } from './tables.ts';
import { timeUp } from './time-up.ts';

/** So long (ms) an answer may take, so many conversions it may be about, and so many are read at a time. */
const limits = { reconcileMs: 18_000, listMs: 10_000, most: 20_000, atOnce: 500 } as const;

const readFound = (keys: Parameters<typeof readDeliveries>[1]) => readDeliveries(callsTable(), keys);

export const getReconciliation: ManagementHandler = async ({ query }, client, now) => {
  const { site: id, destination, cursor, ...days } = parseOr400(reconciliationQuery, query);
  const site = await siteInView(settingsTable(), client, id);
  const range = logRange(site, days, now);
  const { dayOf, startOf } = calendarOf(site.timeZone);
  const from = cursor === undefined ? range.from : Math.max(range.from, startOf(cursor));
  const conversions = readConversions(callsTable(), { ...range, from }, { atOnce: limits.atOnce });
  const walk = { conversions, destination, dayOf, readDeliveries: readFound };
  return { status: 200, body: await reconcile(walk, { most: limits.most, isTimeUp: timeUp(now, limits.reconcileMs) }) };
};

export const listReconciledConversions: ManagementHandler = async ({ query }, client, now) => {
  const { site: id, destination, line, ...days } = parseOr400(reconciledQuery, query);
  const { limit, after } = pageOf(query, conversionPlaceForm);
  const range = logRange(await siteInView(settingsTable(), client, id), days, now);
  const part = { after: after === undefined ? undefined : placeOf(after), atOnce: Math.max(limit, 50) };
  const walk = {
    conversions: readConversions(callsTable(), range, part),
    destination,
    line,
    readDeliveries: readFound,
    readConversions: (keys: Parameters<typeof readConversionsOf>[1]) => readConversionsOf(callsTable(), keys),
  };
  const body = await listReconciled(walk, { limit, mostLookedAt: 5000, isTimeUp: timeUp(now, limits.listMs) });
  return { status: 200, body };
};

export const reconciliationRoutes = {
  'GET /v1/reconciliation': getReconciliation,
  'GET /v1/reconciliation/conversions': listReconciledConversions,
} satisfies ManagementRoutes;
