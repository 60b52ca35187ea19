import { noCurrency } from '../../../conversions/money.ts';
import { deliveryState } from '../../../deliveries/delivery.ts';
import { redriveDelivery } from '../../../deliveries/delivery-redrive-store.ts';
import { toCallDetail } from '../../../journal/call-detail.ts';
import { readJourney } from '../../../journal/journey/read-journey.ts';
import { outcomeReport, reportedCall } from '../../../journal/outcome-report.ts';
import { reportOutcome } from '../../../journal/report-outcome.ts';
import { conflict, notFound, parseOr400 } from '../../../platform/http/problem.ts';
import { readSite } from '../../../settings/sites/stored-site-store.ts';
import { settleLater } from '../../../settle/settle-queue.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { callsTable, settingsTable, visitsTable } from '../tables.ts';
import { callOf } from './find-call.ts';

export const getCall: ManagementHandler = async (request, client) => {
  const { stored, ...items } = await callOf(request, client);
  const site = await readSite(settingsTable(), stored.site);
  return { status: 200, body: toCallDetail(stored, items, site?.currency ?? noCurrency) };
};

const getJourney: ManagementHandler = async (request, client) => {
  const { stored } = await callOf(request, client);
  const sources = { settings: settingsTable(), calls: callsTable(), visits: visitsTable() };
  return { status: 200, body: await readJourney(sources, stored) };
};

export const postOutcome: ManagementHandler = async (request, client, now) => {
  const report = parseOr400(outcomeReport, request.body);
  const found = await callOf(request, client);
  const site = await readSite(settingsTable(), found.stored.site);
  const reported = reportedCall(found, site, client.source, report.eventId);
  await reportOutcome({ calls: callsTable(), visits: visitsTable(), settleLater }, report, reported, now);
  return { status: 202, body: { call: found.stored.id, eventId: report.eventId } };
};

export const postRedrive: ManagementHandler = async (request, client, now) => {
  const { stored, deliveries } = await callOf(request, client);
  const id = request.path.delivery ?? '';
  const found = deliveries.find((delivery) => delivery.id === id);
  if (found === undefined) throw notFound(`the call has no delivery ${id}`);
  const state = deliveryState(found);
  if (state !== 'parked') throw conflict(`the delivery is ${state}; only parked ones can be sent again`);
  const redriven = await redriveDelivery(callsTable(), found, now);
  if (redriven !== 'redriven') throw conflict(`the delivery is ${redriven} meanwhile`);
  return { status: 202, body: { call: stored.id, delivery: id } };
};

export const callRoutes = {
  'GET /v1/calls/{call}': getCall,
  'GET /v1/calls/{call}/journey': getJourney,
  'POST /v1/calls/{call}/outcome': postOutcome,
  'POST /v1/calls/{call}/deliveries/{delivery}/redrive': postRedrive,
} satisfies ManagementRoutes;
