import { isWorthRenewing, leaseTimes, renewAfterSeconds, renewedUntil } from '../leases/slots/lease-times.ts';
import type { Slot } from '../leases/slots/slot.ts';
import { type Renewed, readSlot, renewLease } from '../leases/slots/slot-transitions-store.ts';
import { metric } from '../platform/names.ts';
import type { LeaseClaims } from '../platform/token-claims.ts';
import { signToken } from '../platform/tokens.ts';
import type { SessionPool } from '../settings/pools/pool.ts';
import { noteIds } from '../visits/visit-store.ts';
import { withFreshSettings } from './fresh-settings.ts';
import type { HeartbeatAnswer } from './page-answers.ts';
import type { PageDependencies } from './page-dependencies.ts';
import { checkOrigin } from './page-origin.ts';
import type { HeartbeatAsk } from './page-requests.ts';
import { claimsOf, leaseOf } from './page-tokens.ts';
import { sessionPool } from './pool-choice/choose-pool.ts';

/**
 * A page asks whether its visitor still holds the number. A sign of a human confirms or renews the lease where that
 * changes anything; everything else is a read. Throws 401 for a token that is none of ours and 403 for a foreign origin.
 */
export async function heartbeat(
  dependencies: PageDependencies,
  { ask, origin }: { readonly ask: HeartbeatAsk; readonly origin?: string | undefined },
): Promise<HeartbeatAnswer> {
  const claims = leaseOf(dependencies, ask.lease);
  const now = dependencies.clock();
  const cached = await dependencies.sites.byId(claims.site, now);
  if (cached === undefined) return lost(dependencies, undefined);
  return withFreshSettings(dependencies.sites, cached, now, async (settings) => {
    if (settings === undefined) return lost(dependencies, undefined);
    checkOrigin(settings.site, origin);
    const pool = sessionPool(settings.pools, claims.pool);
    if (pool === undefined) return lost(dependencies, undefined);
    const slot = await heldSlot(dependencies, pool, claims, ask.active, now);
    if (slot === undefined) return lost(dependencies, pool);
    dependencies.noteSlot(slot);
    const held = claimsOf(claims.site, slot);
    if (ask.ids !== undefined) await noteIds(dependencies.visits, held, ask.ids);
    return {
      held: true,
      expiresAt: new Date(slot.leasedUntil).toISOString(),
      renewAfterSeconds: renewAfterSeconds(leaseTimes(pool), slot, now),
      lease: signToken(dependencies.signingKeys, held),
    };
  });
}

function lost(dependencies: PageDependencies, pool: SessionPool | undefined): HeartbeatAnswer {
  dependencies.count(metric.numbersLost);
  return { held: false, default: pool?.default ?? null };
}

/** The slot, if the visitor holds it, run out or not; under another lease too, if it is theirs (a second tab got it). */
async function heldSlot(
  dependencies: PageDependencies,
  pool: SessionPool,
  claims: LeaseClaims,
  isActive: boolean,
  now: number,
): Promise<Slot | undefined> {
  const times = leaseTimes(pool);
  const isTheirs = (slot: Slot) => slot.visitor === claims.visitor;
  if (!isActive || !isWorthRenewing(times, claims, now)) {
    const slot = await readSlot(dependencies.leases, claims);
    return slot?.state === 'live' && isTheirs(slot) ? slot : undefined;
  }
  const renew = (lease: string, shownAt: number): Promise<Renewed> =>
    renewLease(dependencies.leases, claims, { lease, now, until: renewedUntil(times, shownAt, now) });
  const outcome = await renew(claims.lease, claims.shownAt);
  if (outcome.kind === 'renewed') return outcome.slot;
  if (outcome.kind !== 'held' || outcome.by.lease === undefined || !isTheirs(outcome.by)) return undefined;
  const again = await renew(outcome.by.lease, outcome.by.shownAt);
  return again.kind === 'renewed' ? again.slot : undefined;
}
