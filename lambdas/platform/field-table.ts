/** The names of a table of fields, in its order. */
export function namesOf<Table extends object>(table: Table): Extract<keyof Table, string>[] {
  const names: Extract<keyof Table, string>[] = [];
  for (const name in table) names.push(name);
  return names;
}

/** One column of a table of fields: what each has under that key, such as the schemas that make up the schema of an object. */
export function columnOf<Key extends string, Table extends Readonly<Record<string, Readonly<Record<Key, unknown>>>>>(
  table: Table,
  key: Key,
): { [Name in keyof Table]: Table[Name][Key] };
// The compiler cannot follow that each name keeps what is its own, so the signature says it.
export function columnOf<Key extends string>(
  table: Readonly<Record<string, Readonly<Record<Key, unknown>>>>,
  key: Key,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).map(([name, row]) => [name, row[key]]));
}
