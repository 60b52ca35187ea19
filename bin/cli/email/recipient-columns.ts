import { CliError } from '../cli-error.ts';
import { columnPlace } from '../csv/column-place.ts';

/** Which columns are what, where the usual names do not say it. */
export interface ColumnChoices {
  readonly idColumn?: string | undefined;
  readonly emailColumn?: string | undefined;
  readonly creativeColumn?: string | undefined;
  /** Columns that are kept with the recipient, under their own names. */
  readonly param?: readonly string[] | undefined;
}

/** Where what stands in a line. */
export interface RecipientColumns {
  readonly id: number;
  readonly email: number | undefined;
  readonly creative: number | undefined;
  readonly params: readonly { readonly name: string; readonly at: number }[];
}

/** Beside our own names those of the files that e-mail tools export; the first that is there counts. */
const usual = {
  id: [
    'id',
    'recipient',
    'recipient id',
    'external id',
    'external_id',
    'ext_id',
    'klaviyo id',
    'record id - contact',
    'record id',
    'contact id',
    'contact_id',
    'euid',
    'leid',
  ],
  email: ['email', 'email address', 'e-mail', 'e-mail address'],
  creative: ['creative'],
} as const;

/** Finds the columns by the line of headers. Throws where there is none of ids, none of a name that is asked for, or two of a name. */
export function recipientColumns(head: readonly string[], choices: ColumnChoices): RecipientColumns {
  const named = (column: string, option: string): number => {
    const at = columnPlace(head, column);
    if (at === undefined) throw new CliError(`the file has no column "${column}", which ${option} names`);
    return at;
  };
  const usually = (known: readonly string[]): number | undefined => {
    for (const name of known) {
      const at = columnPlace(head, name);
      if (at !== undefined) return at;
    }
    return undefined;
  };
  const { idColumn, emailColumn, creativeColumn, param = [] } = choices;
  const id = idColumn === undefined ? usually(usual.id) : named(idColumn, '--id-column');
  if (id === undefined) {
    throw new CliError('the file has no column "id"; --id-column says which one holds the ids of the recipients');
  }
  return {
    id,
    email: emailColumn === undefined ? usually(usual.email) : named(emailColumn, '--email-column'),
    creative: creativeColumn === undefined ? usually(usual.creative) : named(creativeColumn, '--creative-column'),
    params: param.map((column) => {
      const at = named(column, '--param');
      // The API refuses it, but of each line.
      if (head[at] === '__proto__') {
        throw new CliError(
          `line 1, column ${at + 1}: "__proto__" is a name that no parameter can have, but --param names it`,
        );
      }
      return { name: head[at] ?? column, at };
    }),
  };
}
