import { readCallerList } from '../../settings/callers/caller-list-store.ts';
import { type RoleThen, readRoleAt } from '../../settings/phone-numbers/number-history-store.ts';
import type { Site } from '../../settings/sites/site.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import type { Call } from '../call.ts';
import { readCallerWorth } from '../callers/caller-worth-store.ts';
import { personHash, personPartition } from '../callers/person-store.ts';
import { ownNumbersOf, spamScore } from '../callers/spam-score.ts';
import { gatherByRole, type MatchSources, readShown } from '../match/gather-match-facts.ts';
import { matchCall } from '../match/match-call.ts';
import { endOfStartSecond } from '../match/match-facts.ts';
import type { KnownRoles } from './known-roles.ts';
import type { RouteFacts } from './route-facts.ts';

/** Where they are read, and what is known already. */
export interface RouteSources extends MatchSources {
  /** What a container remembers of numbers. */
  readonly roles?: KnownRoles;
}

export interface GatheredRouteFacts {
  readonly facts: RouteFacts;
  readonly site: Site | undefined;
}

/**
 * All that a call is routed by. Three reads that wait for each other: what the number does; what that leads to; the visit that is
 * remembered of the caller. Two where the container knows what the number does. `now` in ms.
 */
export async function gatherRouteFacts(call: Call, sources: RouteSources, now: number): Promise<GatheredRouteFacts> {
  const known = call.trackedNumber === undefined ? undefined : sources.roles?.roleOf(call.trackedNumber, now);
  if (known !== undefined) return gatherBy(known, call, readShown(call, sources), sources);
  const [role, shown] = await Promise.all([roleThen(call, sources, now), readShown(call, sources)]);
  return gatherBy(role, call, shown, sources);
}

async function roleThen(
  { trackedNumber, startedAt }: Call,
  { settings, roles }: RouteSources,
  now: number,
): Promise<RoleThen | undefined> {
  if (trackedNumber === undefined) return undefined;
  const role = await readRoleAt(settings, trackedNumber, endOfStartSecond(startedAt));
  if (role !== undefined) roles?.remember(trackedNumber, role, now);
  return role;
}

async function gatherBy(
  role: RoleThen | undefined,
  call: Call,
  shown: Parameters<typeof gatherByRole>[2],
  sources: RouteSources,
): Promise<GatheredRouteFacts> {
  const likely = role?.site ?? sources.site;
  const [gathered, ofSite, list, worth] = await Promise.all([
    gatherByRole(call, role, shown, sources),
    likely === undefined ? undefined : readSite(sources.settings, likely),
    likely === undefined ? undefined : listOf(call, likely, sources),
    likely === undefined ? undefined : worthOf(call, likely, sources),
  ]);
  const { facts: matchFacts, earlier } = gathered;
  const { number } = matchFacts;
  // A number of before its history named the site, or whose site is another one now.
  const siteId = number === undefined ? sources.site : number.site;
  const isOfLikely = siteId !== undefined && siteId === likely;
  // A number that is nobody's any more rings at no site's phones.
  const elsewhere = isOfLikely || siteId === undefined ? undefined : await readSite(sources.settings, siteId);
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

async function listOf({ caller }: Call, site: string, { settings }: RouteSources) {
  return caller?.kind === 'number' ? readCallerList(settings, site, caller.number) : undefined;
}

/** Of a withheld caller nobody knows. */
async function worthOf({ caller }: Call, site: string, { calls, identityKey }: RouteSources) {
  if (caller?.kind !== 'number') return undefined;
  return readCallerWorth(calls, personPartition(site, personHash(await identityKey(), site, caller.number)));
}
