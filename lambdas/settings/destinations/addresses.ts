import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { DestinationType } from './destination-type.ts';

/** Part of the JSON schema of a destination's settings. */
interface SchemaPart {
  readonly format?: string | undefined;
  readonly properties?: Readonly<Record<string, SchemaPart>> | undefined;
}

const schemaPart: z.ZodType<SchemaPart> = z.object({
  format: z.string().optional(),
  get properties() {
    return z.record(z.string(), schemaPart).optional();
  },
});

/** What says where requests go: whole addresses, and host names. */
const formats = new Set(['uri', 'hostname']);

/** Where among the settings of a destination its addresses stand, as paths like `tokenEndpoint`; its schema says so by their format. */
export function addressFields({ settings }: Pick<DestinationType, 'settings'>): string[][] {
  const open = [{ path: new Array<string>(), part: schemaPart.parse(z.toJSONSchema(settings, { io: 'input' })) }];
  const found: string[][] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, part } = next;
    if (part.format !== undefined && formats.has(part.format)) found.push(path);
    for (const [name, inner] of Object.entries(part.properties ?? {}))
      open.push({ path: [...path, name], part: inner });
  }
  return found.toReversed();
}

/** The addresses among settings, by field. What says none, or what no address can be read from, is left out. */
export function addressesAt(
  fields: readonly (readonly string[])[],
  settings: unknown,
): Readonly<Record<string, string>> {
  const found = fields.map((path) => ({ field: path.join('.'), value: valueAt(settings, path) }));
  return Object.fromEntries(found.flatMap(({ field, value }) => (typeof value === 'string' ? [[field, value]] : [])));
}

/**
 * The fields whose address is not what it was. Any other scheme, host, port, path or query is another address: on shared hosts the path
 * alone says whose it is.
 */
export function changedAddresses(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.filter((field) => normal(before[field]) !== normal(after[field])).sort();
}

function normal(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).href : address;
}

function valueAt(settings: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => z.record(z.string(), z.unknown()).safeParse(value).data?.[name],
    settings,
  );
}

/** Those of these settings that are not what they were, whatever order their parts come in. */
export function changedSettings(names: readonly string[], before: unknown, after: unknown): string[] {
  return names.filter((name) => !isDeepStrictEqual(valueAt(before, [name]), valueAt(after, [name])));
}
