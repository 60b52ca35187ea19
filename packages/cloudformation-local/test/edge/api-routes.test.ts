import fc from 'fast-check';
import { matchRoute } from '../../src/edge/api-routes.ts';

const routes = [
  '$default',
  'ANY /v1/{proxy+}',
  'GET /v1/pools',
  'GET /v1/pools/{pool}',
  'ANY /v1/pools/{pool}',
  'GET /v1/pools/all',
  'DELETE /v1/pools/{pool}/numbers/{number}',
].map((key) => ({ key, integrationId: 'i' }));

function matched(method: string, path: string) {
  const match = matchRoute(routes, method, path);
  return match && [match.route.key, match.pathParameters];
}

describe('the routes of an HTTP API', () => {
  it.each([
    ['GET', '/v1/pools', 'GET /v1/pools', {}],
    ['GET', '/v1/pools/web', 'GET /v1/pools/{pool}', { pool: 'web' }],
    ['GET', '/v1/pools/all', 'GET /v1/pools/all', {}],
    ['PUT', '/v1/pools/web', 'ANY /v1/pools/{pool}', { pool: 'web' }],
    [
      'DELETE',
      '/v1/pools/web/numbers/%2B12025550100',
      'DELETE /v1/pools/{pool}/numbers/{number}',
      { pool: 'web', number: '+12025550100' },
    ],
    ['GET', '/v1/other/deep%20er', 'ANY /v1/{proxy+}', { proxy: 'other/deep er' }],
    ['GET', '/v1/pools/', 'ANY /v1/{proxy+}', { proxy: 'pools/' }],
    ['GET', '/v1', '$default', {}],
    ['GET', '/v1/%zz', '$default', {}],
    ['GET', '/elsewhere', '$default', {}],
  ])('%s %s goes to %s', (method, path, key, parameters) => {
    expect(matched(method, path)).toEqual([key, parameters]);
  });

  it('take nothing else where there is no default', () => {
    expect(matchRoute(routes.slice(2), 'POST', '/v1/pools')).toBeUndefined();
  });

  it('do not depend on the order in which they were made', () => {
    const path = fc.constantFrom('/v1/pools', '/v1/pools/all', '/v1/pools/web', '/v1/x/y', '/z');
    fc.assert(
      fc.property(fc.shuffledSubarray(routes, { minLength: routes.length }), path, (shuffled, asked) => {
        expect(matchRoute(shuffled, 'GET', asked)?.route.key).toBe(matchRoute(routes, 'GET', asked)?.route.key);
      }),
    );
  });

  it('decode what was encoded, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        const match = matchRoute(routes, 'PUT', `/v1/pools/${encodeURIComponent(name)}`);
        expect(match?.pathParameters).toEqual({ pool: name });
      }),
    );
  });
});
