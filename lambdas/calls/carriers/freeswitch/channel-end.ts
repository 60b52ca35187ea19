import type { LegFields } from '../../observation.ts';
import { endFields } from '../generic/end-reason.ts';
import type { Part } from '../payload-part.ts';

/** Causes of ITU-T Q.850 by number, for who has no word for them: what the network could not put through, and a line that is busy. */
const busy = 17;
const failed = new Set([1, 2, 3, 5, 6, 22, 25, 27, 28, 34, 38, 41, 42, 44, 47, 50, 57, 58, 63, 65, 69, 79, 88, 102]);

/** Why a channel ended: `hangup_cause`, which is named after Q.850 but for SIP's own words; else the number. */
export function channelEnd(variables: Part): LegFields {
  const word = variables.line('hangup_cause');
  const number = Number(variables.text('hangup_cause_q850') ?? Number.NaN);
  const byNumber = number === busy ? 'busy' : failed.has(number) ? 'failed' : 'other';
  if (word === undefined) return Number.isNaN(number) ? {} : { endReason: `Q.850 ${number}`, cause: byNumber };
  const { cause, ...said } = endFields(word);
  // Words that are new get a number that is known.
  return { ...said, cause: cause === 'other' && !isPeoples(word) ? byNumber : cause };
}

/** Somebody hung up, or nobody answered, whatever number SIP was given for it. */
function isPeoples(word: string): boolean {
  return /^(NORMAL_CLEARING|ORIGINATOR_CANCEL|NO_ANSWER|NO_USER_RESPONSE|CALL_REJECTED|ALLOTTED_TIMEOUT)$/i.test(word);
}
