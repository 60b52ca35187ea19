import { CliError } from '../cli-error.ts';
import { fitted } from '../csv/fitted.ts';
import { type CsvForm, readCsv } from '../csv/read-csv.ts';
import type { Refusal } from '../read-numbers.ts';
import { type ColumnChoices, type RecipientColumns, recipientColumns } from './recipient-columns.ts';

/** A line of the list, and what the API is told of its recipient. */
export interface RecipientLine {
  readonly line: number;
  readonly cells: readonly string[];
  readonly recipient: {
    readonly id: string;
    readonly email?: string;
    readonly creative?: string;
    readonly params?: Readonly<Record<string, string>>;
  };
}

export interface RecipientList {
  readonly form: CsvForm;
  readonly head: readonly string[];
  readonly lines: readonly RecipientLine[];
  readonly refused: readonly Refusal[];
  /** The cells of each line, by its number. */
  readonly cellsAt: ReadonlyMap<number, readonly (readonly string[])[]>;
  /** The file ends in the middle of its last line, or cannot be read to its end: that is refused, and the list goes on there. */
  readonly isCut: boolean;
}

/** Reads the recipients of a CSV file with a line of headers. What is wrong with an address, or with an id, is for the API to say. */
export function readRecipients(content: Buffer, choices: ColumnChoices): RecipientList {
  const { records: all, form, isWhole } = readCsv(content);
  const [head, ...rest] = all;
  if (head === undefined) throw new CliError('the file is empty');
  const records = fitted(rest, head.cells);
  const columns = recipientColumns(head.cells, choices);
  if (rest.length === 0) throw new CliError('the list has no recipients, only a line of headers');
  const lines: RecipientLine[] = [];
  const refused: Refusal[] = [];
  const cellsAt = new Map<number, (readonly string[])[]>();
  const lineOf = new Map<string, number>();
  const hasEnd = /[\r\n]\0?$/.test(content.toString('latin1', content.length - 2));
  const isShort = !hasEnd && (records.at(-1)?.cells.length ?? 0) < head.cells.length;
  for (const [index, { line, cells, broken }] of records.entries()) {
    // As the API answers it.
    const id = cells[columns.id]?.trim().normalize('NFC') ?? '';
    const before = lineOf.get(id);
    const isEnd = index === records.length - 1 && (isShort || !isWhole);
    const reason =
      (isEnd
        ? `${broken ?? 'is where the list ends, in the middle'}; the whole list, mended, under the same name, goes on from here`
        : broken) ??
      (id === '' ? 'says no id' : before === undefined ? undefined : `is the recipient of line ${before} again`);
    cellsAt.set(line, [cells]);
    if (reason === undefined) {
      lineOf.set(id, line);
      lines.push({ line, cells, recipient: recipientOf(id, cells, columns) });
    } else refused.push({ line, value: broken === undefined ? id : (cells[0] ?? ''), reason });
  }
  return { form, head: head.cells, lines, refused, cellsAt, isCut: isShort || !isWhole };
}

function recipientOf(
  id: string,
  cells: readonly string[],
  { email, creative, params }: RecipientColumns,
): RecipientLine['recipient'] {
  const textAt = (at: number | undefined) => (at === undefined ? '' : (cells[at]?.trim() ?? ''));
  const said = params.map(({ name, at }) => [name, textAt(at)] as const).filter(([, text]) => text !== '');
  return {
    id,
    ...(textAt(email) !== '' && { email: textAt(email) }),
    ...(textAt(creative) !== '' && { creative: textAt(creative) }),
    ...(said.length > 0 && { params: Object.fromEntries(said) }),
  };
}
