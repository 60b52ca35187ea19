import { nationalNumber } from '../../../identifiers/national-phone.ts';
import { asE164 } from '../../../identifiers/phone.ts';
import { isOtherNumber, readCaller } from '../../callers/caller-number.ts';
import type { Ignored, LegFields } from '../../observation.ts';
import type { Part } from '../payload-part.ts';

export interface EndpointContext {
  readonly kind: string;
  readonly direction: 'inbound' | 'outbound' | undefined;
  /** Of numbers that do not say theirs. */
  readonly country: string | undefined;
}

/** Who calls or is called outside, and our number: which of `from` and `to` they are depends on which way the call went. */
export function sidesOf(direction: EndpointContext['direction']) {
  return direction === 'outbound'
    ? ({ outside: 'to', ours: 'from' } as const)
    : ({ outside: 'from', ours: 'to' } as const);
}

const noNumber = 'not a number of a known country';

/** The caller and our number. What should be there and cannot be read is noted. */
export function endpointFields(
  message: Part,
  { kind, direction, country }: EndpointContext,
  ignored: Ignored[],
): LegFields {
  const { outside, ours } = sidesOf(direction);
  const caller = message.text(outside);
  const tracked = message.text(ours);
  const note = (reason: string) =>
    ignored.push({ what: outside, reason: outside === 'to' ? `${noNumber}, so who was called is not known` : reason });
  return {
    ...(caller === undefined ? absentCaller(kind) : { caller: readCaller(readNumber(caller, country, note)) }),
    ...(tracked === undefined ? absentNumber(kind, ours, ignored) : trackedNumber(tracked, ours, country, ignored)),
  };
}

/** Without it a call is of no site. It is kept, as another message may tell it: those that begin or sum up a call should. */
function absentNumber(kind: string, ours: string, ignored: Ignored[]): LegFields {
  const isNoted = ignored.some(({ what }) => what === ours);
  if ((kind === 'ringing' || kind === 'record') && !isNoted) ignored.push({ what: ours, reason: 'missing' });
  return {};
}

/** Lookups and records tell who calls: without it the number is withheld. Events need not repeat it. */
function absentCaller(kind: string): LegFields {
  return kind === 'lookup' || kind === 'record' ? { callerAbsent: true } : {};
}

function trackedNumber(address: string, ours: string, country: string | undefined, ignored: Ignored[]): LegFields {
  const number = readNumber(address, country, () => {});
  if (asE164(number) !== undefined) return { trackedNumber: number };
  // It is kept as what was dialled, and is none of those that a site has.
  if (isOtherNumber(number)) {
    ignored.push({ what: ours, reason: `${noNumber}, so the call is of no site` });
    return { trackedNumber: number };
  }
  ignored.push({ what: ours, reason: 'not a phone number' });
  return {};
}

/** The number of a phone or a SIP address as E.164 where it can be read so, else as it came; `note` is told of digits that are no number. */
export function readNumber(address: string, country: string | undefined, note: (reason: string) => void): string {
  const user = address.replace(/^(?:sips?|tel):/i, '').replace(/[@;].*$/, '');
  const number = nationalNumber(user, country);
  if (number !== undefined) return number;
  // A word in its place says that the number is withheld; digits were meant as one.
  if (/\d/.test(user)) note(`${noNumber}, so it counts as withheld`);
  return address;
}
