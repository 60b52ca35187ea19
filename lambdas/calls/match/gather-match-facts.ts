import type { KeyObject } from 'node:crypto';
import { readSlot } from '../../leases/slots/slot-transitions-store.ts';
import type { Table } from '../../platform/aws/table.ts';
import { type RoleThen, readRoleAt } from '../../settings/phone-numbers/number-history-store.ts';
import { readPoolIfKnown, readPoolOf } from '../../settings/pools/pool-store.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { readVisitNow, readVisitsOnNumber } from '../../visits/number-visits-store.ts';
import type { Visit } from '../../visits/visit.ts';
import type { Call } from '../call.ts';
import { personHash, personPartition, readMemory, readPreviousCall } from '../callers/person-store.ts';
import {
  type CallerMemory,
  endOfStartSecond,
  type MatchFacts,
  type NumberThen,
  unknownSite,
  unknownSource,
} from './match-facts.ts';

/** Where the facts are read. */
export interface MatchSources {
  readonly settings: Table;
  readonly leases: Table;
  readonly visits: Table;
  readonly calls: Table;
  readonly identityKey: () => Promise<KeyObject>;
}

/** The facts, and the partition in which the caller's calls are kept; undefined for who cannot be told apart. */
export interface GatheredFacts {
  readonly facts: MatchFacts;
  readonly person: string | undefined;
  /** The memory as it is kept: also one that only a newer version can read. */
  readonly kept: CallerMemory | 'unknown' | undefined;
}

/** So many visits of a number are looked at. */
const newestVisits = 8;

/**
 * Reads what a call's match is made of, as it was when the call started. Fixed numbers have no visits and no memory to read, and
 * nothing is read of a caller who withheld the number.
 */
export async function gatherMatchFacts(call: Call, sources: MatchSources): Promise<GatheredFacts> {
  const { trackedNumber } = call;
  const until = endOfStartSecond(call.startedAt);
  const [roleThen, shown] = await Promise.all([
    trackedNumber === undefined ? undefined : readRoleAt(sources.settings, trackedNumber, until),
    trackedNumber === undefined
      ? { visits: [], withdrawn: [] }
      : readVisitsOnNumber(sources.visits, trackedNumber, { until, limit: newestVisits }),
  ]);
  const number = roleThen && (await numberThen(sources.settings, roleThen));
  const isLeased = number?.role === 'session';
  const ofSite = ({ site }: { readonly site: string }) => isLeased && site === number.site;
  const visits = shown.visits.filter(ofSite);
  const [withdrawn] = shown.withdrawn.filter(ofSite);
  const withdrawnAt = withdrawn && withdrawn.shownAt > (visits[0]?.shownAt ?? 0) ? withdrawn.shownAt : undefined;
  const [held, { person, kept, ...history }] = await Promise.all([
    isLeased && roleThen && trackedNumber ? holderNow(sources.leases, trackedNumber, roleThen, visits) : undefined,
    personFacts(call, { site: number?.site ?? unknownSite, isLeased }, sources),
  ]);
  return { facts: { call, number, visits, withdrawnAt, held, ...history }, person, kept };
}

/**
 * Undefined for a number that had no role then, and was not forwarded any more. Of a pool that is gone since only its site is known.
 */
async function numberThen(
  settings: Table,
  { role: present, was, forwards, pool: id, site, since }: RoleThen,
): Promise<NumberThen | undefined> {
  const role = present !== 'none' ? present : forwards === true ? was : undefined;
  if (role === undefined) return undefined;
  const removed = present === 'none' ? { removedAt: since } : {};
  // Lines of history that were written before they named the site do not say in whose partition the pool lies.
  const pool = site === undefined ? await readPoolIfKnown(settings, id) : await readPoolOf(settings, site, id);
  if (pool === undefined) {
    const isKept = site !== undefined && (await readSite(settings, site)) !== undefined;
    return isKept ? { role, site, pool: id, source: unknownSource, ...removed } : undefined;
  }
  const { source, medium, campaign } = pool;
  return {
    role,
    site: pool.site,
    pool: id,
    source,
    medium,
    campaign,
    ...(pool.kind === 'session' && { leaseSeconds: pool.leaseSeconds }),
    ...(pool.kind === 'source' && pool.callAsset === true && { callAsset: true }),
    ...removed,
  };
}

async function holderNow(
  leases: Table,
  number: string,
  { pool, shard }: RoleThen,
  [newest]: readonly Visit[],
): Promise<MatchFacts['held']> {
  if (shard === undefined || newest === undefined) return undefined;
  const slot = await readSlot(leases, { pool, shard, number });
  return slot?.visit === newest.visit ? { visit: newest.visit, leasedUntil: slot.leasedUntil } : undefined;
}

async function personFacts(
  { id, caller, direction, startedAt, trackedNumber }: Call,
  { site, isLeased }: { readonly site: string; readonly isLeased: boolean },
  { calls, visits, identityKey }: MatchSources,
): Promise<Pick<MatchFacts, 'memory' | 'remembered' | 'previousCallAt'> & Pick<GatheredFacts, 'person' | 'kept'>> {
  if (caller?.kind !== 'number' || direction === 'outbound') {
    return { person: undefined, kept: undefined, memory: undefined, previousCallAt: undefined };
  }
  const person = personPartition(site, personHash(await identityKey(), site, caller.number));
  const [memory, previousCallAt] = await Promise.all([
    isLeased && trackedNumber !== undefined ? readMemory(calls, person, trackedNumber) : undefined,
    readPreviousCall(calls, person, { call: id, startedAt }),
  ]);
  const known = memory === 'unknown' ? undefined : memory;
  const seen = known && { ...known.visit, visit: known.visit.id, number: trackedNumber };
  return {
    person,
    kept: memory,
    memory: known,
    remembered: seen && (await readVisitNow(visits, seen)),
    previousCallAt,
  };
}
