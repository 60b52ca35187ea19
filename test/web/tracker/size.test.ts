import { brotliCompressSync } from 'node:zlib';
import { trackerBundle } from '../../browser/tracker-bundle.ts';

/** What it has; the target is 8,192 (docs/benchmarks.md). Whatever is added makes room for itself. */
const most = 10_400;

test('the script costs a website no more than it did', () => {
  const size = brotliCompressSync(trackerBundle()).length;
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThan(most);
});
