import type { Visit } from '../../visits/visit.ts';
import { durationInWords } from './duration-in-words.ts';
import type { MatchedRecipient, MatchedVisit } from './match.ts';
import type { MatchFacts, NumberThen } from './match-facts.ts';
import { lastHolders } from './posterior.ts';

/** `visit Ab3 (google / cpc, campaign spring)` */
export function aboutVisit(visit: MatchedVisit): string {
  const campaign = visit.campaign === undefined ? '' : `, campaign ${visit.campaign}`;
  return `visit ${visit.id} (${visit.source} / ${visit.medium}${campaign})`;
}

/** `recipient 4711 in campaign spring (creative blue)` */
export function aboutRecipient({ id, campaign, creative }: MatchedRecipient): string {
  return `recipient ${id} in campaign ${campaign}${creative === undefined ? '' : ` (creative ${creative})`}`;
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

/** Of an earlier holder, how many were shown the number since; of the last one that nobody was. */
export function aboutEarlierHolder({ shownAt }: MatchedVisit, facts: MatchFacts): string {
  const since = lastHolders(facts).filter((holder) => holder.shownAt > shownAt).length;
  if (since === 0) return ', and to nobody else in between';
  return since === 1 ? ', and to one other visitor since' : `, and to ${since} other visitors since`;
}

/** How sure the time makes it, and by whose calls that is known. */
export function aboutChances(chance: number, facts: MatchFacts): string {
  return ` ${percent(chance)} of such calls are the visitor's, ${byWhose(facts)}.`;
}

/** How sure the time makes it that it was somebody without a name, of whom no visitor is likelier. */
export function aboutNobody(chance: number, who: string, facts: MatchFacts): string {
  return `Likeliest it was ${who} (${percent(chance)} of such calls, ${byWhose(facts)}), so no visitor is named.`;
}

function byWhose({ knowledge, number }: MatchFacts): string {
  const calls = knowledge?.calls ?? 0;
  return calls < fewCalls ? 'by published figures' : `by the last ${calls} calls of pool ${number?.pool}`;
}

/** Before so many calls of its own, a pool goes by published figures. */
const fewCalls = 30;

/** `93 %`; never 0 or 100. */
function percent(share: number): string {
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))} %`;
}
