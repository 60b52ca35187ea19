import type {
  CatalogueEntry,
  CatalogueField,
} from '../../lambdas/deliveries/destinations/catalogue/catalogue-entry.ts';
import type { Definition, Field } from './read-definitions.ts';

const written =
  'Written by `npm run catalogue`; no TypeScript, whose files are for people, and since the types of the package bring another Node with them.';

/** What settings are checked by, destination by destination. */
export function entriesText(definitions: ReadonlyMap<string, Definition>): string {
  const lines = [...definitions].map(
    ([name, definition]) => `  ${key(name)}: ${quoted(JSON.stringify(entryOf(definition)))},`,
  );
  const settings = new Set(
    [...definitions.values()].flatMap(({ authentication }) => Object.keys(authentication?.fields ?? {})),
  );
  return `/** Settings and actions of each destination as JSON, which is parsed only for the one that is asked for. ${written} */
export const catalogueEntries = {
${lines.join('\n')}
};

/** The names of all settings of all destinations. ${written} */
export const settingNames =
  '${[...settings]
    .filter((name) => !name.startsWith('__'))
    .sort()
    .join(' ')}';
`;
}

/** How the function that performs actions loads each of them: by itself, when it is wanted. */
export function definitionsText(definitions: ReadonlyMap<string, Definition>): string {
  const from = '@segment/action-destinations/dist/destinations';
  const lines = [...definitions.keys()].map((name) => {
    const [head, load] = [`  ${key(name)}: () =>`, `import('${from}/${name}/index.js'),`];
    // As the formatter has it: what is too long for a line begins one.
    return `${head}${head.length + load.length < 120 ? ' ' : '\n    '}${load}`;
  });
  return `/** ${written} */
export const definitions = {
${lines.join('\n')}
};
`;
}

function entryOf({ authentication, actions }: Definition): CatalogueEntry {
  return {
    settings: fieldsOf(authentication?.fields ?? {}, false),
    ...(authentication?.scheme.startsWith('oauth') && { accessToken: true as const }),
    actions: Object.fromEntries(
      Object.entries(actions).map(([name, { fields, hooks, syncMode }]) => [
        name,
        {
          fields: fieldsOf(fields, true),
          ...(hooks && { hooks: Object.keys(hooks) }),
          ...(syncMode && { syncModes: syncMode.choices.map(({ value }) => value) }),
        },
      ]),
    ),
  };
}

/** `withPresets`: where the action has a value of its own for a field, nobody need give one. */
function fieldsOf(fields: Readonly<Record<string, Field>>, withPresets: boolean): Record<string, CatalogueField> {
  // What only sends many at once needs, or the platform itself.
  const ours = Object.entries(fields).filter(([name]) => !/^(enable_batching|batch_\w+|__.*)$/.test(name));
  return Object.fromEntries(ours.map(([name, field]) => [name, fieldOf(field, withPresets)]));
}

function fieldOf(field: Field, withPresets: boolean): CatalogueField {
  const { type, required, multiple, additionalProperties, choices, properties, default: preset } = field;
  const values = choices?.map((choice) => (typeof choice === 'object' ? choice.value : choice));
  return {
    type,
    ...(required === true && !(withPresets && isConstant(preset)) && { required: true as const }),
    ...(multiple === true && { multiple: true as const }),
    ...(values && values.length > 0 && { choices: values.map(String) }),
    ...(properties && { properties: fieldsOf(properties, withPresets) }),
    ...(additionalProperties === true && { open: true as const }),
  };
}

/** Whether a default says a value, and not where an event of the platform has one. */
function isConstant(preset: unknown): boolean {
  return preset !== undefined && preset !== null && preset !== '' && !JSON.stringify(preset).includes('"@');
}

function key(name: string): string {
  return /^[a-z]\w*$/.test(name) ? name : `'${name}'`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
