import type { MatchMethod } from '../../../../lambdas/calls/match/match.ts';
import type { MatchAnswer } from '../../../../lambdas/journal/call-answer.ts';

const shortly: Readonly<Record<string, string>> = {
  source: 'number of a source',
  recipient: 'was sent the number',
  click: 'clicked the number',
  'caller-memory': 'known caller',
  lease: 'was shown the number',
  'phone-code': 'phone code',
  none: 'no match',
} satisfies Record<MatchMethod, string>;

const atLength: Readonly<Record<string, string>> = {
  source: 'The number itself says the source',
  recipient: 'The number was sent to them alone',
  click: 'The visitor clicked the number',
  'caller-memory': 'This caller is known from an earlier call',
  lease: 'The visitor had been shown the number',
  'phone-code': 'The caller gave a phone code',
  none: 'No visit and no source can be named',
} satisfies Record<MatchMethod, string>;

/** What kind of evidence it was, in a few words; one that only a newer version knows by its name. */
export function sayMethod(method: string): string {
  return shortly[method] ?? method;
}

/** The same as a statement. */
export function stateMethod(method: string): string {
  return atLength[method] ?? method;
}

/** `google / cpc` */
export function saySource({ source, medium }: { readonly source: string; readonly medium: string }): string {
  return [source, medium].filter((part) => part !== '').join(' / ');
}

/** `88 %`; between 0 and 1 never rounded to either end. */
export function sayConfidence({ confidence }: Pick<MatchAnswer, 'confidence'>): string {
  const percent = Math.round(confidence * 100);
  if (confidence <= 0 || confidence >= 1) return `${percent}\u00a0%`;
  return `${Math.min(Math.max(percent, 1), 99)}\u00a0%`;
}
