import { fold } from '../fold/fold.ts';
import type { Observation } from '../observation.ts';
import type { CallRoute } from './call-route.ts';
import { decideRoute } from './decide-route.ts';
import { gatherRouteFacts, type RouteSources } from './gather-route-facts.ts';

/** Matches a call that rings from what is known by now (ms), and says where it shall go. Undefined without observations. */
export async function findRoute(
  sources: RouteSources,
  observations: readonly Observation[],
  now: number,
): Promise<CallRoute | undefined> {
  const call = fold(observations, { now, graceSeconds: 0 });
  if (call === undefined) return undefined;
  const { facts, site } = await gatherRouteFacts(call, sources, now);
  return decideRoute(facts, site).route;
}
