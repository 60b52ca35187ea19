import type { Visit } from '../../visits/visit.ts';
import type { Match } from './match.ts';

/**
 * How often a match is right, until each pool learns its own time to call. From a simulation
 * (50 numbers, 20 min leases, load 0.5 to 3).
 */
export const confidence = {
  /** The number alone says the source, and nothing more is claimed. */
  source: 1,
  /** Not measured. Placed above the memory, since it is the visitor's own act within two minutes. */
  click: 0.95,
  /** Repeat calls matched by memory were right in 89 to 94 of 100. */
  callerMemory: 0.9,
  /** The holder was right in 89 to 94 of 100 calls that came from a visitor at all. */
  lease: 0.88,
  /** The lease had ended for longer than it lasts: at the low end of the predicted and observed reliability. */
  oldLease: 0.6,
  none: 0,
} as const;

/**
 * The chosen visit and who else was possible: half of the doubt is for people who were never shown the number, the rest for the
 * others, each half as likely as the one before.
 */
export function candidates(
  chosen: { readonly visit: string; readonly visitor: string; readonly confidence: number },
  others: readonly Visit[],
): Match['candidates'] {
  return [
    chosen,
    ...others.map(({ visit, visitor }, index) => ({
      visit,
      visitor,
      confidence: thousandths((1 - chosen.confidence) / 2 ** (index + 2)),
    })),
  ];
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
