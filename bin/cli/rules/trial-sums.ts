import type { TrialAnswer } from '../../../lambdas/journal/rule-trial/trial-answer.ts';
import { addAmount } from './money-sums.ts';

/** What came of a whole trial. */
export interface TrialSums extends Omit<TrialAnswer['sums'], 'values'> {
  readonly values: ReadonlyMap<string, bigint>;
  readonly sources: ReadonlyMap<string, SourceSums>;
  readonly unsupportedCalls: number;
}

export interface SourceSums {
  calls: number;
  fits: number;
  readonly values: Map<string, bigint>;
}

type Growing = { -readonly [Name in keyof TrialSums]: TrialSums[Name] } & {
  readonly values: Map<string, bigint>;
  readonly sources: Map<string, SourceSums>;
};

/** Nothing yet. */
export function noSums(): Growing {
  const counts = { calls: 0, fits: 0, doesNotFit: 0, unknown: 0, repeated: 0, notJudged: 0, unsupportedCalls: 0 };
  return { ...counts, values: new Map(), sources: new Map() };
}

/** Adds what came of one part. */
export function addPart(sums: Growing, { items, sums: part, unsupportedCalls = 0 }: TrialAnswer): void {
  sums.calls += part.calls;
  sums.fits += part.fits;
  sums.doesNotFit += part.doesNotFit;
  sums.unknown += part.unknown;
  sums.repeated += part.repeated;
  sums.notJudged += part.notJudged;
  sums.unsupportedCalls += unsupportedCalls;
  for (const { source, medium, verdict, value } of items) {
    const name = `${source} / ${medium}`;
    const row = sums.sources.get(name) ?? { calls: 0, fits: 0, values: new Map<string, bigint>() };
    sums.sources.set(name, row);
    row.calls += 1;
    row.fits += verdict === 'fits' ? 1 : 0;
    if (value === undefined) continue;
    for (const values of [row.values, sums.values]) addAmount(values, value);
  }
}
