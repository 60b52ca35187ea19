import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { type Call, callStatus } from '../../../calls/call.ts';
import { countryCode } from '../../../platform/country-code.ts';
import { e164 } from '../../../settings/e164.ts';
import { anyOfCodes, anyOfTexts, anyOfWords, withinSeconds } from './condition-kinds.ts';
import { timeOfTalk } from './condition-times.ts';

/** What conditions may ask of the call itself. */
export const callConditions = {
  status: anyOfWords(callStatus, ({ call }) => call.status),
  // Where nobody answered there was no talk, and nobody was put on hold.
  talkSeconds: withinSeconds(({ call }) => call.talkSeconds ?? ifAnswered(call, undefined, 0), timeOfTalk),
  waitSeconds: withinSeconds(({ call }) => call.waitSeconds),
  holdSeconds: withinSeconds(({ call }) => call.holdSeconds ?? ifAnswered(call, undefined, 0)),
  number: anyOfCodes(e164, ({ call }) => call.trackedNumber),
  carrier: anyOfTexts(({ call }) => call.carrier),
  agent: anyOfTexts(({ call }) => call.agent ?? ifAnswered(call, undefined, null)),
  queue: anyOfTexts(({ call }) => call.queue),
  /** Of the caller's number. */
  country: anyOfCodes(countryCode, ({ call: { caller } }) =>
    caller?.kind === 'number' ? parsePhoneNumberFromString(caller.number)?.country : undefined,
  ),
};

function ifAnswered<Yes, No>({ status, answeredAt }: Call, yes: Yes, no: No): Yes | No {
  return answeredAt !== undefined || status === 'answered' || status === 'completed' ? yes : no;
}
