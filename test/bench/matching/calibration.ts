/** A match as it was told, and whether it was right. */
export interface Told {
  readonly confidence: number;
  readonly isRight: boolean;
}

/** Matches that were told with about the same confidence. */
export interface Bin {
  readonly predicted: number;
  readonly observed: number;
  readonly count: number;
}

export interface Calibration {
  readonly bins: readonly Bin[];
  /** Expected calibration error: how far told and observed are apart, each bin by its share of the matches. */
  readonly error: number;
  /** What that would be by chance alone, were every confidence exactly right. */
  readonly byChance: number;
}

const binCount = 10;

export function calibration(told: readonly Told[]): Calibration {
  const groups = Array.from({ length: binCount }, (_, bin) =>
    told.filter(({ confidence }) => Math.min(binCount - 1, Math.floor(confidence * binCount)) === bin),
  ).filter((group) => group.length > 0);
  const mean = (group: readonly Told[], value: (one: Told) => number) =>
    group.reduce((sum, one) => sum + value(one), 0) / group.length;
  const bins = groups.map((group) => ({
    predicted: mean(group, ({ confidence }) => confidence),
    observed: mean(group, ({ isRight }) => (isRight ? 1 : 0)),
    count: group.length,
  }));
  const ofAll = (value: (bin: Bin) => number) =>
    bins.reduce((sum, bin) => sum + (bin.count / told.length) * value(bin), 0);
  return {
    bins,
    error: ofAll(({ predicted, observed }) => Math.abs(predicted - observed)),
    byChance: ofAll(({ predicted, count }) => meanDeviation(predicted, count)),
  };
}

/** How far the share of `count` tries is from `p` on average: that of a normal distribution. */
function meanDeviation(p: number, count: number): number {
  return Math.sqrt((2 * p * (1 - p)) / (Math.PI * count));
}
