import type { FullMatch } from '../../../../lambdas/journal/call-answer.ts';

/** Somebody who may have called; without a visit: nobody who was shown the number. */
export interface Candidate {
  readonly visit: string | undefined;
  readonly visitor: string | undefined;
  /** How likely it is, 0 to 1. */
  readonly share: number;
  readonly isChosen: boolean;
}

/** Everybody who may have called, the likeliest first, and what is left for nobody of them; empty if nobody was to be weighed. */
export function whoCouldBe({
  candidates,
  visit,
  method,
}: Pick<FullMatch, 'candidates' | 'visit' | 'method'>): Candidate[] {
  if (candidates.length === 0) return [];
  const visits = candidates
    .map((one) => ({
      visit: one.visit,
      visitor: one.visitor,
      share: one.confidence,
      isChosen: one.visit === visit?.id,
    }))
    .sort((one, other) => other.share - one.share);
  const left = 1 - visits.reduce((sum, { share }) => sum + share, 0);
  const none = { visit: undefined, visitor: undefined, share: Math.max(0, left), isChosen: method === 'none' };
  return [...visits, none];
}
