import {
  type DestinationTypeAnswer,
  describeType,
  type FieldAnswer,
} from '../../../lambdas/deliveries/destinations/describe-type.ts';
import { destinations } from '../../../lambdas/deliveries/destinations/registry.ts';
import { CliError } from '../cli-error.ts';
import { columns } from '../columns.ts';
import { abilityRows, absentRows } from './ability-rows.ts';

/** What a type of destination is set to and what it can do, for people or as JSON; asks no server. Throws where there is no such type. */
export function destinationFieldsText(type: string, json = false): string {
  const destination = destinations.get(type);
  if (destination === undefined) {
    throw new CliError(`there is no type ${type}; there are ${[...destinations.keys()].join(', ')}`);
  }
  const described = describeType(destination);
  if (json) return `${JSON.stringify(described, undefined, 2)}\n`;
  const { settings, secrets, can, otherwise, test } = described;
  const fields = (title: string, of: readonly FieldAnswer[]) =>
    of.length === 0 ? [] : ['', ...columns([title, 'value', '', 'what'], of.map(rowOf))];
  const lines = [
    type,
    ...fields('settings', settings),
    ...fields('secrets', secrets),
    '',
    ...columns(
      ['abilities', ''],
      [
        ...abilityRows(can),
        ...absentRows(can),
        ['events of calls', can.events ? 'takes them' : 'takes none'],
        ['test', testText(test)],
      ],
    ),
    ...otherwise.flatMap(({ when, can: other }) => [
      '',
      ...columns(
        [
          `with ${Object.entries(when)
            .map(([name, value]) => `${name}: ${value}`)
            .join(', ')}`,
          '',
        ],
        abilityRows(other),
      ),
    ]),
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

function testText(test: DestinationTypeAnswer['test']): string {
  switch (test) {
    case 'marked':
      return 'it is sent what says that it is a test';
    case 'checked':
      return 'it checks an example, and keeps nothing';
    case 'asked':
      return 'it is asked whether it takes the credentials, and told nothing';
    case undefined:
      return 'no way that would not count';
  }
}
