import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../calls/call.ts';
import type { StoredCall } from '../calls/call-item.ts';
import { previousCallAt, readEarlierCalls, readMemory } from '../calls/callers/person-store.ts';
import type { EarlierCall } from '../calls/callers/spam-score.ts';
import { canonicalJson } from '../calls/canonical-json.ts';
import { evidenceOfCall } from '../calls/match/evidence-of-call.ts';
import { gatherMatchFacts, type MatchSources, roleThen, visitorsElsewhere } from '../calls/match/gather-match-facts.ts';
import { readRings } from '../calls/match/gather-sent-facts.ts';
import type { Match } from '../calls/match/match.ts';
import { matchCall } from '../calls/match/match-call.ts';
import { type CallerMemory, type CodesRead, rememberedBefore } from '../calls/match/match-facts.ts';
import { callerHistoryOf } from '../calls/match/match-without-visit.ts';
import { visitBehind } from '../calls/match/recipient-of-visit.ts';
import { type RungBefore, rungBefore } from '../calls/match/rung-before.ts';
import { withEarlierShowings } from '../calls/phone-codes/earlier-showings.ts';
import { linkCodes } from '../calls/phone-codes/link-codes.ts';
import { readCodes } from '../calls/phone-codes/read-codes.ts';
import type { SaidCode } from '../calls/phone-codes/said-codes.ts';
import type { CallEvidence } from '../calls/time-to-call/call-evidence.ts';
import { readPoolOf } from '../settings/pools/pool-store.ts';
import { findVisit } from '../visits/newest-visits-store.ts';
import { hardlyDiffers } from './rematch/hardly-differs.ts';
import { whyMatchIsKept } from './rematch/why-match-is-kept.ts';

/** Where a match is read from, and whether one that is made already is made anew. */
export interface RematchSources extends MatchSources {
  /** What visits, pools and settings say by now counts, and not what they said when the call was matched. */
  readonly again?: boolean;
}

/** A match, and what is kept beside it so that it is made again only when that may change it. */
export interface Matched {
  readonly match: Match;
  /** A digest of what the match was made of. */
  readonly inputs: string;
  /** The partition of the caller; undefined for who cannot be told apart. */
  readonly person: string | undefined;
  /** What was remembered of caller and number; not read where no memory counts, `unknown` if only a newer version can read it. */
  readonly memory: CallerMemory | 'unknown' | undefined;
  /** The caller's last calls to the site before this one, the latest first; undefined for who cannot be told apart. */
  readonly earlier: readonly EarlierCall[] | undefined;
  /** Why a call that was to be matched again keeps the match that it has, in a sentence; undefined where it does not. */
  readonly keptBecause?: string | undefined;
  /** What the call tells of its pool's visitors, where it was matched anew. */
  readonly evidence?: CallEvidence | undefined;
  /** The token of the recipient of whom its visit is, where it was matched anew. */
  readonly recipientToken?: string | undefined;
}

/**
 * The match of a call. It stays as long as its inputs do, but for the one time when the call becomes final: what the visitor did in the
 * meantime, a click or a withdrawal, counts from then on. Afterwards visits, pools and roles that it was made of may be gone when
 * revenue arrives months later: also a call that is matched again keeps its match where they are.
 */
export async function rematch(
  call: Call,
  stored: StoredCall | undefined,
  said: readonly SaidCode[],
  sources: RematchSources,
): Promise<Matched> {
  const isMade = stored !== undefined && (stored.final || !call.final) && sources.again !== true;
  const kept = isMade ? await keptMatch(call, stored, said, sources) : undefined;
  if (kept?.isAsMade) return kept.matched;
  const { facts, person, kept: memory, earlier } = await gatherMatchFacts(call, sources);
  const about = { call, site: facts.number?.site, before: stored?.match };
  const codes = await readCodes(sources.visits, said, about);
  const whole = { ...facts, phoneCodes: await withEarlierShowings(sources.visits, codes, facts) };
  const match = matchCall(whole);
  const rung = rungBefore(facts.sent?.rings ?? [], person);
  const inputs = inputsOf(call, memory, isOfLeasedNumber(match) ? earlier : [], rung) + codeInputs(said);
  const recipientToken = match.visit ? visitBehind(match.visit, facts)?.recipient?.token : undefined;
  const matched = { match, inputs, person, memory, earlier, evidence: evidenceOfCall(whole), recipientToken };
  if (stored === undefined || sources.again !== true) return matched;
  const keptBecause = await whyItIsKept(call, stored, match, sources);
  if (keptBecause !== undefined) return { ...(await keptMatch(call, stored, said, sources)).matched, keptBecause };
  if (!hardlyDiffers(stored.match, match)) return matched;
  const before = { ...stored.match, ...callerHistoryOf(facts.previousCallAt) };
  return { ...matched, match: before, evidence: undefined, recipientToken: undefined };
}

/** Asks what is left of what the match was made of, where another one would be made now of the very same call. */
async function whyItIsKept(
  call: Call,
  { match: before, ...stored }: StoredCall,
  now: Match,
  { settings, visits }: RematchSources,
): Promise<string | undefined> {
  const isSameCall = (['trackedNumber', 'direction', 'startedAt', 'caller'] as const).every((name) =>
    isDeepStrictEqual(call[name], stored[name]),
  );
  if (!isSameCall || canonicalJson(before) === canonicalJson(now)) return undefined;
  const { visit, site, pool } = before;
  const [known, itsPool] = await Promise.all([
    visit === null ? undefined : findVisit(visits, { ...visit, visit: visit.id, number: call.trackedNumber }),
    pool === undefined ? undefined : readPoolOf(settings, site, pool),
  ]);
  return whyMatchIsKept(before, now, { visit: known, hasPool: itsPool !== undefined });
}

