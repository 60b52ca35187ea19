import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { asE164, isOtherNumber, readCaller } from '../../callers/caller-number.ts';
import type { Ignored, LegFields } from '../../observation.ts';
import type { Part } from '../payload-part.ts';

export interface EndpointContext {
  readonly kind: string;
  readonly direction: 'inbound' | 'outbound' | undefined;
  /** Of numbers that do not say theirs. */
  readonly country: string | undefined;
}

/** The caller and our number: who `from` and `to` are depends on which way the call went. */
export function endpointFields(
  message: Part,
  { kind, direction, country }: EndpointContext,
  ignored: Ignored[],
): LegFields {
  const [outside, ours] = direction === 'outbound' ? ['to', 'from'] : ['from', 'to'];
  const caller = message.text(outside);
  const tracked = message.text(ours);
  return {
    ...(caller === undefined
      ? absentCaller(kind)
      : { caller: readCaller(readNumber(caller, country, (reason) => ignored.push({ what: outside, reason }))) }),
    ...(tracked !== undefined && trackedNumber(tracked, country, (reason) => ignored.push({ what: ours, reason }))),
  };
}

/** Lookups and records tell who calls: without it the number is withheld. Events need not repeat it. */
function absentCaller(kind: string): LegFields {
  return kind === 'lookup' || kind === 'record' ? { callerAbsent: true } : {};
}

function trackedNumber(address: string, country: string | undefined, note: (reason: string) => void): LegFields {
  const number = readNumber(address, country, () => {});
  if (asE164(number) !== undefined || isOtherNumber(number)) return { trackedNumber: number };
  note('not a phone number');
  return {};
}

/** At least so many digits were meant as a number that is dialled from outside. */
const fullNumber = /(?:\d\D?){7}/;

/** The number as E.164 where it can be read so, else as it came. */
function readNumber(address: string, country: string | undefined, note: (reason: string) => void): string {
  const user = address.replace(/^(?:sips?|tel):/i, '').replace(/[@;].*$/, '');
  const international = asE164(user);
  if (international !== undefined) return international;
  const national =
    country !== undefined && isSupportedCountry(country) ? parsePhoneNumberFromString(user, country) : undefined;
  if (national?.isValid()) return national.number;
  if (fullNumber.test(user)) note('a number that says no country, or that cannot be');
  return address;
}
