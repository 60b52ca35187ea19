import type { LegFields } from '../../observation.ts';

/**
 * The words of Asterisk (`DIALSTATUS`, `disposition`) and FreeSWITCH (`hangup_cause`, named after ITU-T Q.850) for a line that is busy, and
 * for a call that the network could not put through. All others are people's doing: nobody answered, or somebody hung up.
 */
const busy = new Set(['BUSY', 'USER_BUSY']);
const failed = new Set([
  'FAILED',
  'CONGESTION',
  'CHANUNAVAIL',
  'UNALLOCATED_NUMBER',
  'INVALID_NUMBER_FORMAT',
  'NO_ROUTE_TRANSIT_NET',
  'NO_ROUTE_DESTINATION',
  'DESTINATION_OUT_OF_ORDER',
  'NETWORK_OUT_OF_ORDER',
  'NORMAL_CIRCUIT_CONGESTION',
  'NORMAL_TEMPORARY_FAILURE',
  'SWITCH_CONGESTION',
  'INCOMPATIBLE_DESTINATION',
  'MEDIA_TIMEOUT',
]);

/** Why a leg ended, in the carrier's word, and what that means when nobody answered. */
export function endFields(reason: string | undefined): LegFields {
  if (reason === undefined) return {};
  const endReason = reason.toUpperCase();
  const word = endReason.replaceAll(/[ -]/g, '_');
  return { endReason, cause: busy.has(word) ? 'busy' : failed.has(word) ? 'failed' : 'other' };
}
