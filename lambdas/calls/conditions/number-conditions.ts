import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { countryCode } from '../../platform/country-code.ts';
import { e164 } from '../../settings/e164.ts';
import type { Call } from '../call.ts';
import { anyOfCodes } from './condition-kinds.ts';

/** Who called, and which number. */
interface OfNumbers {
  readonly call: Pick<Call, 'trackedNumber' | 'caller'>;
}

/** What conditions may ask of the number that was dialled and of the caller's. */
export const numberConditions = {
  number: anyOfCodes(e164, ({ call }: OfNumbers) => call.trackedNumber),
  /** Of the caller's number. */
  country: anyOfCodes(countryCode, ({ call: { caller } }: OfNumbers) =>
    caller?.kind === 'number' ? parsePhoneNumberFromString(caller.number)?.country : undefined,
  ),
};
