import { amountText } from '../../../conversions/money.ts';
import { emailHash, phoneHash } from '../../../identifiers/hashes.ts';
import { personalNumber } from '../../../identifiers/phone.ts';
import { amountNumber } from '../../formats/receiver-formats.ts';
import { rfc3339, unixMilliseconds, unixSeconds } from '../../formats/times.ts';
import type { BuildInput } from '../destination.ts';

type Facts = Omit<BuildInput<unknown, unknown>, 'settings' | 'secrets'>;
type Fact = string | number | undefined;

/** What fields can be filled with, by the names that settings use. Times of the conversion, in the forms that receivers want. */
const facts: Readonly<Record<string, (facts: Facts) => Fact>> = {
  'conversion.id': ({ conversion }) => conversion.id,
  'conversion.name': ({ conversion }) => conversion.name,
  'conversion.revision': ({ conversion }) => conversion.revision,
  'conversion.time': ({ conversion }) => rfc3339(conversion.occurredAt),
  'conversion.seconds': ({ conversion }) => unixSeconds(conversion.occurredAt),
  'conversion.milliseconds': ({ conversion }) => unixMilliseconds(conversion.occurredAt),
  'conversion.value': ({ conversion }) => amountNumber(conversion.value),
  'conversion.amount': ({ conversion }) => amountText(conversion.value),
  'conversion.currency': ({ conversion }) => conversion.value.currency,
  'call.id': ({ call }) => call.id,
  'call.time': ({ call }) => rfc3339(call.startedAt),
  'call.status': ({ call }) => call.status,
  'call.talkSeconds': ({ call }) => call.talkSeconds,
  phone: callerNumber,
  'phone.digits': (input) => callerNumber(input)?.slice(1),
  'phone.sha256': (input) => hashOf(input, 'plus'),
  'phone.digits.sha256': (input) => hashOf(input, 'digits'),
  email: ({ email }) => email,
  'email.sha256': ({ email }) => email && emailHash(email, 'plain'),
  source: ({ match }) => match.source,
  medium: ({ match }) => match.medium,
  campaign: ({ match }) => match.visit?.campaign ?? match.campaign,
  keyword: ({ match }) => match.visit?.keyword,
  content: ({ match }) => match.visit?.content,
  landingPage: ({ match }) => match.visit?.landingPage,
  referrer: ({ match }) => match.visit?.referrer,
  visitor: ({ match }) => match.visit?.visitor,
  recipient: ({ match }) => match.recipient?.id,
  outcome: ({ call }) => call.sums?.outcome,
  'site.id': ({ site }) => site.id,
  'site.name': ({ site }) => site.name,
};

/** Names that begin so are of what the page or the ad knows: `click.gclid`, `ids.ga`, `params.plan`. */
const open: Readonly<Record<string, (facts: Facts, name: string) => Fact>> = {
  'click.': ({ match }, name) => match.visit?.clickIds?.[name],
  'ids.': ({ match }, name) => match.visit?.ids?.[name],
  'params.': ({ match }, name) => match.visit?.params?.[name],
};

/** All names of facts; those that end in a dot are followed by a name of the page's. */
export const factNames: readonly string[] = [...Object.keys(facts), ...Object.keys(open)];

export function isFact(name: string): boolean {
  return Object.hasOwn(facts, name) || Object.keys(open).some((prefix) => isBelow(prefix, name));
}

/** The fact of that name; undefined where nobody knows it. */
export function factOf(input: Facts, name: string): Fact {
  if (Object.hasOwn(facts, name)) return facts[name]?.(input);
  const prefix = Object.keys(open).find((each) => isBelow(each, name));
  return prefix === undefined ? undefined : open[prefix]?.(input, name.slice(prefix.length));
}

function isBelow(prefix: string, name: string): boolean {
  return name.startsWith(prefix) && name.length > prefix.length;
}

function callerNumber({ call }: Facts): string | undefined {
  return call.caller?.kind === 'number' ? personalNumber(call.caller.number) : undefined;
}

function hashOf(input: Facts, form: 'plus' | 'digits'): string | undefined {
  const number = callerNumber(input);
  return number && phoneHash(number, form);
}
