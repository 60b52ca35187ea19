import { moneyTexts, type TrialSums } from './trial-sums.ts';

/** The summary for people: how many calls came to what, and where those that fit came from, most first. */
export function trialText(sums: TrialSums, { from, to }: { readonly from: string; readonly to: string }): string {
  const counts: readonly (readonly [string, number])[] = [
    ['fit', sums.fits],
    ['do not fit', sums.doesNotFit],
    ['fit, but are not the first of their caller', sums.repeated],
    ['cannot be said', sums.unknown],
    ['not judged: not over, or gone out', sums.notJudged],
    ['only a newer version can read', sums.unsupportedCalls],
  ];
  const rows = [...sums.sources].sort(([, a], [, b]) => b.fits - a.fits || b.calls - a.calls);
  const table = [
    ['source / medium', 'calls', 'fit', 'worth'],
    ...rows.map(([name, { calls, fits, values }]) => [
      name,
      String(calls),
      String(fits),
      moneyTexts(values).join(', '),
    ]),
  ];
  return [
    `${sums.calls} calls from ${from} to ${to}`,
    ...counts
      .filter(([, count], index) => index < 2 || count > 0)
      .map(([name, count]) => `${String(count).padStart(8)}  ${name}`),
    `worth ${moneyTexts(sums.values).join(', ') || 'nothing'}`,
    '',
    ...lines(table),
    '',
    'Nothing was written.',
    '',
  ].join('\n');
}

function lines(table: readonly (readonly string[])[]): string[] {
  const widths = table[0]?.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return table.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
}
