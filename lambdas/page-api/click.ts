import { noteClick } from '../visits/visit-store.ts';
import type { PageDependencies } from './page-dependencies.ts';
import { checkOrigin } from './page-origin.ts';
import type { ClickAsk } from './page-requests.ts';
import { leaseOf } from './page-tokens.ts';

/** Notes on the visit that its visitor clicked the number. Throws 401 for a token that is none of ours and 403 for a foreign origin. */
export async function click(
  dependencies: PageDependencies,
  { ask, origin }: { readonly ask: ClickAsk; readonly origin?: string | undefined },
): Promise<void> {
  const claims = leaseOf(dependencies, ask.lease);
  const now = dependencies.clock();
  const settings = await dependencies.sites.byId(claims.site, now);
  if (settings !== undefined) checkOrigin(settings.site, origin);
  await noteClick(dependencies.visits, claims, now);
}
