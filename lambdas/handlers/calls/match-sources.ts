import type { MatchSources } from '../../calls/match/gather-match-facts.ts';
import { knowledgeMemory } from '../../calls/time-to-call/knowledge-memory.ts';
import { documentClient } from '../../platform/aws/aws-clients.ts';
import { readTogether } from '../../platform/aws/read-together.ts';
import { tableOf } from '../../platform/aws/table.ts';
import { loadIdentityKey } from '../../platform/identity-key.ts';
import { env } from '../../platform/names.ts';

/** This container's. */
export const knowledge = knowledgeMemory();

/** What a call is matched from, as the environment names it. */
export function matchSources(): MatchSources {
  const readItem = readTogether(documentClient());
  return {
    settings: tableOf(env.settingsTable, readItem),
    leases: tableOf(env.leasesTable, readItem),
    visits: tableOf(env.visitsTable, readItem),
    calls: tableOf(env.callsTable, readItem),
    identityKey: loadIdentityKey,
    knowledgeOf: (pool) => knowledge.of(tableOf(env.callsTable), pool, Date.now()),
  };
}
