import * as z from 'zod';
import { type Call, callStatus } from '../../../calls/call.ts';
import { carrierTypes } from '../../../calls/carriers/carrier.ts';
import {
  anyOfTexts,
  anyOfWords,
  fitsAny,
  oneOrMore,
  withinSeconds,
} from '../../../calls/conditions/condition-kinds.ts';
import { numberConditions } from '../../../calls/conditions/number-conditions.ts';
import { timeOfTalk } from './condition-times.ts';
import type { RuleFacts } from './rule-facts.ts';

const carrierAsked = z
  .string()
  .max(200)
  .refine((text) => carrierTypes.some((type) => fitsAny(text, type)), {
    message: `must be ${carrierTypes.join(', ').replace(/, (?=[^,]*$)/, ' or ')}`,
  });

/** What conditions may ask of the call itself. */
export const callConditions = {
  status: anyOfWords(callStatus, ({ call }: RuleFacts) => call.status),
  // Where nobody answered there was no talk, and nobody was put on hold.
  talkSeconds: withinSeconds(({ call }: RuleFacts) => call.talkSeconds ?? ifAnswered(call, undefined, 0), timeOfTalk),
  waitSeconds: withinSeconds(({ call }: RuleFacts) => call.waitSeconds),
  holdSeconds: withinSeconds(({ call }: RuleFacts) => call.holdSeconds ?? ifAnswered(call, undefined, 0)),
  number: numberConditions.number,
  carrier: {
    ...anyOfTexts(({ call }: RuleFacts) => call.carrier),
    // No call is of any other; a list that is stored stays as it is.
    settings: oneOrMore(carrierAsked).optional(),
  },
  agent: anyOfTexts(({ call }: RuleFacts) => call.agent ?? ifAnswered(call, undefined, null)),
  queue: anyOfTexts(({ call }: RuleFacts) => call.queue),
  country: numberConditions.country,
};

function ifAnswered<Yes, No>({ status, answeredAt }: Call, yes: Yes, no: No): Yes | No {
  return answeredAt !== undefined || status === 'answered' || status === 'completed' ? yes : no;
}