/**
 * A code that comes to a call when its match is made changes what is linked, and nothing else that may be gone by then; only where a match has its
 * visit by a code, all is read again.
 */
async function relinked(
  call: Call,
  { match, matchInputs }: StoredCall,
  { inputs, said }: { readonly inputs: string; readonly said: readonly SaidCode[] },
  sources: MatchSources,
): Promise<Pick<Matched, 'match' | 'evidence'> | undefined> {
  const { settings, visits } = sources;
  if (matchInputs === inputs + codeInputs(said)) return { match };
  if (matchInputs?.split(codeMark)[0] !== inputs || match.method === 'phone-code') return undefined;
  const read = await readCodes(visits, said, { call, site: match.site, before: match });
  const { codes, evidence } = await shownTheNumber(call, match, read, sources);
  const { refusedCodes: _refused, ...rest } = match;
  const base = { ...rest, linkedVisits: [] };
  const role = codes && match.visit === null ? await roleThen(settings, call) : undefined;
  return { match: linkCodes(base, codes, { ...call, role }), evidence };
}

/** A code of somebody who was shown the very number confirms whose call it was, also once the match is made. */
async function shownTheNumber(
  call: Call,
  match: Match,
  codes: CodesRead | undefined,
  sources: MatchSources,
): Promise<{ readonly codes: CodesRead | undefined; readonly evidence?: CallEvidence | undefined }> {
  if (codes === undefined || codes.linked.length === 0 || !isOfLeasedNumber(match)) return { codes };
  const { facts } = await gatherMatchFacts(call, sources);
  const phoneCodes = await withEarlierShowings(sources.visits, codes, facts);
  return { codes: phoneCodes, evidence: evidenceOfCall({ ...facts, phoneCodes }) };
}

/** The match that a call has, with the codes that came to it since; `isAsMade`: nothing else that it was made of has changed. */
async function keptMatch(
  call: Call,
  stored: StoredCall,
  said: readonly SaidCode[],
  sources: MatchSources,
): Promise<{ readonly matched: Matched; readonly isAsMade: boolean }> {
  const { calls } = sources;
  const { person, match } = stored;
  const number = isOfLeasedNumber(match) ? call.trackedNumber : undefined;
  const { site, method, visit } = match;
  const [memory, earlier, rings] = await Promise.all([
    person !== undefined && number !== undefined ? readMemory(calls, person, number) : undefined,
    person === undefined ? undefined : readEarlierCalls(calls, person, { call: call.id, startedAt: call.startedAt }),
    method === 'recipient' && visit !== null ? readRings(call, { site, visitor: visit.visitor }, sources) : [],
  ]);
  const inputs = inputsOf(call, memory, number === undefined ? [] : earlier, rungBefore(rings, person));
  const linked = await relinked(call, stored, { inputs, said }, sources);
  const [, codesBefore] = stored.matchInputs?.split(codeMark) ?? [];
  const { match: whole, evidence } = linked ?? { match };
  const matched = {
    match: { ...whole, ...callerHistoryOf(earlier && previousCallAt(earlier)) },
    inputs: inputs + (linked ? codeInputs(said) : marked(codesBefore)),
    person,
    memory,
    earlier,
    evidence,
  };
  return { matched, isAsMade: linked !== undefined };
}

/** Only there earlier calls say whose this one is. Where a visitor is named it is one, also if only a newer version can read of which pool. */
function isOfLeasedNumber({ visit, pool, method }: Match): boolean {
  return visit !== null || (pool !== undefined && method !== 'source');
}

/** A call that does not count is nobody's: it is not among its caller's calls, and nobody is remembered by it. */
export function ofNobody(call: Call, matched: Matched): Matched {
  const [, codes] = matched.inputs.split(codeMark);
  const inputs = inputsOf(call, undefined, []) + marked(codes);
  return { ...matched, inputs, person: undefined, memory: undefined, evidence: undefined };
}

/** Stands before the digest of the codes: a match whose calls had none has it as versions before wrote it. */
const codeMark = '.';

function codeInputs(said: readonly SaidCode[]): string {
  return marked(said.length === 0 ? undefined : digestOf(said));
}

function marked(codes: string | undefined): string {
  return codes === undefined ? '' : codeMark + codes;
}

/** Only a memory of an earlier call says anything of this one, whose the earlier ones to other numbers were, and who called a recipient's before. */
function inputsOf(
  { id, direction, trackedNumber, caller, startedAt }: Call,
  memory: Matched['memory'],
  calls: readonly EarlierCall[] = [],
  rung: RungBefore = {},
): string {
  const earlier = memory && memory !== 'unknown' ? rememberedBefore(memory, { call: id, startedAt }) : undefined;
  const elsewhere = visitorsElsewhere(trackedNumber, calls);
  return digestOf({
    direction,
    trackedNumber,
    caller,
    startedAt,
    memory: earlier,
    ...(elsewhere.length > 0 && { elsewhere }),
    ...(Object.keys(rung).length > 0 && { rung }),
  });
}

function digestOf(inputs: object): string {
  return createHash('sha256').update(canonicalJson(inputs)).digest('hex').slice(0, 32);
}
