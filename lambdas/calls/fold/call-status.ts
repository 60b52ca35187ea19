import type { CallStatus } from '../call.ts';
import type { LegFields } from '../observation.ts';

/** What the legs come to. */
export interface CallFacts {
  /** Every leg that was heard of has ended. */
  readonly ended: boolean;
  readonly final: boolean;
  readonly answered: boolean;
  /** Why the last leg ended. */
  readonly cause: LegFields['cause'];
}

/**
 * The status that follows from the facts; it is never stored as a transition. A call whose end was never told is over all the same
 * when it is final: it must not ring for ever.
 */
export function callStatusOf({ ended, final, answered, cause }: CallFacts): CallStatus {
  if (!ended && !final) return answered ? 'answered' : 'ringing';
  if (answered) return 'completed';
  if (!ended) return 'failed';
  return cause === 'busy' || cause === 'failed' ? cause : 'missed';
}
