import type { Device } from '../../attribution/device.ts';
import { choosePool, fallbackPools, sessionPool } from '../../page-api/pool-choice/choose-pool.ts';
import type { Offer } from '../../page-api/pool-choice/decide-page-view.ts';
import type { Viewer } from '../../platform/http/viewer.ts';
import type { Pool } from '../../settings/pools/pool.ts';
import type { RecipientPool } from '../../settings/pools/recipient-pool.ts';
import type { Recipient } from '../recipient.ts';

export type SessionOffer = Extract<Offer, { kind: 'session' }>;

/** Who opened the link, and where. */
export interface Reader {
  readonly viewer: Viewer;
  readonly device: Device | undefined;
}

/** The target of a number for which pages name none. */
const usualTarget = 'main';

/**
 * From which pools a link leases: the one that the recipients' pool names, else those that a visit from such a mail would get. Undefined
 * where that is no pool that leases.
 */
export function linkOffer(
  pools: readonly Pool[],
  { linkPool, source, medium }: RecipientPool,
  { campaign, creative }: Recipient,
  { viewer, device }: Reader,
): SessionOffer | undefined {
  if (linkPool !== undefined) {
    const named = sessionPool(pools, linkPool);
    return named && { kind: 'session', pools: [named] };
  }
  const { address: _, ...place } = viewer;
  const facts = { ...place, device, source, medium, campaign, ...(creative !== undefined && { content: creative }) };
  const chosen = choosePool(pools, usualTarget, facts);
  return chosen?.kind === 'session' ? { kind: 'session', pools: [chosen, ...fallbackPools(pools, chosen)] } : undefined;
}
