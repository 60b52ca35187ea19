import { confidence, confidenceOf, recipientDoubts } from './confidence.ts';
import { aboutRecipient, aboutRemoval, aboutWithheld, dateInWords, howLongBefore } from './evidence.ts';
import type { Match } from './match.ts';
import type { MatchFacts, NumberThen, SentFacts } from './match-facts.ts';
import { callerHistory, withoutVisit } from './match-without-visit.ts';
import { matchedVisitOf } from './matched-visit.ts';
import { lastHolders } from './posterior.ts';
import { recipientOfVisit } from './recipient-of-visit.ts';
import { rungBefore } from './rung-before.ts';

/**
 * The match of a call to a number that was sent to one recipient at a time: to whom it was sent last before the call. What speaks against
 * them is said, and lowers the confidence. Pure.
 */
export function matchRecipient(facts: MatchFacts, number: NumberThen): Match {
  const { site, pool } = number;
  const { trackedNumber } = facts.call;
  const [last] = lastHolders(facts);
  const kept = facts.sent?.kept;
  const recipient = last?.visit && recipientOfVisit(last.visit, kept);
  if (last?.visit?.recipient === undefined || recipient === undefined) {
    return { ...withoutVisit(facts, site, `${whyNobody(facts, number)}${aboutRemoval(number)}`), pool };
  }
  const visit = matchedVisitOf(last.visit);
  const of = { id: recipient.id, visitor: visit.visitor, until: kept?.until ?? last.visit.recipient.until };
  const doubts = [...doubtOfTime(facts, number, of.until), ...doubtsOfCaller(facts, of)];
  const sure = confidenceOf(doubts.reduce<number>((chance, { left }) => chance * left, confidence.recipient));
  const sentence = `${trackedNumber} was sent to ${aboutRecipient(recipient)} on ${dateInWords(visit.shownAt)}.`;
  const lastPassedOn = doubts.findLast(({ isPassedOn }) => isPassedOn);
  const against = doubts.map((doubt) => ` ${doubt.sentence}${doubt === lastPassedOn ? passedOn : ''}.`).join('');
  return {
    method: 'recipient',
    confidence: sure,
    reason: `${sentence}${aboutSameCaller(facts.sent)}${against}${aboutWithheld(facts)}${aboutRemoval(number)}`,
    site,
    pool,
    source: visit.source,
    medium: visit.medium,
    campaign: recipient.campaign,
    recipient,
    visit,
    candidates: [{ visit: visit.id, visitor: visit.visitor, confidence: sure }],
    linkedVisits: [],
    ...callerHistory(facts),
  };
}

/** Something that speaks against the recipient: what is left of the confidence, and why. */
interface Doubt {
  readonly left: number;
  /** Without its full stop. */
  readonly sentence: string;
  /** It may come of a mail that was passed on; that is said once. */
  readonly isPassedOn?: boolean;
}

const passedOn = ': the mail may have been passed on';

/** Of a pool that says nothing of how long its numbers rest, s. */
const usualRest = 7 * 24 * 3600;

function doubtOfTime({ call }: MatchFacts, { restSeconds = usualRest }: NumberThen, until: number): Doubt[] {
  if (call.startedAt <= until) return [];
  const was = `It was theirs until ${dateInWords(until)}`;
  return call.startedAt <= until + restSeconds * 1000
    ? [{ left: recipientDoubts.resting, sentence: `${was}, and rested when the call came` }]
    : [{ left: recipientDoubts.rested, sentence: `${was}, and was sent to nobody else since` }];
}

/** Of who gave no number nothing is known. */
function doubtsOfCaller(
  { sent, visits }: MatchFacts,
  recipient: { readonly id: string; readonly visitor: string },
): Doubt[] {
  if (sent?.caller === undefined) return [];
  if (sent.knownAs.some((known) => known.recipient === recipient.id)) return doubtOfOtherCaller(sent, sent.caller);
  const former = visits.find(
    (visit) =>
      visit.recipient !== undefined &&
      visit.visitor !== recipient.visitor &&
      sent.knownAs.some((known) => known.recipient === visit.recipient?.id || known.visitor === visit.visitor),
  );
  // What explains the call so well leaves nothing to say of a mail that was passed on.
  return former?.recipient === undefined
    ? [...doubtOfOtherCaller(sent, sent.caller), ...doubtOfIdentity(sent, recipient)]
    : [
        {
          left: recipientDoubts.hadItBefore,
          sentence: `This caller is known as recipient ${former.recipient.id}, whom it was sent to before, on ${dateInWords(former.shownAt)}: they likelier called by that older mail`,
        },
      ];
}

function doubtOfOtherCaller({ rings }: SentFacts, caller: string): Doubt[] {
  const { byOther } = rungBefore(rings, caller);
  if (byOther === undefined) return [];
  const sentence = `Another caller rang it before, on ${dateInWords(byOther)}`;
  return [{ left: recipientDoubts.passedOn, sentence, isPassedOn: true }];
}

/** Of a caller who is not known as the recipient. */
function doubtOfIdentity(
  { knownAs, visitors, hasOtherAddress }: SentFacts,
  { visitor }: { readonly visitor: string },
): Doubt[] {
  const other = knownAs.find(({ recipient }) => recipient !== undefined);
  if (other !== undefined) {
    const sentence = `This caller is known as recipient ${other.recipient}, who called on ${dateInWords(other.startedAt)}`;
    return [{ left: recipientDoubts.somebodyElse, sentence, isPassedOn: true }];
  }
  if (hasOtherAddress) {
    const sentence = "This caller is known by another e-mail address than the recipient's";
    return [{ left: recipientDoubts.somebodyElse, sentence, isPassedOn: true }];
  }
  const isTheirs = new Set([visitor, ...visitors]);
  const seen = knownAs.find((one) => one.visitor !== undefined && !isTheirs.has(one.visitor));
  if (seen === undefined) return [];
  const as = `This caller is known as visitor ${seen.visitor} from a call on ${dateInWords(seen.startedAt)}`;
  return [{ left: recipientDoubts.unknownVisitor, sentence: `${as}, and nothing says that they are the recipient` }];
}

function aboutSameCaller(sent: SentFacts | undefined): string {
  const { byCaller } = rungBefore(sent?.rings ?? [], sent?.caller);
  return byCaller === undefined ? '' : ` This caller rang it before, on ${dateInWords(byCaller)}.`;
}

function whyNobody(facts: MatchFacts, { pool }: NumberThen): string {
  const { trackedNumber } = facts.call;
  const [last] = lastHolders(facts);
  if (last !== undefined && last.visit === undefined) {
    return `${trackedNumber} was last sent or shown ${howLongBefore(last.shownAt, facts)}, to somebody who has withdrawn consent since, so nobody is named.`;
  }
  return `${trackedNumber} is one of pool ${pool} for mails, but was sent to nobody before the call.`;
}
