import type { CallerKind } from './call-evidence.ts';
import { type Curve, startingCurve } from './curve.ts';
import { curveOfHumps, startingHumps } from './smooth-curve.ts';

/** What a pool's calls have taught of how its visitors call; shares are 0 to 1. */
export interface PoolKnowledge {
  /** From showing the number to the call, all calls of visitors. */
  readonly curve: Curve;
  /** The same for calls without a click on the number: who clicks calls soon, and is known by the click. */
  readonly curveWithoutClick: Curve;
  /**
   * Of calls without a click, whose caller is not remembered on the number, the share that no visit led to. Who gave no number may have
   * called before, from memory; who called before and was nobody's then will be again.
   */
  readonly unrelatedShare: Readonly<Record<CallerKind, number>>;
  /** How long it takes on average until a number is shown to the next visitor, s; undefined where nobody knows. */
  readonly spacingSeconds?: number | undefined;
  /** Calls that it was learnt from, and how many of them are known to be a visitor's, or nobody's, by more than the time. */
  readonly calls: number;
  readonly confirmed: number;
  /** How often the visitor who clicked was the caller, and the remembered one. */
  readonly rightByClick: number;
  readonly rightByMemory: number;
}

/** What is taken for true of a pool until its own calls say better. */
export const startingKnowledge: PoolKnowledge = {
  curve: startingCurve,
  curveWithoutClick: curveOfHumps(startingHumps),
  unrelatedShare: { first: 0.08, again: 0.5, withheld: 0.2 },
  calls: 0,
  confirmed: 0,
  rightByClick: 0.98,
  rightByMemory: 0.9,
};
