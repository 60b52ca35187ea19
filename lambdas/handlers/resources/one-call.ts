import type { StoredCall } from '../../calls/call-item.ts';
import { findCall, readWholeCall, type WholeCall } from '../../calls/call-links-store.ts';
import type { Transcript } from '../../calls/conversation/transcript.ts';
import { transcriptsIn } from '../../calls/conversation/transcript-item.ts';
import type { Observation } from '../../calls/observation.ts';
import { noCurrency } from '../../conversions/money.ts';
import { deliveryState } from '../../deliveries/delivery.ts';
import { redriveDelivery } from '../../deliveries/delivery-redrive-store.ts';
import { type ConversionItems, readConversionItems, wholeLedger } from '../../deliveries/read-conversion-items.ts';
import { toCallDetail } from '../../journal/call-detail.ts';
import { outcomeReport } from '../../journal/outcome-report.ts';
import { reportOutcome } from '../../journal/report-outcome.ts';
import { maySeeCalls } from '../../journal/sites-in-view.ts';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import { conflict, notFound, parseOr400 } from '../../platform/http/problem.ts';
import type { ApiClient } from '../../settings/api-keys/authorize.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { settleLater } from '../../settle/settle-queue.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, settingsTable } from './tables.ts';

export const getCall: ManagementHandler = async (request, client) => {
  const { stored, ...items } = await callOf(request, client);
  const site = await readSite(settingsTable(), stored.site);
  return { status: 200, body: toCallDetail(stored, items, site?.currency ?? noCurrency) };
};

export const postOutcome: ManagementHandler = async (request, client, now) => {
  const report = parseOr400(outcomeReport, request.body);
  const { stored, ledger } = await callOf(request, client);
  const site = await readSite(settingsTable(), stored.site);
  // What was reported before two calls turned out to be one lies with the part, and is known again there.
  const known = ledger.find(({ source, event }) => source === client.source && event === report.eventId);
  const reported = {
    call: known?.call ?? stored.id,
    source: client.source,
    currency: site?.currency,
    outcomes: site?.outcomes,
    startedAt: stored.startedAt,
  };
  await reportOutcome({ calls: callsTable(), settleLater }, report, reported, now);
  return { status: 202, body: { call: stored.id, eventId: report.eventId } };
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

/**
 * Everything about the call that the path names; the id of any contact of it will do. Throws 404 also when it belongs to a site that the
 * client may not see.
 */
export async function callOf(
  request: EdgeRequest,
  client: ApiClient,
): Promise<ConversionItems & { readonly stored: StoredCall }> {
  const { stored, whole } = await wholeCallOf(request, client);
  return { stored, ...itemsOf(whole) };
}

/** The same with what was told and said of it. */
export async function wholeCallOf({ path }: EdgeRequest, client: ApiClient): Promise<FoundCall> {
  const id = path.call ?? '';
  const whole = await readWholeCall(callsTable(), await findCall(callsTable(), id));
  const { stored } = whole.own;
  if (stored === undefined || !maySeeCalls(client, stored.site)) throw notFound(`there is no call ${id}`);
  const all = [whole.own, ...whole.parts];
  return {
    stored,
    whole,
    observations: all.flatMap(({ observations }) => observations),
    transcripts: all.flatMap(({ others }) => transcriptsIn(others)),
  };
}

/** A call with all that is kept of it. */
export interface FoundCall {
  readonly stored: StoredCall;
  readonly whole: WholeCall;
  readonly observations: readonly Observation[];
  readonly transcripts: readonly Transcript[];
}

/** Its own conversions first, then those that its parts had before they were known to be parts. */
export function itemsOf({ own, parts }: WholeCall): ConversionItems {
  const whole = [own, ...parts];
  const items = whole.map(({ others }) => readConversionItems(others));
  return {
    conversions: items.flatMap(({ conversions }) => conversions),
    events: items.flatMap(({ events }) => events),
    deliveries: items.flatMap(({ deliveries }) => deliveries),
    ledger: wholeLedger(whole),
    unknown: items.flatMap(({ unknown }) => unknown),
  };
}

export const callRoutes = {
  'GET /v1/calls/{call}': getCall,
  'POST /v1/calls/{call}/outcome': postOutcome,
  'POST /v1/calls/{call}/deliveries/{delivery}/redrive': postRedrive,
} satisfies ManagementRoutes;
