import { asE164 } from '../../../identifiers/phone.ts';
import { isOtherNumber, readCaller } from '../../callers/caller-number.ts';
import type { Caller, Ignored, LegFields } from '../../observation.ts';
import { readNumber } from '../generic/endpoints.ts';
import { type Part, readPart } from '../payload-part.ts';

/** The switch called there by itself, as by a click on a number, or for a caller who is one of its own users. */
export function isRungUp(variables: Part): boolean {
  return variables.text('direction')?.toLowerCase() === 'outbound';
}

/** Who calls, which number, and which way the call goes. */
export function channelNumbers(
  variables: Part,
  body: Part,
  country: string | undefined,
  ignored: Ignored[],
): LegFields {
  const profile = firstProfile(body);
  const read = (address: string | undefined) => address && readNumber(address, country, () => {});
  const shown = variables.text('effective_caller_id_number') ?? variables.text('outbound_caller_id_number');
  const dialled = [
    variables.text('sip_req_user'),
    variables.text('sip_to_user'),
    profile.text('destination_number'),
  ].flatMap((address) => read(address) ?? []);
  const from = profile.text('caller_id_number') ?? variables.text('sip_from_user');
  // A trunk that registers is asked for by the name of its account; the number that was dialled stands elsewhere then.
  const to = dialled.find((number) => asE164(number) !== undefined) ?? dialled.find(isOtherNumber);
  const isOutgoing = isRungUp(variables) || (isOwnUser(variables) && asE164(to ?? '') !== undefined);
  if (isOutgoing) return { direction: 'outbound', ...ourNumber(read(shown ?? from)), ...outside(to, country, ignored) };
  if (to === undefined) ignored.push({ what: 'variables.sip_req_user', reason: 'not a phone number' });
  const caller: LegFields = isPrivate(variables) ? { caller: { kind: 'withheld' } } : outside(from, country, ignored);
  return { direction: 'inbound', ...ourNumber(to), ...caller };
}

function ourNumber(number: string | undefined): LegFields {
  return number !== undefined && isOtherNumber(number) ? { trackedNumber: number } : {};
}

function outside(address: string | undefined, country: string | undefined, ignored: Ignored[]): LegFields {
  if (address === undefined) return { callerAbsent: true };
  const note = (reason: string) => ignored.push({ what: 'caller_id_number', reason });
  const caller: Caller = readCaller(readNumber(address, country, note));
  return { caller };
}

/** Who signed in at the switch calls from inside. */
function isOwnUser(variables: Part): boolean {
  return (variables.text('sip_auth_username') ?? variables.text('user_name')) !== undefined;
}

/** RFC 3323: the network knows the number, and the caller does not want it shown. */
function isPrivate(variables: Part): boolean {
  const header = variables.text('sip_Privacy') ?? variables.text('sip_h_Privacy') ?? '';
  const isHidden = variables.text('privacy_hide_number')?.toLowerCase() === 'true';
  return isHidden || /\b(id|user|header|critical)\b/i.test(header.replace(/^privacy:/i, ''));
}

/** The channel as it began: a transfer puts a newer profile before it. */
function firstProfile(body: Part): Part {
  const flow = body.value('callflow');
  const first: unknown = Array.isArray(flow) ? flow.at(-1) : flow;
  return readPart(first, []).part('caller_profile');
}
