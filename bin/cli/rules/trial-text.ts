import { columns } from '../columns.ts';
import { moneyTexts } from './money-sums.ts';
import type { TrialSums } from './trial-sums.ts';

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
  const header = ['source / medium', 'calls', 'fit', 'worth'];
  const table = rows.map(([name, { calls, fits, values }]) => [
    name,
    String(calls),
    String(fits),
    moneyTexts(values).join(', '),
  ]);
  return [
    `${sums.calls} calls from ${from} to ${to}`,
    ...counts
      .filter(([, count], index) => index < 2 || count > 0)
      .map(([name, count]) => `${String(count).padStart(8)}  ${name}`),
    `worth ${moneyTexts(sums.values).join(', ') || 'nothing'}`,
    '',
    ...columns(header, table, [1, 2, 3]),
    '',
    'Nothing was written.',
    '',
  ].join('\n');
}
