import { backlogQuery, redriveBody } from '../../api/deliveries.ts';
import {
  type Backlogged,
  type BacklogState,
  backlogCursorForm,
  listBacklog,
} from '../../deliveries/backlog/list-backlog.ts';
import { redriveParked, redrivePlaceForm } from '../../deliveries/backlog/redrive-parked.ts';
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
import { sitesInView } from '../../journal/sites-in-view.ts';
import { pageOf, sortKeyOf } from '../../platform/http/list-page.ts';
import { notFound, parseOr400 } from '../../platform/http/problem.ts';
import { isoTime } from '../../platform/iso-time.ts';
import type { ApiClient } from '../../settings/api-keys/authorize.ts';
import { siteDestinations } from '../../settings/destinations/destination-store.ts';
import { destinationOf } from './destinations.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, settingsTable } from './tables.ts';

/** So long (ms) an answer may take, so many conversions it may be about, and so many are read at a time. */
const limits = { reconcileMs: 18_000, listMs: 10_000, most: 20_000, atOnce: 500 } as const;

const timer = (now: number, most: number) => () => Date.now() - now > most;

const readFound = (keys: Parameters<typeof readDeliveries>[1]) => readDeliveries(callsTable(), keys);

async function siteOf(client: ApiClient, id: string) {
  const [site] = await sitesInView(settingsTable(), client, id);
  if (site === undefined) throw notFound(`there is no site ${id}`);
  return site;
}

export const getReconciliation: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(reconciliationQuery, query);
  const site = await siteOf(client, asked.site);
  const range = logRange(site, asked, now);
  const { dayOf, startOf } = calendarOf(site.timeZone);
  const from = asked.cursor === undefined ? range.from : Math.max(range.from, startOf(asked.cursor));
  const conversions = readConversions(callsTable(), { ...range, from }, { atOnce: limits.atOnce });
  const walk = { conversions, destination: asked.destination, dayOf, readDeliveries: readFound };
  return { status: 200, body: await reconcile(walk, { most: limits.most, isTimeUp: timer(now, limits.reconcileMs) }) };
};

export const listReconciledConversions: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(reconciledQuery, query);
  const { limit, after } = pageOf(query, conversionPlaceForm);
  const range = logRange(await siteOf(client, asked.site), asked, now);
  const part = { after: after === undefined ? undefined : placeOf(after), atOnce: Math.max(limit, 50) };
  const { destination, line } = asked;
  const walk = {
    conversions: readConversions(callsTable(), range, part),
    destination,
    line,
    readDeliveries: readFound,
    readConversions: (keys: Parameters<typeof readConversionsOf>[1]) => readConversionsOf(callsTable(), keys),
  };
  const body = await listReconciled(walk, { limit, mostLookedAt: 5000, isTimeUp: timer(now, limits.listMs) });
  return { status: 200, body };
};

export const listDeliveries: ManagementHandler = async ({ query }, client, now) => {
  const { state, site: id, destination, from } = parseOr400(backlogQuery, query);
  const { limit, after: place } = pageOf(query, backlogCursorForm);
  const site = await siteOf(client, id);
  const destinations = await siteDestinations(settingsTable(), id);
  const asked = destinations.filter((one) => destination === undefined || one === destination);
  const since = from === undefined ? 0 : calendarOf(site.timeZone).startOf(from);
  const { items, ...rest } = await listBacklog(callsTable(), asked, { state, from: since, limit, place }, now);
  return { status: 200, body: { items: items.map((item) => told(item, id, state)), ...rest } };
};

const postRedriveAll: ManagementHandler = async (request, client, now) => {
  const { limit, cursor } = parseOr400(redriveBody, request.body);
  const { id } = await destinationOf(request, client);
  const place = cursor === undefined ? undefined : sortKeyOf(cursor, redrivePlaceForm);
  return { status: 200, body: await redriveParked(callsTable(), id, { limit, place }, now) };
};

function told({ key, destination, since, delivery }: Backlogged, site: string, state: BacklogState) {
  const { call, id } = key;
  const known = { delivery: id, call, site, destination, state, since: isoTime(since) };
  if (delivery === undefined) return { ...known, unsupported: true };
  const { conversion, event, attempted: revision, attempts, result, reason } = delivery;
  return { ...known, conversion, event, revision, attempts, result, reason };
}

export const deliveryRoutes = {
  'GET /v1/deliveries': listDeliveries,
  'POST /v1/destinations/{destination}/redrive': postRedriveAll,
  'GET /v1/reconciliation': getReconciliation,
  'GET /v1/reconciliation/conversions': listReconciledConversions,
} satisfies ManagementRoutes;
