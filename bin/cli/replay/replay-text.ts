import {
  type MatchSide,
  type RematchedCall,
  type RematchKind,
  rematchKind,
} from '../../../lambdas/journal/rematches/rematch-answer.ts';
import { columns } from '../columns.ts';
import { moneyTexts } from '../rules/money-sums.ts';
import { changedCalls, type KindSums, type ReplaySums } from './replay-sums.ts';

const words: Readonly<Record<RematchKind, string>> = {
  'other-visitor': 'another visitor',
  'visitor-lost': 'no visitor any more',
  'visitor-found': 'a visitor, where none was named',
  'other-visit': 'another visit of the same visitor',
  'other-source': 'another source, campaign or pool',
  'other-method': 'the same visit, by other evidence',
  conversions: 'the same match, other conversions',
  confidence: 'the same match, another confidence',
  details: 'the same match, in other words',
  conditions: 'other points, tags or verdict',
  kept: 'kept as it is matched',
};

/** What a newer API says is told as it says it. */
function wordsOf(kind: string): string {
  const { data } = rematchKind.safeParse(kind);
  return data === undefined ? kind : words[data];
}

/** What was asked for. */
export interface ReplayAsked {
  readonly from: string;
  readonly to: string;
  readonly pool?: string | undefined;
  readonly isApplied: boolean;
}

/** The summary for people, and the calls that are named. */
export function replayText(
  sums: ReplaySums,
  items: readonly RematchedCall[],
  { from, to, pool, isApplied }: ReplayAsked,
): string {
  const changed = changedCalls(sums);
  const kept = [...sums.kept.values()].reduce((sum, count) => sum + count, 0);
  const left = changed + kept - items.length;
  return [
    `${sums.calls} calls${pool === undefined ? '' : ` of pool ${pool}`} from ${from} to ${to} were matched again`,
    ...countLines([
      ['stay as they are', sums.unchanged],
      [isApplied ? 'change' : 'would change', changed],
      ...[...sums.kept].map(([why, count]) => [`are kept as they are matched. ${why}`, count] as const),
      ['are not over yet, and were left alone', sums.notOver],
      ['only a newer version can read', sums.unsupportedCalls],
    ]),
    ...(changed > 0 ? ['', ...kindsTable(sums)] : []),
    ...(items.length > 0 ? ['', ...items.flatMap(callLines)] : []),
    ...(left > 0 ? ['', `... and ${left} more: --all names them`] : []),
    '',
    isApplied ? appliedLine(sums) : 'Nothing was written.',
    '',
  ].join('\n');
}

function appliedLine({ queued }: ReplaySums): string {
  if (queued === 0) return 'Nothing is to be settled.';
  return `${queued} calls are on their way to be settled so. Without --apply the same command says what is left once they are.`;
}

function countLines(counts: readonly (readonly [string, number])[]): string[] {
  return counts
    .filter(([, count], index) => index < 2 || count > 0)
    .map(([name, count]) => `${String(count).padStart(8)}  ${name}`);
}

/** The gravest first. */
function kindsTable({ kinds }: ReplaySums): string[] {
  const order: readonly string[] = rematchKind.options;
  const rows = [...kinds].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const header = ['what changes', 'calls', 'made', 'changed', 'retracted', 'worth before', 'after'];
  const cells = rows.map(([kind, row]) => [wordsOf(kind), ...countsOf(row), moneyOf(row.before), moneyOf(row.after)]);
  return columns(header, cells, [1, 2, 3, 4, 5, 6]);
}

function countsOf({ calls, made, changed, retracted }: KindSums): string[] {
  return [calls, made, changed, retracted].map(String);
}

function moneyOf(values: ReadonlyMap<string, bigint>): string {
  return moneyTexts(values).join(', ') || '-';
}

function callLines({ call, startedAt, kind, why, before, after, conversions }: RematchedCall): string[] {
  const counted = Object.entries(conversions).filter(([, count]) => count > 0);
  const told = counted.map(([what, count]) => `${count} ${what}`).join(', ');
  const isSame = kind === 'kept';
  return [
    `${startedAt}  ${call}: ${wordsOf(kind)}`,
    `    ${isSame ? sideText(before) : `${sideText(before)}  ->  ${sideText(after)}`}`,
    ...(told === '' ? [] : [`    conversions: ${told}; worth ${worthText(before)} -> ${worthText(after)}`]),
    `    ${why}`,
  ];
}

function sideText({ method, confidence, source, medium, campaign, visit }: MatchSide): string {
  const origin = method === 'none' ? '' : ` ${source} / ${medium}${campaign === undefined ? '' : `, ${campaign}`}`;
  return `${method} ${confidence}${origin}${visit === undefined ? '' : `, visit ${visit}`}`;
}

function worthText({ worth }: MatchSide): string {
  return worth.map(({ amount, currency }) => `${amount} ${currency}`).join(', ') || 'nothing';
}
