import { brotliCompressSync } from 'node:zlib';
import { trackerBundle } from '../../browser/tracker-bundle.ts';

/** The target (docs/benchmarks.md). Whatever is added makes room for itself, or goes into the part behind it. */
const most = 8192;

/** Both together, which a visit loads. */
const mostOfBoth = 14_400;

test('the script costs a website no more than it may', () => {
  const { script, deferred } = trackerBundle();
  const [first, behind] = [script, deferred.text].map((text) => brotliCompressSync(text).length);
  expect(first).toBeGreaterThan(1000);
  expect(first).toBeLessThan(most);
  expect(first! + behind!).toBeLessThan(mostOfBoth);
});
