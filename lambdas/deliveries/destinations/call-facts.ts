import { personalNumber } from '../../identifiers/phone.ts';
import { rfc3339Seconds } from '../formats/times.ts';
import type { BuildInput } from './destination.ts';

type Input = Pick<BuildInput<unknown, unknown>, 'call' | 'match' | 'email'>;

/** What is known of a call as one text each, for receivers whose fields are the owner's own. */
export const callFacts = [
  'call',
  'caller',
  'email',
  'trackedNumber',
  'startedAt',
  'talkSeconds',
  'source',
  'medium',
  'campaign',
  'keyword',
  'landingPage',
  'gclid',
] as const;
export type CallFact = (typeof callFacts)[number];

/** The caller's number as E.164; undefined for a withheld one. */
export function callerNumber({ caller }: Input['call']): string | undefined {
  return caller?.kind === 'number' ? personalNumber(caller.number) : undefined;
}

/** The fact as text: times as RFC 3339, seconds as digits; undefined where it is not known. */
export function callFact({ call, match, email }: Input, fact: CallFact): string | undefined {
  switch (fact) {
    case 'call':
      return call.id;
    case 'caller':
      return callerNumber(call);
    case 'email':
      return email;
    case 'trackedNumber':
      return call.trackedNumber;
    case 'startedAt':
      return rfc3339Seconds(call.startedAt);
    case 'talkSeconds':
      return call.talkSeconds?.toString();
    case 'source':
    case 'medium':
    case 'campaign':
      return match[fact];
    case 'keyword':
    case 'landingPage':
      return match.visit?.[fact];
    case 'gclid':
      return match.visit?.clickIds?.gclid;
  }
}
