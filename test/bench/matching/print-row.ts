import type { Bin } from './calibration.ts';
import type { Figures, Share } from './judge.ts';
import type { Played, Scene } from './play.ts';
import { type Measured, verdict } from './targets.ts';

/** What one contestant came to in one scene. */
export interface Row {
  readonly scene: Scene;
  readonly contestant: string;
  readonly figures: Figures;
  /** Of the product, what its targets depend on besides. */
  readonly accuracy?: Measured['accuracy'];
  /** Likewise, what the calibration error would be had it learnt nothing. */
  readonly unlearntError?: number;
}

const columns: readonly { readonly title: string; readonly width: number; readonly cell: (row: Row) => string }[] = [
  { title: 'curve', width: -6, cell: ({ scene }) => scene.curve },
  { title: 'numbers', width: 7, cell: ({ scene }) => String(scene.numbers) },
  { title: 'load', width: 4, cell: ({ scene }) => scene.load.toFixed(1) },
  { title: 'who', width: -16, cell: ({ contestant }) => contestant },
  { title: 'first %', width: 7, cell: ({ figures }) => percent(figures.first) },
  { title: 'of', width: 5, cell: ({ figures }) => String(figures.first.of) },
  { title: 'again %', width: 7, cell: ({ figures }) => percent(figures.again) },
  { title: 'of', width: 4, cell: ({ figures }) => String(figures.again.of) },
  { title: 'withh. %', width: 8, cell: ({ figures }) => percent(figures.againWithheld) },
  { title: 'of', width: 3, cell: ({ figures }) => String(figures.againWithheld.of) },
  { title: 'other n. %', width: 10, cell: ({ figures }) => percent(figures.elsewhere) },
  { title: 'nobody %', width: 8, cell: ({ figures }) => percent(figures.unrelated) },
  { title: 'sure %', width: 6, cell: ({ figures }) => (100 * figures.sureOfAll).toFixed(1) },
  { title: 'right %', width: 7, cell: ({ figures }) => percent(figures.sure) },
  { title: 'ECE', width: 5, cell: ({ figures }) => figures.calibration.error.toFixed(3) },
  { title: 'chance', width: 6, cell: ({ figures }) => figures.calibration.byChance.toFixed(3) },
  { title: 'before', width: 6, cell: ({ unlearntError }) => unlearntError?.toFixed(3) ?? '' },
  { title: 'default', width: 7, cell: ({ figures }) => named(figures.sharedNamed) },
  { title: 'targets', width: -7, cell: (row) => verdictOf(row) ?? '' },
];

/** Undefined of whoever is not judged. */
export function verdictOf({ accuracy, ...row }: Row): string | undefined {
  return accuracy && verdict({ ...row, accuracy });
}

export function titles(): string {
  return line(columns.map(({ title }) => title));
}

export function printedRow(row: Row): string {
  return line(columns.map(({ cell }) => cell(row)));
}

/** How often matches that are told with a confidence are right. */
export function printedBins(bins: readonly Bin[]): string {
  const cells = ({ predicted, observed, count }: Bin) =>
    `${predicted.toFixed(3).padStart(12)}${observed.toFixed(3).padStart(10)}${String(count).padStart(7)}`;
  return ['   predicted  observed  calls', ...bins.map(cells)].join('\n');
}

/** What the product measures of how often the present holder was the caller, beside the truth. */
export function printedAccuracy(truth: number, measured: Played['measured']): string {
  const share = (value: number) => `${(100 * value).toFixed(1)} %`;
  const found =
    measured === undefined
      ? 'nothing'
      : `${share(measured.share)} (${share(measured.low)} to ${share(measured.high)}, by ${measured.calls} calls)`;
  return `The present holder was the caller of ${share(truth)} of first calls; measured: ${found}`;
}

function line(cells: readonly string[]): string {
  return columns
    .map(({ width }, index) => (width < 0 ? (cells[index] ?? '').padEnd(-width) : (cells[index] ?? '').padStart(width)))
    .join('  ')
    .trimEnd();
}

function percent({ share, of }: Share): string {
  return of === 0 ? '-' : (100 * share).toFixed(1);
}

function named({ share, of }: Share): string {
  return of === 0 ? '-' : `${Math.round(share * of)}/${of}`;
}

export const legend = `
first     calls by visitors who never called before from that phone: the visitor was named; again: further calls to the number that they had
          called; withh.: the same with the caller's number withheld; other n.: first calls to another number than before
nobody    calls by people who never were on the site (8 % of all): nobody was named
sure      calls told with a confidence of 0.9 and more; right: of these the visitor was named
ECE       expected calibration error of the matches that name somebody, by ten bins; chance: what it would be by chance if each confidence was exactly
          right; before: of the same matches, by what the product knows of a pool that has learnt nothing
default   calls to the number that all see for which somebody was named
ceiling   the likeliest of the last eight holders by the true curve and habits, which nobody can know; of first calls nobody gets more right
rivals    current holder: whoever has the number; last of the site: whoever was shown anything last; always match: memory, holder, or whoever saw that number
          last. They do not say how sure they are, and report whom they name: their confidence is taken for 1
Targets, 50 numbers, load 0.5: first 92 %, again 88 % (usual curve); right 93 %, ECE 0.03, measured within 3 points of the truth (all curves).
Everywhere: default 0.`;
