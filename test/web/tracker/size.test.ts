import { brotliCompressSync } from 'node:zlib';
import { trackerBundle } from '../../browser/tracker-bundle.ts';

test('the script costs a website less than 11 KB', () => {
  const size = brotliCompressSync(trackerBundle()).length;
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThan(11_000);
});
