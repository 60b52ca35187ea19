import { asE164 } from '../../../identifiers/phone.ts';
import { isExtension, isOtherNumber, readCaller } from '../../callers/caller-number.ts';
import type { Caller, Ignored, LegFields } from '../../observation.ts';
import { readNumber } from '../generic/endpoints.ts';
import type { Part } from '../payload-part.ts';

/** Who and what a channel is told to be about. */
interface Told {
  readonly variables: Part;
  /** The channel as it began. */
  readonly profile: Part;
  readonly country: string | undefined;
}

/** The switch called there by itself, as by a click on a number, or for a caller who is one of its own users. */
export function isRungUp(variables: Part): boolean {
  return variables.text('direction')?.toLowerCase() === 'outbound';
}

/** Somebody inside dialled an extension or a code of the switch: nobody outside has to do with it. */
export function isInternal(told: Told): boolean {
  const dialled = dialledNumbers(told);
  const isToInside = dialled.some(isExtension) || !dialled.some(isOtherNumber);
  return isInside(told) && isToInside && !dialled.some((number) => e164(number) !== undefined);
}

/** Who calls, which number, and which way the call goes. */
export function channelNumbers(told: Told, ignored: Ignored[]): LegFields {
  const { variables, country } = told;
  const [from, to] = [callingNumber(told), dialledNumber(told)];
  if (isRungUp(variables) || isOutgoing(told)) {
    const ours = read(shownNumber(variables) ?? from, country);
    return { direction: 'outbound', ...ourNumber(ours), ...outside(to, country, ignored) };
  }
  if (to === undefined) ignored.push({ what: 'variables.sip_req_user', reason: 'not a phone number' });
  const caller: LegFields = isPrivate(variables) ? { caller: { kind: 'withheld' } } : outside(from, country, ignored);
  return { direction: 'inbound', ...ourNumber(to), ...caller };
}

/**
 * Users sign in at the switch to call out, and trunks to bring calls in. A user calls as an extension, by the name that signed in, or is shown
 * outside by a number of ours; whoever else calls by a phone number of their own comes in by a trunk.
 */
function isOutgoing(told: Told): boolean {
  const { variables, country } = told;
  if (signedIn(variables).length === 0) return false;
  if (isInside(told)) return true;
  const shown = e164(read(shownNumber(variables), country));
  const isOutside = e164(dialledNumber(told)) !== undefined;
  return isOutside && shown !== undefined && shown !== e164(read(callingNumber(told), country));
}

/** By what calls a channel is one of our own phones. */
function isInside(told: Told): boolean {
  const from = callingNumber(told);
  if (from === undefined) return false;
  return signedIn(told.variables).includes(from) || isExtension(from);
}

function signedIn(variables: Part): readonly string[] {
  return [variables.text('sip_auth_username') ?? [], variables.text('user_name') ?? []].flat();
}

function callingNumber({ variables, profile }: Told): string | undefined {
  return profile.text('caller_id_number') ?? variables.text('sip_from_user');
}

/** What users call outside by, and what a dialplan may make of the number of who calls in. */
function shownNumber(variables: Part): string | undefined {
  return variables.text('effective_caller_id_number') ?? variables.text('outbound_caller_id_number');
}

/** A trunk that registers is asked for by the name of its account; the number that was dialled stands elsewhere then. */
function dialledNumber(told: Told): string | undefined {
  const dialled = dialledNumbers(told);
  return dialled.find((number) => e164(number) !== undefined) ?? dialled.find(isOtherNumber);
}

function dialledNumbers({ variables, profile, country }: Told): readonly string[] {
  const addresses = [variables.text('sip_req_user'), variables.text('sip_to_user'), profile.text('destination_number')];
  return addresses.flatMap((address) => read(address, country) ?? []);
}

function read(address: string | undefined, country: string | undefined): string | undefined {
  return address && readNumber(address, country, () => {});
}

function e164(number: string | undefined): string | undefined {
  return number && asE164(number);
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

/** RFC 3323: the network knows the number, and the caller does not want it shown. */
function isPrivate(variables: Part): boolean {
  const header = variables.text('sip_Privacy') ?? variables.text('sip_h_Privacy') ?? '';
  const isHidden = variables.text('privacy_hide_number')?.toLowerCase() === 'true';
  return isHidden || /\b(id|user|header|critical)\b/i.test(header.replace(/^privacy:/i, ''));
}
