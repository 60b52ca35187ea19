import type { Visit } from '../../visits/visit.ts';
import { durationInWords } from './duration-in-words.ts';
import type { MatchedVisit } from './match.ts';
import type { MatchFacts, NumberThen } from './match-facts.ts';

/** `visit Ab3 (google / cpc, campaign spring)` */
export function aboutVisit(visit: MatchedVisit): string {
  const campaign = visit.campaign === undefined ? '' : `, campaign ${visit.campaign}`;
  return `visit ${visit.id} (${visit.source} / ${visit.medium}${campaign})`;
}

/** How long before the call that was. */
export function howLongBefore(time: number, { call }: MatchFacts): string {
  return `${durationInWords(call.startedAt - time)} before the call`;
}

/** `2026-05-03 10:00 UTC` */
export function dateInWords(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Who else was possible. */
export function aboutOthers(others: readonly Visit[], facts: MatchFacts): string {
  const [newest] = others;
  if (newest === undefined) return ' No other visitor was shown it in the visits looked at.';
  const who = others.length === 1 ? 'One other visitor' : `${others.length} other visitors`;
  const last = others.length === 1 ? '' : ', the last of them';
  return ` ${who} had been shown it too${last} ${howLongBefore(newest.shownAt, facts)}.`;
}

/** Says that the number was on its way out, and since when. */
export function aboutRemoval({ removedAt, pool }: NumberThen): string {
  return removedAt === undefined
    ? ''
    : ` It was taken out of pool ${pool} on ${dateInWords(removedAt)}; its calls are still forwarded.`;
}

/** Says why a memory that could have helped was not asked. */
export function aboutWithheld({ call }: MatchFacts): string {
  return call.caller?.kind === 'number' ? '' : ' The caller gave no number, so earlier calls were not looked at.';
}
