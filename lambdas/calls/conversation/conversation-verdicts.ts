import type { Conversation } from '../call.ts';
import { fitsAny } from '../conditions/condition-kinds.ts';
import type { Verdict } from '../conditions/fact.ts';
import { phrasesSaid, type Said, type Speaker } from './said.ts';

/** Whether a call has a category; before the file of its analysis is there, and where that lacks some, it may have others besides those that are told. */
export function categoryVerdict(wanted: string | readonly string[], conversation: Conversation | undefined): Verdict {
  if (conversation === undefined) return 'unknown';
  const { categories, language, categorized = language !== undefined } = conversation;
  if (categories.some((category) => fitsAny(wanted, category))) return 'fits';
  return categorized ? 'does-not-fit' : 'unknown';
}

/** Which of some phrases were said, and whether any was: nobody knows it of a call whose words are not kept, or not all and none is among those. */
export function phrasesVerdict(
  wanted: string | readonly string[],
  said: Said | undefined,
  by: Speaker,
): { readonly found: readonly string[]; readonly verdict: Verdict } {
  if (said === undefined) return { found: [], verdict: 'unknown' };
  const found = phrasesSaid([wanted].flat(), said, by);
  if (found.length > 0) return { found, verdict: 'fits' };
  return { found, verdict: said.isCut ? 'unknown' : 'does-not-fit' };
}
