import { readCallerList } from '../../settings/callers/caller-list-store.ts';
import { type RoleThen, readRoleAt } from '../../settings/phone-numbers/number-history-store.ts';
import { readPoolOf } from '../../settings/pools/pool-store.ts';
import type { Site } from '../../settings/sites/site.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import type { Call } from '../call.ts';
import { readCallerWorth } from '../callers/caller-worth-store.ts';
import { personHash, personPartition } from '../callers/person-store.ts';
import { ownNumbersOf, spamScore } from '../callers/spam-score.ts';
import { gatherByRole, type MatchSources, readShown } from '../match/gather-match-facts.ts';
import { matchCall } from '../match/match-call.ts';
import { endOfStartSecond } from '../match/match-facts.ts';
import type { KnownSettings } from './known-settings.ts';
import type { RouteFacts } from './route-facts.ts';

/** Where they are read, and what is known already. */
export interface RouteSources extends MatchSources {
  /** What a container remembers of settings. */
  readonly known?: KnownSettings;
}

export interface GatheredRouteFacts {
  readonly facts: RouteFacts;
  readonly site: Site | undefined;
}

/**
 * All that a call is routed by. Three reads that wait for each other: what the number does; what that leads to; the visit that is
 * remembered of the caller. Two where the container knows what the number does. `now` in ms.
 */
export async function gatherRouteFacts(call: Call, given: RouteSources, now: number): Promise<GatheredRouteFacts> {
  const sources = remembering(given, now);
  const shown = readShown(call, sources);
  const isKnown = call.trackedNumber !== undefined && given.known?.roles.has(call.trackedNumber, now);
  const [role] = await Promise.all([roleThen(call, sources), isKnown ? undefined : shown]);
  return gatherBy(role, call, shown, sources);
}

/** Sources whose settings are read again only when they have not been read for a moment. */
function remembering({ known, ...sources }: RouteSources, now: number): Reading {
  if (known === undefined) return { ...sources, readSite, readPoolOf, readRoleAt };
  return {
    ...sources,
    readSite: (settings, site) => known.sites.of(site, now, () => readSite(settings, site)),
    readPoolOf: (settings, site, id) => known.pools.of(`${site} ${id}`, now, () => readPoolOf(settings, site, id)),
    readRoleAt: (settings, number, at) => known.roles.of(number, now, () => readRoleAt(settings, number, at)),
  };
}

/** How settings are read. */
interface Reading extends MatchSources {
  readonly readSite: typeof readSite;
  readonly readPoolOf: typeof readPoolOf;
  readonly readRoleAt: typeof readRoleAt;
}

async function roleThen(
  { trackedNumber, startedAt }: Call,
  { settings, readRoleAt }: Reading,
): Promise<RoleThen | undefined> {
  return trackedNumber === undefined ? undefined : readRoleAt(settings, trackedNumber, endOfStartSecond(startedAt));
}

async function gatherBy(
  role: RoleThen | undefined,
  call: Call,
  shown: Parameters<typeof gatherByRole>[2],
  sources: Reading,
): Promise<GatheredRouteFacts> {
  const likely = role?.site ?? sources.site;
  const [gathered, ofSite, list, worth] = await Promise.all([
    gatherByRole(call, role, shown, sources),
    likely === undefined ? undefined : sources.readSite(sources.settings, likely),
    likely === undefined ? undefined : listOf(call, likely, sources),
    likely === undefined ? undefined : worthOf(call, likely, sources),
  ]);
  const { facts: matchFacts, earlier } = gathered;
  const { number } = matchFacts;
  // A number of before its history named the site, or whose site is another one now.
  const siteId = number === undefined ? sources.site : number.site;
  const isOfLikely = siteId !== undefined && siteId === likely;
  // A number that is nobody's any more rings at no site's phones.
  const elsewhere = isOfLikely || siteId === undefined ? undefined : await sources.readSite(sources.settings, siteId);
  const site = isOfLikely ? ofSite : elsewhere;
  const { trackedNumber, caller, startedAt, attestation } = call;
  const ownNumbers = ownNumbersOf(site);
  const spam = spamScore({
    caller,
    startedAt,
    trackedNumber,
    attestation,
    earlier,
    ownNumbers,
    list: isOfLikely ? list : undefined,
  });
  const facts: RouteFacts = {
    call,
    match: matchCall(matchFacts),
    record: number?.record,
    caller: { spam, ...(isOfLikely && { list, valueSoFar: worth?.value, purchases: worth?.purchases }) },
    timeZone: site?.timeZone,
    holidays: site?.holidays,
  };
  return { facts, site };
}

async function listOf({ caller }: Call, site: string, { settings }: MatchSources) {
  return caller?.kind === 'number' ? readCallerList(settings, site, caller.number) : undefined;
}

/** Of a withheld caller nobody knows. */
async function worthOf({ caller }: Call, site: string, { calls, identityKey }: MatchSources) {
  if (caller?.kind !== 'number') return undefined;
  return readCallerWorth(calls, personPartition(site, personHash(await identityKey(), site, caller.number)));
}
