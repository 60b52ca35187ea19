import type { Table } from '../../platform/aws/table.ts';
import { readVisitNow } from '../../visits/number-visits-store.ts';
import { type GivenCode, judgeCode, keptDays } from '../../visits/phone-codes/given-code.ts';
import { readPhoneCode } from '../../visits/phone-codes/phone-code.ts';
import { readGivenCode } from '../../visits/phone-codes/phone-code-store.ts';
import type { Call } from '../call.ts';
import type { Match, MatchedVisit } from '../match/match.ts';
import { type CodesRead, unknownSite } from '../match/match-facts.ts';
import { matchedVisitOf } from '../match/matched-visit.ts';
import type { SaidCode } from './said-codes.ts';

/** What codes are held against: the call, its site, and the match that it had before. */
export interface CodedBefore {
  readonly call: Pick<Call, 'startedAt' | 'endedAt'>;
  /** Undefined, or `unknown`: the call is of no site. */
  readonly site: string | undefined;
  readonly before: Match | undefined;
}

/** More codes than people say in a call. */
const mostCodes = 20;

/**
 * Looks up the codes that came to a call: whose visits they are now, or why they are nobody's. What a code was found to be before stays where
 * nothing is kept of the code any more, or somebody else has it by now. Undefined where none came. Consistent.
 */
export async function readCodes(
  visits: Table,
  said: readonly SaidCode[],
  about: CodedBefore,
): Promise<CodesRead | undefined> {
  if (said.length === 0) return undefined;
  const read = await Promise.all(said.slice(0, mostCodes).map((one) => readCode(visits, one, about)));
  return {
    linked: read.flatMap(({ said: { code, by }, visit, shown }) =>
      visit === undefined ? [] : [{ code, by, visit, ...(shown && { shown }) }],
    ),
    refused: read.flatMap(({ said: { by, isSure }, refused }) =>
      refused === undefined || !isSure ? [] : [{ by, reason: `The code ${refused}.` }],
    ),
  };
}

interface ReadCode extends Partial<CodedVisits> {
  readonly said: SaidCode;
  readonly refused?: string;
}

/** The visit of a code, and where that is another one, the visit that the call was found to be of by it. */
interface CodedVisits {
  readonly visit: MatchedVisit;
  readonly shown?: MatchedVisit | undefined;
}

async function readCode(visits: Table, said: SaidCode, about: CodedBefore): Promise<ReadCode> {
  const { site, call, before } = about;
  const written = readPhoneCode(said.code);
  if ('refused' in written) return { said, refused: written.refused };
  if (site === undefined || site === unknownSite) {
    return { said, refused: 'is of nobody: the number that was called is in no pool of a site' };
  }
  const given = await readGivenCode(visits, site, written.code);
  const linkedBefore = knownBefore(written.code, before);
  if (linkedBefore !== undefined && !isStillOf(given, linkedBefore.visit)) return { said, ...linkedBefore };
  return judged(visits, said, { given, call, linkedBefore });
}

const keptFor = keptDays * 86_400_000;

/** A code is given to somebody else only a month after it was shown last: from then on nothing says whose it was before. A mark does not say of whom it is. */
function isStillOf(given: GivenCode | undefined, { id, shownAt }: MatchedVisit): boolean {
  if (given === undefined) return false;
  return given.holder === undefined ? given.givenAt < shownAt + keptFor : given.holder.visit === id;
}

async function judged(
  visits: Table,
  said: SaidCode,
  {
    given,
    call,
    linkedBefore,
  }: {
    readonly given: GivenCode | undefined;
    readonly call: CodedBefore['call'];
    readonly linkedBefore: CodedVisits | undefined;
  },
): Promise<ReadCode> {
  const { startedAt, endedAt } = call;
  const at = said.orderedAt;
  const verdict = judgeCode(given, at === undefined ? { kind: 'call', startedAt, endedAt } : { kind: 'order', at });
  if (verdict.kind === 'refused') return { said, refused: verdict.refused };
  const visit = await readVisitNow(visits, verdict.holder);
  if (visit === 'withdrawn') return { said, refused: 'was given to a visitor who has withdrawn consent since' };
  if (visit !== undefined) return { said, visit: matchedVisitOf(visit), shown: linkedBefore?.shown };
  return linkedBefore === undefined
    ? { said, refused: 'was given to a visit of which nothing is kept any more' }
    : { said, ...linkedBefore };
}

/** What the code linked when the match was made the last time. */
function knownBefore(code: string, before: Match | undefined): CodedVisits | undefined {
  if (before === undefined) return undefined;
  const credited = before.phoneCode === code ? (before.visit ?? undefined) : undefined;
  const linked = before.linkedVisits.find((one) => one.code === code);
  if (linked === undefined) return credited && { visit: credited };
  const { code: _code, by: _by, reason: _reason, ...visit } = linked;
  return { visit, shown: credited };
}
