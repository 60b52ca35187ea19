import { writeFile } from 'node:fs/promises';
import { withoutInvisible } from '../../lambdas/platform/http/invisible-text.ts';
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

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
