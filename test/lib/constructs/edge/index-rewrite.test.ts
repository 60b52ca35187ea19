import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';

const code = readFileSync(
  path.resolve(import.meta.dirname, '../../../../lib/constructs/edge/index-rewrite.js'),
  'utf8',
);

/** What the function makes of a request for this path: another path, or a redirect. */
function ask(uri: string): string {
  const event = { request: { uri, method: 'GET' } };
  const answer = runInNewContext(`${code}; handler(event)`, { event });
  return answer.statusCode ? `${answer.statusCode} ${answer.headers.location.value}` : answer.uri;
}

test.each([
  ['/', '302 /dashboard/'],
  ['/dashboard', '302 /dashboard/'],
  ['/dashboard/', '/dashboard/index.html'],
  ['/dashboard/main.js', '/dashboard/main.js'],
  ['/t.js', '/t.js'],
])('%s is answered by %s', (uri, answer) => {
  expect(ask(uri)).toBe(answer);
});

test('it is plain enough for the JavaScript of CloudFront', () => {
  expect(() => transformSync(code, { target: 'es5' })).not.toThrow();
  expect(transformSync(code, { target: 'es5', minify: false }).warnings).toEqual([]);
});
