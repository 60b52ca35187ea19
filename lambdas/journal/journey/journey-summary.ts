import { durationInWords } from '../../calls/match/duration-in-words.ts';
import { endOfStartSecond } from '../../calls/match/match-facts.ts';
import { isoTime } from '../../platform/iso-time.ts';
import type { JourneySummary } from './journey-answer.ts';

const day = 86_400_000;
/** As long as a visit may rest without ending: who calls within it is still at their first visit, ms. */
const atOnce = 30 * 60_000;

/** When things were, ms. */
export interface JourneyTimes {
  readonly call: number;
  /** When numbers were shown to the person, also after the call. */
  readonly visits: readonly number[];
  /** When mails with a number were sent to the person, also after the call. */
  readonly mails?: readonly number[];
  /** When the person's other calls began, also after this one. */
  readonly calls: readonly number[];
  /** Nothing is told of visits, as the visitor withdrew. */
  readonly isWithdrawn: boolean;
}

/**
 * Whether a person called at once or informed themselves first. At once: the call is their first contact, that is, it began within 30 minutes of the
 * only visit before it, and they had not called before; of who was sent a mail and made no visit, whenever that was. Whoever came back, took longer or
 * had called is taken for informed.
 */
export function summarizeJourney({ call, visits, mails = [], calls, isWithdrawn }: JourneyTimes): JourneySummary {
  const before = visits.filter((time) => time <= endOfStartSecond(call)).toSorted((a, b) => a - b);
  const callsBefore = calls.filter((time) => time < call).length;
  const [first, last] = [before[0], before.at(-1)];
  const sent = mails.filter((time) => time <= endOfStartSecond(call)).toSorted((a, b) => a - b);
  const counts = {
    visitsBefore: before.length,
    callsBefore,
    ...(sent.length > 0 && { mailsBefore: sent.length }),
  };
  const lastSent = sent.at(-1);
  if (first === undefined && lastSent !== undefined && !isWithdrawn) {
    const since = Math.max(call - lastSent, 0);
    const how = callsBefore === 0 ? 'at-once' : 'informed-first';
    return { how, sentence: fromMail(since, callsBefore), ...counts, secondsSinceShown: Math.floor(since / 1000) };
  }
  if (first === undefined || last === undefined) {
    const sentence = isWithdrawn
      ? 'The visitor has withdrawn consent since, so no visit is told.'
      : 'No visit of this person before the call is known.';
    return { how: 'unknown', sentence, ...counts };
  }
  const [since, sinceShown] = [Math.max(call - first, 0), Math.max(call - last, 0)];
  const how = before.length === 1 && callsBefore === 0 && since <= atOnce ? 'at-once' : 'informed-first';
  return {
    how,
    sentence: sentenceOf(how, { visits: before.length, calls: callsBefore, since, sinceShown }),
    ...counts,
    firstVisitAt: isoTime(first),
    daysBefore: Math.round((since / day) * 10) / 10,
    secondsSinceShown: Math.floor(sinceShown / 1000),
  };
}

function sentenceOf(
  how: 'at-once' | 'informed-first',
  { visits, calls, since, sinceShown }: { visits: number; calls: number; since: number; sinceShown: number },
): string {
  if (how === 'at-once') return `Called at once: ${durationInWords(since)} after the only visit before the call.`;
  const contacts = [counted(visits, 'visit'), ...(calls > 0 ? [counted(calls, 'call')] : [])].join(' and ');
  const when =
    visits === 1
      ? `the visit was ${durationInWords(since)} before the call`
      : `the first visit was ${durationInWords(since)} before the call, the last one ${durationInWords(sinceShown)}`;
  return `Informed first: ${contacts} before the call; ${when}.`;
}

function fromMail(since: number, calls: number): string {
  const before = calls === 0 ? 'no visit' : `${counted(calls, 'call')}, but no visit,`;
  return `Called from the mail, ${durationInWords(since)} after it was sent: ${before} before the call is known.`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
