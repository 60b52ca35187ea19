import type { PoolStatusAnswer } from '../../../lambdas/capacity/pool-status-answer.ts';

export type LastHour = NonNullable<PoolStatusAnswer['lastHour']>;
type Load = NonNullable<PoolStatusAnswer['load']>;
type Reach = NonNullable<PoolStatusAnswer['targets']>;

/** `too-small` and `spare` are about the busiest hour; `unknown` while nobody has asked. */
export type Verdict = 'unknown' | 'too-small' | 'right' | 'spare';

/** How a session pool did in the last hour, and what its size should be. */
export interface PoolForecast {
  /** In words. */
  readonly advice: string;
  readonly verdict: Verdict;
  readonly lastHour: LastHour;
  readonly load: Load;
  readonly targets: Reach;
  /** What the present size reaches in the busiest hour; missing while nobody has asked. */
  readonly predicted: Reach | undefined;
  /** How many numbers a coverage needs; empty while nobody has asked. */
  readonly numbersFor: readonly { readonly coverage: number; readonly numbers: number }[];
}

/** What a status says besides its counts; undefined for pools that lease nothing. */
export function forecastOf(status: PoolStatusAnswer): PoolForecast | undefined {
  const { advice, lastHour, load, targets, predicted, numbersFor = [] } = status;
  if (advice === undefined || lastHour === undefined || load === undefined || targets === undefined) return undefined;
  return { advice, verdict: verdictOf(status), lastHour, load, targets, predicted, numbersFor };
}

function verdictOf({ size, numbersNeeded }: PoolStatusAnswer): Verdict {
  if (numbersNeeded === undefined) return 'unknown';
  if (size < numbersNeeded.predicted) return 'too-small';
  return size > numbersNeeded.safe ? 'spare' : 'right';
}
