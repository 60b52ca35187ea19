import {
  type CatalogueAction,
  type CatalogueEntry,
  type CatalogueField,
  catalogueEntry,
  catalogueNames,
} from './catalogue-entry.ts';
import { isFact } from './catalogue-facts.ts';
import { isFilled, isNested, namesIn } from './field-values.ts';

/** What settings say of an action. */
export interface ActionSettings {
  readonly destination: string;
  readonly action: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What is wrong, and where among the settings. */
export interface Fault {
  readonly path: string[];
  readonly message: string;
}

/** Holds settings against what the destination and the action take: names, types, choices, what is required. */
export function actionFaults({ destination, action, settings, fields }: ActionSettings): Fault[] {
  const entry = catalogueEntry(destination);
  if (entry === undefined) return [{ path: ['destination'], message: `must be one of ${catalogueNames.join(', ')}` }];
  const known = Object.hasOwn(entry.actions, action) ? entry.actions[action] : undefined;
  if (known === undefined) {
    return [{ path: ['action'], message: `must be one of ${Object.keys(entry.actions).join(', ')}` }];
  }
  return [...settingFaults(entry, settings), ...fieldFaults(known, fields)];
}

/** Settings that are secrets are given among the secrets, and so can any other be. */
function settingFaults(entry: CatalogueEntry, settings: ActionSettings['settings']): Fault[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const path = ['settings', name];
    const field = Object.hasOwn(entry.settings, name) ? entry.settings[name] : undefined;
    if (field === undefined) return [{ path, message: `must be one of ${plainSettings(entry).join(', ') || 'none'}` }];
    if (field.type === 'password') return [{ path, message: 'is a secret: give it among the secrets' }];
    if (namesIn(value).length > 0) return [{ path, message: 'is the same for all conversions' }];
    return valueFaults(field, value, path);
  });
}

function plainSettings({ settings }: CatalogueEntry): string[] {
  return Object.keys(settings).filter((name) => settings[name]?.type !== 'password');
}

/** The settings that must be among the secrets, as they are not among the settings. */
export function missingSettings({ destination, settings }: ActionSettings, given: (name: string) => boolean): string[] {
  const needed = Object.entries(catalogueEntry(destination)?.settings ?? {});
  return needed
    .filter(([name, field]) => field.required && !Object.hasOwn(settings, name) && !given(name))
    .map(([name]) => name);
}

function fieldFaults(
  { fields: known, hooks = [], syncModes }: CatalogueAction,
  fields: ActionSettings['fields'],
): Fault[] {
  const special: Record<string, CatalogueField> = {
    ...Object.fromEntries(hooks.map((name) => [name, { type: 'object', open: true as const }])),
    ...(syncModes && { syncMode: { type: 'string', choices: syncModes, required: true } }),
  };
  const all = { ...known, ...special };
  return [...propertyFaults(all, fields, ['fields'], false), ...unknownFacts(fields, ['fields'])];
}

function propertyFaults(
  known: Readonly<Record<string, CatalogueField>>,
  given: object,
  path: string[],
  isOpen: boolean,
): Fault[] {
  const missing = Object.entries(known)
    .filter(([name, field]) => field.required && !Object.hasOwn(given, name))
    .map(([name]) => ({ path: [...path, name], message: 'is required by the action' }));
  const wrong = Object.entries(given).flatMap(([name, value]): Fault[] => {
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (field !== undefined) return valueFaults(field, value, [...path, name]);
    return isOpen ? [] : [{ path: [...path, name], message: `must be one of ${Object.keys(known).join(', ')}` }];
  });
  return [...missing, ...wrong];
}

function valueFaults(field: CatalogueField, value: unknown, path: string[]): Fault[] {
  if (field.multiple === true && Array.isArray(value)) {
    return value.flatMap((item, at) => oneFaults(field, item, [...path, String(at)]));
  }
  return oneFaults(field, value, path);
}

function oneFaults(field: CatalogueField, value: unknown, path: string[]): Fault[] {
  if (field.type === 'object') {
    if (!isNested(value) || Array.isArray(value)) return [{ path, message: 'must be an object' }];
    return field.properties === undefined ? [] : propertyFaults(field.properties, value, path, field.open === true);
  }
  if (isNested(value) || value === null) return [{ path, message: `must be a ${field.type}` }];
  if (isFilled(value)) return [];
  if (
    field.choices !== undefined &&
    !field.choices.some((choice) => choice === value || choice === JSON.stringify(value))
  ) {
    return [{ path, message: `must be one of ${field.choices.join(', ')}` }];
  }
  return fitsType(field.type, value) ? [] : [{ path, message: `must be a ${field.type}` }];
}

function fitsType(type: string, value: unknown): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === 'string' || typeof value === 'number';
  }
}

function unknownFacts(value: unknown, path: string[]): Fault[] {
  if (typeof value === 'string') {
    const unknown = namesIn(value).filter((name) => !isFact(name) && !secretName(name));
    return unknown.map((name) => ({ path, message: `there is no fact ${name}` }));
  }
  return isNested(value) ? Object.entries(value).flatMap(([name, inner]) => unknownFacts(inner, [...path, name])) : [];
}

/** The secret that `{{secrets.url}}` stands for; undefined for a fact. */
export function secretName(name: string): string | undefined {
  return /^secrets\.(.+)$/.exec(name)?.[1];
}
