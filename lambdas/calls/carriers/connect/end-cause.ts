import type { LegFields } from '../../observation.ts';

/** `DisconnectReason` values that tell of the network, not of people. Unanswered, timed out and given up are missed calls. */
const failed = new Set(['TELECOM_NUMBER_INVALID', 'TELECOM_POTENTIAL_BLOCKING', 'TELECOM_PROBLEM']);

/** Why the contact ended. No reason is normal: ends by flow or API have none. */
export function endCause(reason: string | undefined): LegFields {
  if (reason === undefined) return {};
  const endReason = reason.toUpperCase();
  return { endReason, cause: endReason === 'TELECOM_BUSY' ? 'busy' : failed.has(endReason) ? 'failed' : 'other' };
}
