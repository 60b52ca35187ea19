import { saySpan } from '../../format/say-time.ts';
import type { Delivery } from './conversion.ts';

/** What happened so far and what comes next, in words. `now` in ms. */
export function sayDelivery({ state, nextAt, attempts, reason }: Delivery, now: number): string {
  const sentences = [reason === undefined ? '' : sentence(reason)];
  if (state === 'pending') sentences.push(next({ nextAt, attempts }, now));
  if (state === 'delivered' && reason === undefined) sentences.push('The destination has it.');
  return sentences.filter(Boolean).join(' ');
}

function next({ nextAt, attempts }: Pick<Delivery, 'nextAt' | 'attempts'>, now: number): string {
  if (nextAt !== undefined && nextAt > now) return `Next attempt in ${saySpan(nextAt - now)}.`;
  return attempts === 0 ? 'On its way.' : 'Being tried again.';
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
