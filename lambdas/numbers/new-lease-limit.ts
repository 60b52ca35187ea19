import type { NetworkAsk } from '../leases/network-limit.ts';
import { networkOf } from '../platform/networks.ts';
import type { Viewer } from '../platform/viewer.ts';
import type { Site } from '../settings/site.ts';
import { isAllowed, isOfThisMachine } from '../visits/bots.ts';

/** Whose new leases are counted together, and how many there may be a minute; undefined for a viewer who is not limited. */
export function newLeaseLimit(site: Site, viewer: Viewer = {}, loopbackIsDeveloper: boolean): NetworkAsk | undefined {
  const isFree = isAllowed(site, viewer) || (loopbackIsDeveloper && isOfThisMachine(viewer));
  if (site.newLeasesPerNetwork === 0 || isFree) return undefined;
  return { site: site.id, network: networkOf(viewer.address), perMinute: site.newLeasesPerNetwork };
}
