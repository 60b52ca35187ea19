import { pathFits } from '../../src/edge/behaviors.ts';

describe('a path pattern', () => {
  it.each([
    ['/v1/*', '/v1/pools/a', true],
    ['/v1/*', '/v1', false],
    ['v1/*', '/v1/a', true],
    ['/*.js', '/deep/t.js', true],
    ['/*.js', '/tjs', false],
    ['/t.j?', '/t.js', true],
    ['/t.j?', '/t.jsx', false],
    ['/a+b', '/a+b', true],
    ['/V1/*', '/v1/a', false],
  ])('%s and %s: %s', (pattern, path, fits) => {
    expect(pathFits(pattern, path)).toBe(fits);
  });
});
