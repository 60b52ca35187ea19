import { type StoredCall } from '../../calls/call-item.ts';
import { type CallCollection, readCall } from '../../calls/call-store.ts';
import { readConversionItems } from '../../conversions/conversion-items.ts';
import { deliveryState } from '../../conversions/delivery.ts';
import { redriveDelivery } from '../../conversions/delivery-redrive-store.ts';
import { readDelivery } from '../../conversions/delivery-store.ts';
import { noCurrency } from '../../conversions/money.ts';
import { tellDetail } from '../../journal/call-detail.ts';
import { outcomeReport } from '../../journal/outcome-report.ts';
import { reportOutcome } from '../../journal/report-outcome.ts';
import { maySeeCalls } from '../../journal/sites-in-view.ts';
import type { EdgeRequest } from '../../platform/edge-request.ts';
import { conflict, notFound, parseOr400 } from '../../platform/problem.ts';
import type { Caller } from '../../settings/authorize.ts';
import { readStoredSite } from '../../settings/stored-site-store.ts';
import { settleLater } from '../../settle/settle-queue.ts';
import { callsTable, type ManagementCall, settingsTable } from './call.ts';

export const getCall: ManagementCall = async (request, caller) => {
  const { stored, others } = await callOf(request, caller);
  const site = await readStoredSite(settingsTable(), stored.site);
  return { status: 200, body: tellDetail(stored, readConversionItems(others), site?.currency ?? noCurrency) };
};

export const postOutcome: ManagementCall = async (request, caller, now) => {
  const report = parseOr400(outcomeReport, request.body);
  const { stored } = await callOf(request, caller);
  const site = await readStoredSite(settingsTable(), stored.site);
  const reported = { call: stored.id, source: caller.source, currency: site?.currency };
  await reportOutcome({ calls: callsTable(), settleLater }, report, reported, now);
  return { status: 202, body: { call: stored.id, eventId: report.eventId } };
};

export const postRedrive: ManagementCall = async (request, caller, now) => {
  const { stored } = await callOf(request, caller);
  const key = { call: stored.id, id: request.path.delivery ?? '' };
  const found = await readDelivery(callsTable(), key);
  if (found === undefined) throw notFound(`the call has no delivery ${key.id}`);
  const state = deliveryState(found);
  if (state !== 'parked') throw conflict(`the delivery is ${state}; only parked ones can be sent again`);
  const redriven = await redriveDelivery(callsTable(), key, now);
  if (redriven !== 'redriven') throw conflict(`the delivery is ${redriven} meanwhile`);
  return { status: 202, body: { call: key.call, delivery: key.id } };
};

/** Everything about the call that the path names. Throws 404 also when it belongs to a site that the caller may not see. */
async function callOf(
  { path }: EdgeRequest,
  caller: Caller,
): Promise<CallCollection & { readonly stored: StoredCall }> {
  const id = path.call ?? '';
  const collection = await readCall(callsTable(), id);
  const { stored } = collection;
  if (stored === undefined || !maySeeCalls(caller, stored.site)) throw notFound(`there is no call ${id}`);
  return { ...collection, stored };
}
