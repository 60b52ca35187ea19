import type { StoredCall } from '../../../calls/call-item.ts';
import { findCall, readWholeCall, type WholeCall } from '../../../calls/call-links-store.ts';
import type { Transcript } from '../../../calls/conversation/transcript.ts';
import { transcriptsIn } from '../../../calls/conversation/transcript-item.ts';
import type { Observation } from '../../../calls/observation.ts';
import { type ConversionItems, itemsOfWhole } from '../../../deliveries/read-conversion-items.ts';
import { maySeeCalls } from '../../../journal/sites-in-view.ts';
import type { EdgeRequest } from '../../../platform/http/edge-request.ts';
import { notFound } from '../../../platform/http/problem.ts';
import type { ApiClient } from '../../../settings/api-keys/authorize.ts';
import { callsTable } from '../tables.ts';

/**
 * Everything about the call that the path names; the id of any contact of it will do. Throws 404 also when it belongs to a site that the
 * client may not see.
 */
export async function callOf(
  request: EdgeRequest,
  client: ApiClient,
): Promise<ConversionItems & { readonly stored: StoredCall }> {
  const { stored, whole } = await wholeCallOf(request, client);
  return { stored, ...itemsOfWhole(whole) };
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
