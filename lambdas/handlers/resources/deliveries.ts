import { backlogQuery, redriveBody } from '../../api/deliveries.ts';
import {
  type Backlogged,
  type BacklogState,
  backlogCursorForm,
  listBacklog,
} from '../../deliveries/backlog/list-backlog.ts';
import { redriveParked, redrivePlaceForm } from '../../deliveries/backlog/redrive-parked.ts';
import { calendarOf } from '../../journal/days.ts';
import { siteInView } from '../../journal/sites-in-view.ts';
import { pageOf, sortKeyOf } from '../../platform/http/list-page.ts';
import { parseOr400 } from '../../platform/http/problem.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { siteDestinations } from '../../settings/destinations/destination-store.ts';
import { destinationOf } from './destinations/destinations.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, settingsTable } from './tables.ts';

export const listDeliveries: ManagementHandler = async ({ query }, client, now) => {
  const { state, site: id, destination, from } = parseOr400(backlogQuery, query);
  const { limit, after: place } = pageOf(query, backlogCursorForm);
  const site = await siteInView(settingsTable(), client, id);
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
} satisfies ManagementRoutes;
