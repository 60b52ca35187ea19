import type { NetworkAsk } from '../leases/rate-limit/network-limit.ts';
import { networkOf } from '../platform/http/networks.ts';
import type { Viewer } from '../platform/http/viewer.ts';
import type { Site } from '../settings/sites/site.ts';
import { isAllowed, isOfThisMachine } from '../visits/visitor-class.ts';

/** Of what a viewer's network may have how much a minute; undefined where there is no limit. */
export interface NetworkLimits {
  readonly leases: NetworkAsk | undefined;
  readonly visits: NetworkAsk | undefined;
}

/**
 * Whose new leases and visits are counted together, and how many there may be a minute. `networkLimit` of `leases/rate-limit/` counts them: in
 * the container, and beyond the usual few in the table.
 */
export function networkLimits(site: Site, viewer: Viewer = {}, loopbackIsDeveloper: boolean): NetworkLimits {
  if (isAllowed(site, viewer) || (loopbackIsDeveloper && isOfThisMachine(viewer))) return none;
  const network = networkOf(viewer.address);
  const limited = (perMinute: number) => (perMinute === 0 ? undefined : { site: site.id, network, perMinute });
  return { leases: limited(site.newLeasesPerNetwork), visits: limited(site.newVisitsPerNetwork) };
}

const none: NetworkLimits = { leases: undefined, visits: undefined };
