import type { DeliveryAnswer } from '../../../../lambdas/journal/call-detail-answer.ts';
import { saySpan, timeOf } from '../../format/say-time.ts';

type SaidOfDelivery = Pick<DeliveryAnswer, 'state' | 'nextAt' | 'attempts' | 'reason'>;

/** What happened so far and what comes next, in words. `now` in ms. */
export function sayDelivery({ state, nextAt, attempts, reason }: SaidOfDelivery, now: number): string {
  const sentences = [reason === undefined ? '' : sentence(reason)];
  if (state === 'pending') sentences.push(next({ nextAt, attempts }, now));
  if (state === 'delivered' && reason === undefined) sentences.push('The destination has it.');
  return sentences.filter(Boolean).join(' ');
}

function next({ nextAt, attempts }: Pick<DeliveryAnswer, 'nextAt' | 'attempts'>, now: number): string {
  const wait = nextAt === undefined ? 0 : timeOf(nextAt) - now;
  if (wait > 0) return `Next attempt in ${saySpan(wait)}.`;
  return attempts === 0 ? 'On its way.' : 'Being tried again.';
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
