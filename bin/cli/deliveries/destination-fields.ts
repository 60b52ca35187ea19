import {
  type DestinationTypeAnswer,
  describeType,
  type FieldAnswer,
} from '../../../lambdas/deliveries/destinations/describe-type.ts';
import { destinations } from '../../../lambdas/deliveries/destinations/registry.ts';
import { CliError } from '../cli-error.ts';
import { columns } from '../columns.ts';

const day = 86_400;

/** What a type of destination is set to and what it can do, for people or as JSON; asks no server. Throws where there is no such type. */
export function destinationFieldsText(type: string, json = false): string {
  const destination = destinations.get(type);
  if (destination === undefined) {
    throw new CliError(`there is no type ${type}; there are ${[...destinations.keys()].join(', ')}`);
  }
  const described = describeType(destination);
  if (json) return `${JSON.stringify(described, undefined, 2)}\n`;
  const { settings, secrets } = described;
  const fields = (title: string, of: readonly FieldAnswer[]) =>
    of.length === 0 ? [] : ['', ...columns([title, 'value', '', 'what'], of.map(rowOf))];
  const abilities = abilitiesOf(described).map(([name, value]) => [name, value]);
  const lines = [
    type,
    ...fields('settings', settings),
    ...fields('secrets', secrets),
    '',
    ...columns(['abilities', ''], abilities),
  ];
  return `${lines.join('\n')}\n`;
}

function rowOf({
  name,
  kind,
  required,
  description = '',
  default: usual,
  choices = [],
  address,
}: FieldAnswer): string[] {
  const marks = [required ? 'required' : 'optional', ...(address ? ['address'] : [])].join(', ');
  const more = [
    ...(choices.length > 0 ? [`One of ${choices.join(', ')}.`] : []),
    ...(usual === undefined ? [] : [`Default: ${typeof usual === 'string' ? usual : JSON.stringify(usual)}`]),
  ];
  return [name, kind, marks, [description, ...more].filter((text) => text !== '').join(' ')];
}

function abilitiesOf({ can, test }: DestinationTypeAnswer): readonly (readonly [string, string])[] {
  const { restate, retract, dedupe, rate, maxAgeSeconds, identifiers, consentNeeded, events } = can;
  return [
    ['new values', restate ? 'takes them' : 'takes none: the first one stays'],
    ['withdrawal', retract ? 'takes it' : restate ? 'takes none: the value becomes 0' : 'takes none'],
    [
      'sent again',
      dedupe
        ? `knows it by ${dedupe.key} for ${daysText(dedupe.windowSeconds)}`
        : 'counts twice: what it may have received is parked',
    ],
    ['rate', rate ? `${rate.requests} requests in ${rate.perSeconds} s` : 'not known'],
    ['oldest', maxAgeSeconds === undefined ? 'no limit known' : daysText(maxAgeSeconds)],
    ['identifiers', identifiers.length === 0 ? 'needs none' : `one of ${identifiers.join(', ')}`],
    ['consent', consentNeeded === 'none' ? 'needs none' : `the visitor must allow ${consentNeeded}`],
    ['events of calls', events ? 'takes them' : 'takes none'],
    ['test', testText(test)],
  ];
}

function testText(test: DestinationTypeAnswer['test']): string {
  if (test === undefined) return 'no way that would not count';
  return test === 'marked' ? 'it is sent what says that it is a test' : 'it checks an example, and keeps nothing';
}

function daysText(seconds: number): string {
  return seconds % day === 0 ? `${seconds / day} days` : `${Math.round(seconds / 3600)} hours`;
}
