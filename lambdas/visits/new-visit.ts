import { isDirect, isSameTouch } from '../attribution/touch.ts';
import type { Touch } from '../platform/token-claims.ts';

/** Without activity for as long (ms), a visit is over. */
export const visitIdleMs = 30 * 60 * 1000;

/** The visit before, as far as the visitor's token tells. */
export interface PreviousVisit {
  /** When its visitor was last known to be there, ms. */
  readonly seenAt: number;
  readonly touch?: Touch | undefined;
}

/**
 * Whether a page belongs to the visit before it: less than 30 minutes without activity and no new source. A reload of
 * the landing page comes with that visit's own source, and is not new.
 */
export function continuesVisit(landed: Touch, previous: PreviousVisit | undefined, now: number): boolean {
  if (previous === undefined || now - previous.seenAt >= visitIdleMs) return false;
  return isDirect(landed) || (previous.touch !== undefined && isSameTouch(landed, previous.touch));
}
