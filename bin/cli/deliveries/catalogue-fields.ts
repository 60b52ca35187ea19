import { catalogue } from '../../../lambdas/deliveries/destinations/catalogue/catalogue.ts';
import {
  type CatalogueAction,
  type CatalogueEntry,
  type CatalogueField,
  catalogueEntry,
  catalogueNames,
} from '../../../lambdas/deliveries/destinations/catalogue/catalogue-entry.ts';
import { suggestedFields } from '../../../lambdas/deliveries/destinations/catalogue/suggested-fields.ts';
import { tried } from '../../../lambdas/deliveries/destinations/catalogue/tried.ts';
import { describeAbilities } from '../../../lambdas/deliveries/destinations/describe-type.ts';
import { CliError } from '../cli-error.ts';
import { columns } from '../columns.ts';
import { abilityRows } from './ability-rows.ts';

/** Destinations of the catalogue, with the names of their actions; `*` marks those that were tried. */
export function catalogueListText(): string {
  const rows = catalogueNames.map((name) => [
    Object.hasOwn(tried, name) ? `${name} *` : name,
    Object.keys(catalogueEntry(name)?.actions ?? {}).join(', '),
  ]);
  const more = [
    '',
    '* was tried, docs/destinations/catalogue.md has its requests',
    'More of one: destinations fields catalogue <destination> [action]',
  ];
  return [...columns(['destination of the catalogue', 'actions'], rows), ...more, ''].join('\n');
}

/** What a destination of the catalogue wants to know of the account, and its actions. Throws where there is none of that name. */
export function catalogueDestinationText(name: string, json = false): string {
  const entry = entryOf(name);
  if (json) return `${JSON.stringify(entry, undefined, 2)}\n`;
  const settings = Object.entries(entry.settings);
  const [secret, plain] = [true, false].map((is) => settings.filter(([, { type }]) => (type === 'password') === is));
  const access = entry.accessToken
    ? [['clientId, clientSecret, refreshToken', 'text', '', 'or accessToken, where it lasts']]
    : [];
  return [
    name,
    ...section('settings', (plain ?? []).map(rowOf)),
    ...section('secrets', [...(secret ?? []).map(rowOf), ...access]),
    '',
    ...columns(
      ['actions', 'required fields'],
      Object.entries(entry.actions).map(([action, { fields }]) => [action, requiredOf(fields)]),
    ),
    '',
  ].join('\n');
}

/** The fields of an action, what such a destination can do, and settings to begin with. Throws where there is none of that name. */
export function catalogueActionText(destination: string, action: string, json = false): string {
  const entry = entryOf(destination);
  const known = Object.hasOwn(entry.actions, action) ? entry.actions[action] : undefined;
  if (known === undefined)
    throw new CliError(`${destination} has no action ${action}; it has ${Object.keys(entry.actions).join(', ')}`);
  const settings = { destination, action, settings: {}, fields: suggestedFields(known) };
  const can = catalogue.canBy?.({ ...settings, restates: false }, false);
  const described = describeAbilities({ ...catalogue.can, ...can });
  if (json) return `${JSON.stringify({ ...known, can: described, suggested: settings }, undefined, 2)}\n`;
  return [
    `${destination}: ${action}`,
    ...section('fields', fieldRows(known)),
    '',
    ...columns(['abilities', ''], abilityRows(described)),
    '',
    'settings to begin with; look at each field, and fill what stands in angle brackets:',
    JSON.stringify(settings, undefined, 2),
    '',
  ].join('\n');
}

function entryOf(name: string): CatalogueEntry {
  const entry = catalogueEntry(name);
  if (entry !== undefined) return entry;
  const near = catalogueNames.filter((each) => each.includes(name.toLowerCase()) || name.includes(each));
  const hint = near.length > 0 ? `there are ${near.join(', ')}` : 'destinations fields catalogue lists all';
  throw new CliError(`the catalogue has no destination ${name}; ${hint}`);
}

function section(title: string, rows: readonly string[][]): string[] {
  return rows.length === 0 ? [] : ['', ...columns([title, 'value', '', 'what'], rows)];
}

function fieldRows({ fields, hooks = [], syncModes }: CatalogueAction): string[][] {
  const own = Object.entries(fields).flatMap(([name, field]) => rowsBelow(name, field));
  return [
    ...own,
    ...hooks.map((name) => [name, 'object', 'optional', 'what its own set-up answers once']),
    ...(syncModes ? [['syncMode', 'string', 'required', `One of ${syncModes.join(', ')}.`]] : []),
  ];
}

function rowsBelow(name: string, field: CatalogueField): string[][] {
  const below = Object.entries(field.properties ?? {}).flatMap(([inner, each]) =>
    rowsBelow(`${name}${field.multiple ? '[]' : ''}.${inner}`, each),
  );
  return [rowOf([name, field]), ...below];
}

function rowOf([name, { type, required, multiple, choices = [], open }]: readonly [string, CatalogueField]): string[] {
  const what = [
    ...(choices.length > 0 ? [`One of ${choices.join(', ')}.`] : []),
    ...(open ? ['Takes properties of other names, too.'] : []),
  ];
  return [name, multiple ? `list of ${type}` : type, required ? 'required' : 'optional', what.join(' ')];
}

function requiredOf(fields: CatalogueAction['fields']): string {
  return Object.keys(fields)
    .filter((name) => fields[name]?.required)
    .join(', ');
}
