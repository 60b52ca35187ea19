import type { StoredCall } from '../../calls/call-item.ts';
import type { MatchSources } from '../../calls/match/gather-match-facts.ts';
import { readRules } from '../../conversions/rules/rules-store.ts';
import { readSiteInUse } from '../../settings/sites/stored-site-store.ts';
import { askOnce, currentKnowledge } from '../../settle/rematch/current-knowledge.ts';
import { type Settling, workOutCall } from '../../settle/work-out-call.ts';
import { rememberingAgain, type WorkOutBy } from './remember-again.ts';

/**
 * Works calls out as they would be if they, and all others of which `isAmong` says so, were matched now (`now` in ms); writes nothing. Of each site
 * settings and rules are read once, and of each pool what it has taught, so it is for as long as a request takes, not longer.
 */
export function workingOutAgain(
  sources: MatchSources,
  now: number,
  isAmong: (call: StoredCall) => boolean,
): (call: string) => Promise<Settling> {
  const { settings, calls } = sources;
  const siteOf = askOnce((site) => readSiteInUse(settings, site));
  const rulesOf = askOnce((site) => readRules(settings, site));
  const again = {
    ...sources,
    again: true,
    knowledgeOf: currentKnowledge(calls),
    readSite: (_settings: typeof settings, site: string) => siteOf(site),
    readRules: (_settings: typeof settings, site: string) => rulesOf(site),
  };
  const workOutBy: WorkOutBy = (call, rememberAgain) => workOutCall(call, { ...again, rememberAgain }, now);
  const remembered = rememberingAgain(workOutBy, isAmong);
  return (call) => workOutBy(call, remembered);
}
