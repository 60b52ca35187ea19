/** Why a destination is not told of something, and that is fine. */
export const skipReasons = [
  /** The visitor did not allow it. */
  'no-consent',
  /** Older than the destination takes. */
  'too-old',
  /** Nothing of it names a person or click to the destination. */
  'no-identifier',
  /** A new value for a destination that takes none; it keeps the first one. */
  'no-new-values',
  /** Taken back before it was sent. */
  'withdrawn',
  /** Not meant for this destination for another reason. */
  'not-for-it',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Why nothing is sent now, and that is fine: also that the destination was told already that it does not count. */
export type UnsentReason = SkipReason | 'taken-back';

/** What came of telling a destination, as a word that reports count by; `reason` says the same in a sentence. */
export const deliveryResults = [
  /** Received, and as far as the destination says it counts. */
  'counted',
  /** Received that it does not count any more. */
  'taken-back',
  /** Received; whether it counts is not known yet, or could not be found out. */
  'accepted',
  /** Received, but the destination knows no such click or person. */
  'not-matched',
  ...skipReasons,
  /** The destination refused it for good. */
  'rejected',
  /** All attempts failed. */
  'given-up',
  /** Nobody knows whether it was received, and sending again might count twice. */
  'unknown-whether-received',
] as const;
export type DeliveryResult = (typeof deliveryResults)[number];
