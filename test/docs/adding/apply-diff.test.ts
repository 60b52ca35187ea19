import { applyDiff, readDiff } from './apply-diff.ts';

const diff = (...lines: string[]) => readDiff(['--- a/x.ts', '+++ b/x.ts', ...lines].join('\n'));

test('lines are replaced where the lines around them stand', () => {
  const change = diff('@@', ' b', '-c', '+d', '+e', '@@', '+g', ' h');
  expect(applyDiff(change, 'a\nb\nc\nf\nh\n')).toBe('a\nb\nd\ne\nf\ng\nh\n');
});

test('a new file is all that is added', () => {
  const change = readDiff('--- /dev/null\n+++ b/lambdas/new.ts\n@@\n+one\n+$& two');
  expect(change).toMatchObject({ file: 'lambdas/new.ts', isNew: true });
  expect(applyDiff(change, '')).toBe('one\n$& two\n');
});

test.each([
  ['nowhere', 'a\nbb\n'],
  ['in two places', 'b\nb\n'],
  ['at the end of a line only', 'ab\n'],
])('lines that stand %s are refused', (_, text) => {
  expect(() => applyDiff(diff('@@', ' b', '+c'), text)).toThrow('x.ts: these lines are in');
});

test('what is no diff is refused', () => {
  expect(() => readDiff('const x = 1;')).toThrow('no diff');
  expect(() => diff('+x')).toThrow('before the first @@');
});
