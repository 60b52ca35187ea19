import { type Delivery, deliveryState } from '../../deliveries/delivery.ts';
import type { DeliveryResult } from '../../deliveries/delivery-result.ts';

/** What can have become of a conversion at a destination. Each is in just one line, so that they add up. */
export const reconciliationLines = [
  /** Not sent yet: it is on its way, is tried again, or its destination is paused. */
  'waiting',
  /** Received; whether it counts is not known yet, or could not be found out. */
  'accepted',
  'counted',
  /** The destination was told that it does not count any more. */
  'takenBack',
  'notMatched',
  'noConsent',
  'tooOld',
  'noIdentifier',
  /** Taken back before it was sent. */
  'withdrawn',
  /** Not for this destination for another reason. */
  'skipped',
  'parked',
  /** Only a newer version of Leaseline knows. */
  'unsupported',
] as const;
export type ReconciliationLine = (typeof reconciliationLines)[number];

/** The lines of what the destination received. */
export const sentLines = ['accepted', 'counted', 'takenBack', 'notMatched'] as const satisfies ReconciliationLine[];

const lineOfResult: Readonly<Record<DeliveryResult, ReconciliationLine>> = {
  counted: 'counted',
  'taken-back': 'takenBack',
  accepted: 'accepted',
  'not-matched': 'notMatched',
  'no-consent': 'noConsent',
  'too-old': 'tooOld',
  'no-identifier': 'noIdentifier',
  withdrawn: 'withdrawn',
  'no-new-values': 'skipped',
  'not-for-it': 'skipped',
  rejected: 'parked',
  'given-up': 'parked',
  'unknown-whether-received': 'parked',
};

/** What became of the newest revision of a conversion, from what attempts wrote; undefined: no attempt has come to it. */
export function lineOf(found: Delivery | 'unknown' | undefined, revision: number): ReconciliationLine {
  if (found === 'unknown') return 'unsupported';
  if (found === undefined) return 'waiting';
  const state = deliveryState({ ...found, wanted: Math.max(found.wanted, revision) });
  switch (state) {
    case 'pending':
      return 'waiting';
    case 'parked':
      return 'parked';
    case 'skipped':
      return found.result === undefined ? 'skipped' : lineOfResult[found.result];
    case 'delivered':
      // Before there were results it was not noted whether it was matched.
      return found.result === undefined ? 'accepted' : lineOfResult[found.result];
  }
}
