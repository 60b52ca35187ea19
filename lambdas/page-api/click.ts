import { noteClick } from '../visits/visit-store.ts';
import { leaseOf } from './heartbeat.ts';
import type { NumberParts } from './page-dependencies.ts';
import { checkOrigin } from './page-origin.ts';
import type { ClickAsk } from './page-requests.ts';

/** Notes on the visit that its visitor clicked the number. Throws 401 for a token that is none of ours and 403 for a foreign origin. */
export async function click(
  parts: NumberParts,
  { ask, origin }: { readonly ask: ClickAsk; readonly origin?: string | undefined },
): Promise<void> {
  const claims = leaseOf(parts, ask.lease);
  const now = parts.clock();
  const settings = await parts.sites.byId(claims.site, now);
  if (settings !== undefined) checkOrigin(settings.site, origin);
  await noteClick(parts.visits, claims, now);
}
