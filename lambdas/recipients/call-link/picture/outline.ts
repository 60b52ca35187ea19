import type { Contour } from './rasterize.ts';

/** Straight pieces that stand for a curve; at the sizes of text nobody sees them. */
const pieces = 8;

/** The contours of an outline in the notation of SVG paths, with `M`, `L`, `Q` and `Z`, put where `place` says. */
export function contoursOf(path: string, place: (x: number, y: number) => readonly [number, number]): Contour[] {
  const contours: (readonly [number, number])[][] = [];
  let [x0, y0] = [0, 0];
  for (const [, command, numbers = ''] of path.matchAll(/([MLQZ])([^MLQZ]*)/g)) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers.split(/[ ,]+|(?<=\d)(?=-)/).map(Number);
    if (command === 'M') contours.push([place(x1, y1)]);
    if (command === 'L') contours.at(-1)?.push(place(x1, y1));
    if (command === 'Q') {
      for (let piece = 1; piece <= pieces; piece++) {
        const [t, u] = [piece / pieces, 1 - piece / pieces];
        const [a, b, c] = [u * u, 2 * t * u, t * t];
        contours.at(-1)?.push(place(a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2));
      }
    }
    [x0, y0] = command === 'Q' ? [x2, y2] : [x1, y1];
  }
  return contours;
}
