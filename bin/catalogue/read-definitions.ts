import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as z from 'zod';
import { leftOut } from './left-out.ts';

/** Required from here, untyped: the package's own types bring another Node's with them. */
const require = createRequire(import.meta.url);
const folder = path.join(
  path.dirname(require.resolve('@segment/action-destinations/package.json')),
  'dist/destinations',
);

const choice = z.union([z.string(), z.number(), z.object({ value: z.unknown() })]);

/** A field of an action, or of a destination's settings, as the package describes it. */
export interface Field {
  readonly type: string;
  readonly required?: unknown;
  readonly multiple?: boolean | undefined;
  readonly additionalProperties?: boolean | undefined;
  readonly default?: unknown;
  readonly choices?: readonly z.infer<typeof choice>[] | undefined;
  readonly properties?: Readonly<Record<string, Field>> | undefined;
}

const field: z.ZodType<Field> = z.object({
  type: z.string(),
  required: z.unknown().optional(),
  multiple: z.boolean().optional(),
  additionalProperties: z.boolean().optional(),
  default: z.unknown().optional(),
  choices: z.array(choice).optional().catch(undefined),
  get properties() {
    return z.record(z.string(), field).optional();
  },
});

const definition = z.object({
  name: z.string(),
  audienceConfig: z.unknown().optional(),
  authentication: z.object({ scheme: z.string(), fields: z.record(z.string(), field).default({}) }).optional(),
  actions: z.record(
    z.string(),
    z.object({
      fields: z.record(z.string(), field).default({}),
      hooks: z.record(z.string(), z.unknown()).optional(),
      syncMode: z.object({ choices: z.array(z.object({ value: z.string() })) }).optional(),
    }),
  ),
});

/** A destination of the package, as far as it is data. */
export type Definition = z.infer<typeof definition>;

/** The destinations that the catalogue has, by their folders' names. */
export function readDefinitions(): ReadonlyMap<string, Definition> {
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'index.js')));
  const found = names
    .filter((name) => !Object.hasOwn(leftOut, name))
    .map((name) => [name, definition.parse(require(path.join(folder, name)).default)] as const);
  return new Map(found.filter(([, { audienceConfig }]) => audienceConfig === undefined));
}
