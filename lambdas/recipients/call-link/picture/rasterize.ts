/** A closed line through these points, in pixels. */
export type Contour = readonly (readonly [x: number, y: number])[];

/** How much of each pixel lies within, 0 to 1, row by row. */
export interface Coverage {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** So many lines are drawn through each row of pixels; across they are exact. */
const linesPerRow = 16;

/** Fills what an odd number of contours goes around, and adds it to the picture. What lies outside of it is left out. */
export function fillContours({ width, height, values }: Coverage, contours: readonly Contour[]): void {
  for (const [line, crossings] of crossingsOf(contours, height * linesPerRow)) {
    const row = Math.floor(line / linesPerRow) * width;
    crossings.sort((left, right) => left - right);
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const from = Math.max(0, crossings[index] ?? 0);
      const to = Math.min(width, crossings[index + 1] ?? 0);
      for (let x = Math.floor(from); x < to; x++) {
        const share = Math.min(to, x + 1) - Math.max(from, x);
        values[row + x] = (values[row + x] ?? 0) + share / linesPerRow;
      }
    }
  }
}

/** Where contours cross each of the lines that go through the middle of its share of a row, x. */
function crossingsOf(contours: readonly Contour[], lines: number): Map<number, number[]> {
  const crossings = new Map<number, number[]>();
  for (const contour of contours) {
    let [x0, y0] = contour.at(-1) ?? [0, 0];
    for (const [x1, y1] of contour) {
      const slope = (x1 - x0) / (y1 - y0);
      const last = lineAfter(Math.max(y0, y1));
      for (let line = Math.max(0, lineAfter(Math.min(y0, y1))); line < Math.min(lines, last); line++) {
        const x = x0 + ((line + 0.5) / linesPerRow - y0) * slope;
        const others = crossings.get(line);
        if (others === undefined) crossings.set(line, [x]);
        else others.push(x);
      }
      [x0, y0] = [x1, y1];
    }
  }
  return crossings;
}

/** The first line at or below a height. */
function lineAfter(y: number): number {
  return Math.ceil(y * linesPerRow - 0.5);
}
