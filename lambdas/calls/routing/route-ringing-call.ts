import { readSite } from '../../settings/sites/stored-site-store.ts';
import { fold } from '../fold/fold.ts';
import { gatherMatchFacts, type MatchSources } from '../match/gather-match-facts.ts';
import { matchCall } from '../match/match-call.ts';
import type { Observation } from '../observation.ts';
import { type CallRoute, routeCall } from './decide-route.ts';

/** Matches a call that rings from what is known by now (ms), and says where it shall go. Undefined without observations. */
export async function findRoute(
  sources: MatchSources,
  observations: readonly Observation[],
  now: number,
): Promise<CallRoute | undefined> {
  const call = fold(observations, { now, graceSeconds: 0 });
  if (call === undefined) return undefined;
  const { facts } = await gatherMatchFacts(call, sources);
  const site = facts.number && (await readSite(sources.settings, facts.number.site));
  return routeCall(call.id, matchCall(facts), site);
}
