/** A point of a curve: the share of callers who have called so many seconds after the number was shown. */
export interface CurvePoint {
  readonly seconds: number;
  readonly share: number;
}

/** The picture, in units of its own; `plot` is the part with the curves. */
export const picture = { width: 320, height: 180 };
const plot = { left: 40, right: 308, top: 18, bottom: 152 };

/** From when to when, s. Each doubling is as wide as the next: most call within minutes, some after days. */
const first = 30;
const last = 30 * 86_400;
export const marks = [60, 600, 3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400];
export const levels = [0, 0.25, 0.5, 0.75, 1];

/** Where a time stands, from the left; times beyond the edges stand at them. */
export function leftOf(seconds: number): number {
  const within = Math.min(Math.max(seconds, first), last);
  return tenths(plot.left + (Math.log(within / first) / Math.log(last / first)) * (plot.right - plot.left));
}

/** Where a share stands, from the top. */
export function topOf(share: number): number {
  return tenths(plot.bottom - share * (plot.bottom - plot.top));
}

/** The points of a line, as SVG has them. */
export function lineOf(points: readonly CurvePoint[]): string {
  return points
    .filter(({ seconds }) => seconds >= first && seconds <= last)
    .map(({ seconds, share }) => `${leftOf(seconds)},${topOf(share)}`)
    .join(' ');
}

/** The edges of the plot. */
export const edges = plot;

function tenths(place: number): number {
  return Math.round(place * 10) / 10;
}
