import * as z from 'zod';
import { personalNumber } from '../../identifiers/phone.ts';
import { rfc3339Seconds } from '../formats/times.ts';
import type { BuildInput } from './destination.ts';

type Input = Pick<BuildInput<unknown, unknown>, 'conversion' | 'call' | 'match' | 'site' | 'email'>;

/** What is known of a conversion and its call, for receivers whose fields are the owner's own. */
export const callFacts = [
  'title',
  'conversion',
  'occurredAt',
  'occurredOn',
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
  'recipient',
  'creative',
  'outcome',
] as const;
export type CallFact = (typeof callFacts)[number];

/** The caller's number as E.164; undefined for a withheld one. */
export function callerNumber({ caller }: Input['call']): string | undefined {
  return caller?.kind === 'number' ? personalNumber(caller.number) : undefined;
}

/** The call in a few words, by which people find it in a list. */
export function callTitle({ conversion, call }: Pick<Input, 'conversion' | 'call'>): string {
  const who = callerNumber(call);
  return `${who === undefined ? 'Call, number withheld' : `Call from ${who}`} (${conversion.name})`;
}

/** Which field of theirs gets which fact; `field` is what their names look like. */
export function factFields<Field>(field: z.ZodType<Field>) {
  return z.partialRecord(z.enum(callFacts), field).default({});
}

/** Each field that somebody named, with the fact as text; what is not known is left out. */
export function toldFacts<Field>(
  input: Input,
  fields: Readonly<Partial<Record<CallFact, Field>>>,
): { readonly field: Field; readonly value: string }[] {
  return callFacts.flatMap((fact) => {
    const [field, value] = [fields[fact], callFact(input, fact)];
    return field === undefined || value === undefined ? [] : [{ field, value }];
  });
}

/** The fact as text: times as RFC 3339, a day as 2026-11-20, seconds as digits; undefined where it is not known. */
export function callFact(input: Input, fact: CallFact): string | undefined {
  const { conversion, call, match, site, email } = input;
  switch (fact) {
    case 'title':
      return callTitle(input);
    case 'conversion':
      return conversion.name;
    case 'occurredAt':
      return rfc3339Seconds(conversion.occurredAt);
    case 'occurredOn':
      return new Intl.DateTimeFormat('en-CA', { timeZone: site.timeZone, dateStyle: 'short' }).format(
        conversion.occurredAt,
      );
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
    case 'recipient':
      return match.recipient?.id;
    case 'creative':
      return match.recipient?.creative;
    case 'outcome':
      return call.sums?.outcome;
  }
}
