import type { KeyObject } from 'node:crypto';
import { readSlot } from '../../leases/slots/slot-transitions-store.ts';
import type { Table } from '../../platform/aws/table.ts';
import { type RoleThen, readRoleAt } from '../../settings/phone-numbers/number-history-store.ts';
import { hasSlot } from '../../settings/phone-numbers/number-role.ts';
import { readPoolIfKnown, readPoolOf } from '../../settings/pools/pool-store.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { readVisitNow, readVisitsOnNumber } from '../../visits/number-visits-store.ts';
import type { Call } from '../call.ts';
import {
  lastCalls,
  personHash,
  personPartition,
  previousCallAt,
  readEarlierCalls,
  readMemory,
} from '../callers/person-store.ts';
import type { EarlierCall } from '../callers/spam-score.ts';
import { counts } from '../mark.ts';
import type { PoolKnowledge } from '../time-to-call/pool-knowledge.ts';
import { gatherSent } from './gather-sent-facts.ts';
import {
  type CallerMemory,
  endOfStartSecond,
  type MatchFacts,
  type NumberThen,
  rememberedBefore,
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
  /** What a pool's calls have taught. Without it, nothing is known. */
  readonly knowledgeOf?: (pool: string) => Promise<PoolKnowledge>;
  /** What is remembered of a caller and number if their calls before this one, oldest first, are matched again; without it as it is kept. */
  readonly rememberAgain?: RememberAgain;
  /** How the pool of a number is read; without it from the table. */
  readonly readPoolOf?: typeof readPoolOf;
  /** The site of a call whose number is none of any site; usually nobody knows. */
  readonly site?: string;
}

export type RememberAgain = (
  kept: CallerMemory | undefined,
  earlier: readonly string[],
) => Promise<CallerMemory | undefined>;

/** The facts, and the partition in which the caller's calls are kept; undefined for who cannot be told apart. */
export interface GatheredFacts {
  readonly facts: MatchFacts;
  readonly person: string | undefined;
  /** The memory as it is kept: also one that only a newer version can read. */
  readonly kept: CallerMemory | 'unknown' | undefined;
  /** The caller's last calls to the site before this one, the latest first. */
  readonly earlier: readonly EarlierCall[];
}

/** So many visits of a number are looked at. */
const newestVisits = 8;

type Shown = Awaited<ReturnType<typeof readVisitsOnNumber>>;

/**
 * Reads what a call's match is made of, as it was when the call started. Fixed numbers have no visits and no memory to read, and
 * nothing is read of a caller who withheld the number, or whose call does not count.
 */
export async function gatherMatchFacts(call: Call, sources: MatchSources): Promise<GatheredFacts> {
  const { trackedNumber, startedAt } = call;
  const [roleThen, shown] = await Promise.all([
    trackedNumber === undefined ? undefined : readRoleAt(sources.settings, trackedNumber, endOfStartSecond(startedAt)),
    readShown(call, sources),
  ]);
  return gatherByRole(call, roleThen, shown, sources);
}

/** What the number that was dialled was used for when the call started; undefined for nothing. */
export async function roleThen(
  settings: Table,
  { trackedNumber, startedAt }: Call,
): Promise<NumberThen['role'] | undefined> {
  const then = trackedNumber && (await readRoleAt(settings, trackedNumber, endOfStartSecond(startedAt)));
  return then ? roleOf(then) : undefined;
}

/** Visits that were shown the number that was dialled before the call. */
export async function readShown({ trackedNumber, startedAt }: Call, { visits }: MatchSources): Promise<Shown> {
  if (trackedNumber === undefined) return { visits: [], withdrawn: [] };
  return readVisitsOnNumber(visits, trackedNumber, { until: endOfStartSecond(startedAt), limit: newestVisits });
}

/**
 * The same once the number's role is known. One read after another: all that the role leads to, at once; then the visit that is
 * remembered. What was said to be shown may be on its way still.
 */
