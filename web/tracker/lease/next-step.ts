import type { SaidConsent } from '../consent/consent.ts';
import { hasTokens, type Remembered } from './remembered.ts';
import { serves } from './serves.ts';

/** Whatever happened, what is to be done follows from what is known now. */
export interface Known {
  readonly said: SaidConsent | undefined;
  readonly remembered: Remembered | undefined;
  /** How the visitor came, as far as no answer of this page is for it yet. */
  readonly landing: () => string;
  readonly reloaded: boolean;
  /** The page shows what an answer said: what keeps it from now on are heartbeats. */
  readonly isShowing: boolean;
}

/** `tell`: the API has to hear what is not allowed any more; `ask`: for a number. The one before the other. */
export type Step = 'tell' | 'ask';

/** `undefined`: the page shows what it should. */
export function nextStep({ said, remembered, landing, reloaded, isShowing }: Known, now: number): Step | undefined {
  if (remembered?.forget || (said?.told === false && hasTokens(remembered))) return 'tell';
  if (!remembered?.askedAt) return 'ask';
  // The visitor allows more than when it was asked for.
  const { allowed } = remembered;
  if ((said?.ads && !allowed.ads) || (said?.analytics && !allowed.analytics)) return 'ask';
  return isShowing || serves(remembered, landing(), reloaded, now) ? undefined : 'ask';
}
