import { asE164 } from '../../../identifiers/phone.ts';
import { isOtherNumber, readCaller } from '../../callers/caller-number.ts';
import type { Ignored, LegFields } from '../../observation.ts';
import type { Part } from '../payload-part.ts';
import type { ContactKind } from './contact-kind.ts';

/**
 * The caller of a contact that must name one (lookup, record). At Connect the customer endpoint is the person outside and the
 * system endpoint our number, also where the call went the other way (OUTBOUND, CALLBACK): only from and to are reversed.
 */
export function callerFields(contact: Part, kind: ContactKind): LegFields {
  if (!kind.hasCaller) return {};
  const address = contact.part('CustomerEndpoint').text('Address');
  return address === undefined ? { callerAbsent: true } : { caller: readCaller(address) };
}

/** Our number, E.164 where Connect gives it. A call-back says `Softphone` there, which is no number that anybody dialled. */
export function trackedNumberField(address: string | undefined, kind: ContactKind, ignored: Ignored[]): LegFields {
  if (address === undefined) return {};
  const trackedNumber = asE164(address);
  if (trackedNumber !== undefined) return { trackedNumber };
  if (kind.direction !== 'outbound' && isOtherNumber(address)) return { trackedNumber: address };
  ignored.push({ what: 'SystemEndpoint.Address', reason: 'not a phone number' });
  return {};
}
