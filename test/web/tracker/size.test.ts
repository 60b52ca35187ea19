import { gzipSync } from 'node:zlib';
import { trackerBundle } from '../../browser/tracker-bundle.ts';

test('the script costs a website less than 6 KB', () => {
  const size = gzipSync(trackerBundle(), { level: 9 }).length;
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThan(6000);
});
