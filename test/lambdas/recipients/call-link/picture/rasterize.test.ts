import { contoursOf } from '../../../../../lambdas/recipients/call-link/picture/outline.ts';
import { fillContours } from '../../../../../lambdas/recipients/call-link/picture/rasterize.ts';

function fill(path: string, width: number, height: number): number[][] {
  const coverage = { width, height, values: new Float32Array(width * height) };
  fillContours(
    coverage,
    contoursOf(path, (x, y) => [x, y]),
  );
  return Array.from({ length: height }, (_, y) =>
    Array.from(coverage.values.subarray(y * width, (y + 1) * width), (value) => Math.round(value * 100) / 100),
  );
}

test('pixels are covered as far as they lie within', () => {
  expect(fill('M0.5 0.5L2.25 0.5L2.25 2L0.5 2Z', 3, 3)).toEqual([
    [0.25, 0.5, 0.13],
    [0.5, 1, 0.25],
    [0, 0, 0],
  ]);
});

test('what a second contour cuts out stays empty, whichever way it goes around', () => {
  const frame = 'M0 0L3 0L3 3L0 3Z';
  for (const hole of ['M1 1L2 1L2 2L1 2Z', 'M1 1L1 2L2 2L2 1Z']) {
    expect(fill(frame + hole, 3, 3)).toEqual([
      [1, 1, 1],
      [1, 0, 1],
      [1, 1, 1],
    ]);
  }
});

test('what lies outside of the picture is left out', () => {
  expect(fill('M-5 -5L9 -5L9 9L-5 9Z', 2, 1)).toEqual([[1, 1]]);
});

test('a curve covers as much as its circle does', () => {
  const eighths = Array.from({ length: 8 }, (_, index) => {
    const at = (angle: number, radius: number) => `${12 + radius * Math.cos(angle)} ${12 + radius * Math.sin(angle)}`;
    const [middle, end] = [((index + 0.5) * Math.PI) / 4, ((index + 1) * Math.PI) / 4];
    return `Q${at(middle, 10 / Math.cos(Math.PI / 8))} ${at(end, 10)}`;
  });
  const rows = fill(`M22 12${eighths.join('')}Z`, 24, 24);
  const area = rows.flat().reduce((sum, value) => sum + value, 0);
  expect(area / (Math.PI * 100)).toBeCloseTo(1, 2);
});
