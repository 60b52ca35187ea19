import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { countryCode } from '../../../lambdas/platform/country-code.ts';
import { parseFields } from '../../../lambdas/platform/http/parse-fields.ts';
import { isTimeZone } from '../../../lambdas/settings/time-zone.ts';
import { CliError } from '../cli-error.ts';
import { sayFieldError } from '../management.ts';
import { isMomentForm } from './written-moment.ts';

/** What a line can say of a call, or of one leg of it, under the names that its columns have unless the mapping says otherwise. */
export const callColumns = [
  'id',
  'leg',
  'direction',
  'from',
  'to',
  'startedAt',
  'answeredAt',
  'endedAt',
  'answered',
  'durationSeconds',
  'waitSeconds',
  'talkSeconds',
  'holdSeconds',
  'agent',
  'queue',
  'endReason',
] as const;
export type CallColumn = (typeof callColumns)[number];

const header = z.string().min(1);

/** The header of a column; several: the first that says anything; `join`: all of them, in this order. */
const columnSource = z.union([header, z.array(header).min(1), z.strictObject({ join: z.array(header).min(2) })]);

const callMapping = z.strictObject({
  /** The names of the columns, of a file whose first line is a call already. */
  header: z.array(header).min(2).optional(),
  columns: z.partialRecord(z.enum(callColumns), columnSource).default({}),
  /** By what stands in the column `direction`; `*`: anything else. Without it `inbound` and `outbound` are read as they stand. */
  directions: z.record(z.string(), z.enum(['inbound', 'outbound', 'skip'])).default({}),
  /** By what stands in the column `answered`. Without it words like yes, true, 1, answered, completed are. */
  answered: z.record(z.string(), z.boolean()).default({}),
  /** Only lines are answered by a person whose column has one of these words. */
  answeredWhere: z.record(header, z.array(z.string()).min(1)).default({}),
  /** How times are written, like `DD.MM.YYYY HH:mm:ss`. Without it: 2026-01-31 14:30:00, RFC 3339, or seconds or milliseconds since 1970. */
  times: z
    .string()
    .refine(isMomentForm, { message: 'must be made of YYYY YY MMM MM M DD D HH H hh h mm ss A, with year, month, day' })
    .optional(),
  /** IANA time zone of times that do not say theirs. */
  timeZone: z.string().refine(isTimeZone, { message: 'must be an IANA time zone, like Europe/Berlin' }).default('UTC'),
  /** ISO 3166-1 alpha-2, of numbers that do not say theirs; else the account's. */
  country: countryCode.optional(),
  /** `international`: each number begins with its country, though no `+` says so. */
  numbers: z.enum(['national', 'international']).default('national'),
});
export type CallMapping = Readonly<z.infer<typeof callMapping>>;

/** The headers of the columns that say something, and whether all of them do together; of one that is not mapped, its own name. */
export function headersOf(
  column: CallColumn,
  { columns }: CallMapping,
): { readonly names: readonly string[]; readonly isJoined: boolean } {
  const source = columns[column] ?? column;
  if (typeof source === 'string') return { names: [source], isJoined: false };
  return Array.isArray(source) ? { names: source, isJoined: false } : { names: source.join, isJoined: true };
}

/** Mappings that come with the program, by name. */
export const readyMappings = ['asterisk', 'freepbx', 'vonage'] as const;

/** Reads the file of `--mapping`, YAML or JSON, or a ready one by its name. Throws what is wrong with it, in words. */
export async function readCallMapping(name: string | undefined): Promise<CallMapping> {
  if (name === undefined) return callMapping.parse({});
  const isReady = readyMappings.some((ready) => ready === name);
  const file = isReady ? path.join(import.meta.dirname, 'mappings', `${name}.yaml`) : name;
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CliError(`${name} cannot be read; a mapping is a file, or one of ${readyMappings.join(', ')}`, {
      cause: error,
    });
  });
  const parsed = parseFields(callMapping, valueOf(content, name) ?? {});
  if ('data' in parsed) return parsed.data;
  throw new CliError(`${name}: ${parsed.errors.map(sayFieldError).join('; ')}`);
}

/** JSON is YAML, too. */
function valueOf(content: string, file: string): unknown {
  try {
    return parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new CliError(`${file} is neither YAML nor JSON: ${reason.replace(/:$/, '')}`, { cause: error });
  }
}