export async function gatherByRole(
  call: Call,
  roleThen: RoleThen | undefined,
  toldShown: Shown | Promise<Shown>,
  sources: MatchSources,
): Promise<GatheredFacts> {
  const { trackedNumber } = call;
  const role = roleThen && roleOf(roleThen);
  const likely = role === undefined ? undefined : roleThen?.site;
  const [shown, number, slot, ofLikely, knowledge, sent] = await Promise.all([
    toldShown,
    roleThen && numberThen(sources, roleThen),
    roleThen && role === 'session' && trackedNumber !== undefined
      ? slotOf(sources.leases, trackedNumber, roleThen)
      : undefined,
    likely === undefined ? undefined : personFacts(call, { site: likely, isLeased: hasSlot(role) }, sources),
    roleThen && role === 'session' ? sources.knowledgeOf?.(roleThen.pool) : undefined,
    likely !== undefined && role === 'recipient' ? gatherSent(call, likely, toldShown, sources) : undefined,
  ]);
  const isLeased = hasSlot(number?.role);
  const isOfLikely = number !== undefined && number.site === likely;
  const place = { site: number?.site ?? sources.site ?? unknownSite, isLeased };
  const ofPerson = isOfLikely ? ofLikely : undefined;
  const { person, kept, earlier, ...history } = ofPerson ?? (await personFacts(call, place, sources));
  const ofSite = ({ site }: { readonly site: string }) => isLeased && site === number.site;
  const visits = shown.visits.filter(ofSite);
  const withdrawn = shown.withdrawn.filter(ofSite).map(({ shownAt }) => shownAt);
  const [newest] = visits;
  const isHeld = newest !== undefined && slot?.visit === newest.visit;
  const held = isHeld ? { visit: newest.visit, leasedUntil: slot.leasedUntil } : undefined;
  const ofEarlier = earlierFacts(call, earlier);
  return {
    facts: {
      call,
      number,
      visits,
      withdrawn,
      held,
      knowledge,
      ...history,
      ...ofEarlier,
      ...(sent && { sent: { ...sent, caller: person, knownAs: earlier } }),
    },
    person,
    kept,
    earlier,
  };
}

/** Whose a caller's earlier calls to other numbers were, each once, in order. */
export function visitorsElsewhere(number: string | undefined, earlier: readonly EarlierCall[]): string[] {
  const visitors = earlier.flatMap((call) => (call.number === number ? [] : (call.visitor ?? [])));
  return [...new Set(visitors)].sort();
}

/** What the caller's earlier calls say besides: whose they were on other numbers, and whether one was to this number. */
function earlierFacts({ trackedNumber }: Call, earlier: readonly EarlierCall[]) {
  const knownVisitors = visitorsElsewhere(trackedNumber, earlier);
  return {
    ...(knownVisitors.length > 0 && { knownVisitors }),
    calledBefore: earlier.some(({ number }) => number === trackedNumber),
  };
}

/** What a number was used for, or still is though it was taken out; undefined for neither. */
function roleOf({ role, was, forwards }: RoleThen): NumberThen['role'] | undefined {
  if (role !== 'none') return role;
  return forwards === true ? was : undefined;
}

/**
 * Undefined for a number that had no role then, and was not forwarded any more. Of a pool that is gone since only its site is known.
 */
async function numberThen(
  { settings, readPoolOf: read = readPoolOf }: MatchSources,
  roleThen: RoleThen,
): Promise<NumberThen | undefined> {
  const role = roleOf(roleThen);
  if (role === undefined) return undefined;
  const { role: present, pool: id, site, since } = roleThen;
  const removed = present === 'none' ? { removedAt: since } : { since };
  // Lines of history that were written before they named the site do not say in whose partition the pool lies.
  const pool = site === undefined ? await readPoolIfKnown(settings, id) : await read(settings, site, id);
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
    ...(pool.kind === 'recipient' && { restSeconds: pool.restSeconds }),
    ...(pool.record !== undefined && { record: pool.record }),
    ...(pool.kind === 'source' && pool.callAsset === true && { callAsset: true }),
    ...removed,
  };
}

async function slotOf(leases: Table, number: string, { pool, shard }: RoleThen) {
  return shard === undefined ? undefined : readSlot(leases, { pool, shard, number });
}

async function personFacts(
  call: Call,
  { site, isLeased }: { readonly site: string; readonly isLeased: boolean },
  { calls, visits, identityKey, rememberAgain }: MatchSources,
): Promise<
  Pick<MatchFacts, 'memory' | 'remembered' | 'previousCallAt'> & Pick<GatheredFacts, 'person' | 'kept' | 'earlier'>
> {
  const { id, caller, startedAt, trackedNumber } = call;
  if (caller?.kind !== 'number' || !counts(call)) {
    return { person: undefined, kept: undefined, earlier: [], memory: undefined, previousCallAt: undefined };
  }
  const person = personPartition(site, personHash(await identityKey(), site, caller.number));
  const [memory, earlier] = await Promise.all([
    isLeased && trackedNumber !== undefined ? readMemory(calls, person, trackedNumber) : undefined,
    readEarlierCalls(calls, person, { call: id, startedAt }),
  ]);
  const kept = memory === 'unknown' ? undefined : memory;
  const toNumber = earlier.flatMap((one) => (one.number === trackedNumber ? (one.call ?? []) : [])).toReversed();
  // Of who calls oftener nobody knows here who they were first.
  const isAsked = isLeased && memory !== 'unknown' && earlier.length < lastCalls && toNumber.length > 0;
  const known = isAsked && rememberAgain ? await rememberAgain(kept, toNumber) : kept;
  // A call is not remembered by itself: only an earlier one's visit is asked for.
  const before = known && rememberedBefore(known, { call: id, startedAt });
  const seen = before && { ...before.visit, visit: before.visit.id, number: trackedNumber };
  return {
    person,
    kept: memory,
    earlier,
    memory: known,
    remembered: seen && (await readVisitNow(visits, seen)),
    previousCallAt: previousCallAt(earlier),
  };
}
