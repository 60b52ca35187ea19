import type { CurveName } from './laws.ts';
import type { Scene } from './play.ts';

/** Of how many numbers the pool is, how full, and what is wanted of it. */
export interface Wanted {
  readonly isQuick: boolean;
  readonly seed: number;
  readonly numbers: number | undefined;
  readonly load: number | undefined;
}

const allCurves: readonly CurveName[] = ['usual', 'slow', 'quick'];

/** All that is played: the three curves at the load for which there are targets, and the usual one in other pools. */
export function scenes({ isQuick, seed, numbers, load }: Wanted): Scene[] {
  const size = isQuick ? { confirmed: 500, judged: 600 } : { confirmed: 500, judged: 1500 };
  const small = { confirmed: 100, judged: 300 };
  const of = (curve: CurveName, numbers: number, load: number, how = size): Scene => ({
    curve,
    numbers,
    load,
    seed,
    ...how,
  });
  if (numbers !== undefined || load !== undefined) {
    return allCurves.map((curve) => of(curve, numbers ?? 50, load ?? 0.5));
  }
  if (isQuick) return [of('usual', 50, 0.5), of('slow', 50, 0.5)];
  const judged = allCurves.map((curve) => of(curve, 50, 0.5));
  const others = [
    [10, 0.5],
    [200, 0.5],
    [50, 0.3],
    [50, 0.9],
    [50, 1.5],
  ] as const;
  return [...judged, ...others.map(([count, at]) => of('usual', count, at, small))];
}
