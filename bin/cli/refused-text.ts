import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { withoutInvisible } from '../../lambdas/platform/http/invisible-text.ts';
import type { CsvForm } from './csv/read-csv.ts';
import type { Refusal } from './read-numbers.ts';

/** So many are told of: a file that is no CSV has nothing else. */
const mostTold = 10;

/** Characters of each. */
const longestValue = 60;

/** What became of refused numbers, line by line, the first few. `more` is said where some are left out; `isOfFile`: lines have numbers. */
export function refusedText(
  refused: readonly Refusal[],
  { more = '', isOfFile }: { readonly more?: string; readonly isOfFile: boolean },
): string {
  const lines = refused
    .slice(0, mostTold)
    .map(
      ({ line, value, reason }) => `${isOfFile ? `line ${line}: ` : ''}${onOneLine(value) || '(empty)'}: ${reason}\n`,
    );
  const left = refused.length - lines.length;
  return [...lines, ...(left > 0 ? [`and ${left} more${more}\n`] : [])].join('');
}

/** What is no CSV has lines of any length, with anything in them. */
function onOneLine(value: string): string {
  const text = withoutInvisible(value).replaceAll(/\s+/g, ' ').trim();
  return text.length > longestValue ? `${text.slice(0, longestValue)}...` : text;
}

/** Writes all refused lines as CSV, if a file is named for them; `what` the values are. */
export async function writeRefused(file: string | undefined, what: string, refused: readonly Refusal[]): Promise<void> {
  if (file === undefined) return;
  const lines = refused.map(({ line, value, reason }) => [String(line), value, reason].map(quoted).join(','));
  await writeFile(file, [`line,${what},reason`, ...lines, ''].join('\n'));
}

const ownColumns = ['refused line', 'refused because'];

/** The file whose lines were refused. */
interface RefusedFrom {
  readonly form: CsvForm;
  readonly head: readonly string[];
  /** What belongs to a refused line, by its number. */
  readonly cellsAt: ReadonlyMap<number, readonly (readonly string[])[]>;
}

/**
 * Writes the cells of refused lines under their own headers and in the form of their file, if a file is named for them, and after them the line
 * and the reason: mended, it can be imported again. Cells that no header has stand at the end. Spreadsheets take no cell for a formula.
 */
export async function writeRefusedRows(
  file: string | undefined,
  { form, head, cellsAt }: RefusedFrom,
  refused: readonly Refusal[],
): Promise<void> {
  if (file === undefined) return;
  // Those of a file that was such a one before.
  const kept = head.flatMap((name, at) => (ownColumns.includes(name) ? [] : [at]));
  const rows = refused.flatMap(({ line, reason }) =>
    (cellsAt.get(line) ?? []).map((cells) => {
      const more = cells.slice(head.length);
      return [...kept.map((at) => cells[at] ?? ''), String(line), reason, ...more];
    }),
  );
  const lines = [[...kept.map((at) => head[at] ?? ''), ...ownColumns], ...rows];
  const { delimiter, hasMark } = form;
  await writeFile(file, stringify(lines, { delimiter, bom: hasMark, escape_formulas: true, quoted: true }));
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
