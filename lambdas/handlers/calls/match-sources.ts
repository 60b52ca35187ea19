import type { MatchSources } from '../../calls/match/gather-match-facts.ts';
import { tableOf } from '../../platform/aws/table.ts';
import { loadIdentityKey } from '../../platform/identity-key.ts';
import { env } from '../../platform/names.ts';

/** What a call is matched from, as the environment names it. */
export function matchSources(): MatchSources {
  return {
    settings: tableOf(env.settingsTable),
    leases: tableOf(env.leasesTable),
    visits: tableOf(env.visitsTable),
    calls: tableOf(env.callsTable),
    identityKey: loadIdentityKey,
  };
}
