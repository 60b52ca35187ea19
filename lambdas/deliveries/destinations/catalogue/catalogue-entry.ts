import * as z from 'zod';
import { catalogueEntries } from './catalogue-entries.js';

/** A field of an action, or a setting of a destination: what may be given for it. */
export interface CatalogueField {
  /** `string`, `text`, `password`, `integer`, `number`, `boolean`, `datetime`, `object`. */
  readonly type: string;
  readonly required?: true | undefined;
  /** A list of them. */
  readonly multiple?: true | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, CatalogueField>> | undefined;
  /** It takes properties of other names, too. */
  readonly open?: true | undefined;
}

const yes = z.literal(true).optional();
const field: z.ZodType<CatalogueField> = z.object({
  type: z.string(),
  required: yes,
  multiple: yes,
  choices: z.array(z.string()).optional(),
  open: yes,
  get properties() {
    return z.record(z.string(), field).optional();
  },
});

const action = z.object({
  fields: z.record(z.string(), field),
  /** What its set-up asks for once, and each event needs the answer of. */
  hooks: z.array(z.string()).optional(),
  /** What it may do with what the receiver has, where it wants to be told. */
  syncModes: z.array(z.string()).optional(),
});
export type CatalogueAction = z.infer<typeof action>;

const entry = z.object({
  settings: z.record(z.string(), field),
  /** Its requests need an access token. */
  accessToken: yes,
  actions: z.record(z.string(), action),
});
/** A destination of the catalogue, as settings are checked by it. */
export type CatalogueEntry = z.infer<typeof entry>;

/** Names of all destinations of the catalogue. */
export const catalogueNames: readonly string[] = Object.keys(catalogueEntries);

const parsed = new Map<string, CatalogueEntry>();

/** The destination of that name; undefined when there is none. */
export function catalogueEntry(name: string): CatalogueEntry | undefined {
  const text = Object.hasOwn(catalogueEntries, name) ? catalogueEntries[name] : undefined;
  const found = parsed.get(name) ?? (text === undefined ? undefined : entry.parse(JSON.parse(text)));
  if (found !== undefined) parsed.set(name, found);
  return found;
}
